import { pauseOfService, queueOf, type Floor } from '#lib/core/floor.ts';
import { paceOf } from '#lib/core/forecast.ts';
import { keptLength } from '#lib/core/queue-order.ts';
import type { Beat, QueueFrame } from '#lib/core/protocol.ts';
import { noticeOf } from '#lib/core/view/hall-view.ts';
import type { QueueTold } from './queue-news.ts';

/** What all phones of a queue are told: how it stands on this floor, and what changed since the frame before. */
export function queueFrame(
	floor: Floor,
	serviceId: string,
	told: QueueTold,
	beat: Beat
): QueueFrame {
	const queue = queueOf(floor, serviceId);
	const { measured: _, ...pace } = paceOf(floor, serviceId, beat.at);
	const pause = pauseOfService(floor, serviceId);
	return {
		...beat,
		...told,
		serviceId,
		regular: queue.lanes.regular.length,
		kept: keptLength(queue),
		run: queue.run,
		...pace,
		pause: pause && noticeOf(floor, pause)
	};
}

/** How the queue stands in a frame, as text: the same text twice, without news, need not be sent. */
export function standing(frame: QueueFrame): string {
	const { regular, kept, run, seats, soonSeats, free, cycleMs, spreadMs, later, pause } = frame;
	return JSON.stringify([
		regular,
		kept,
		run,
		seats,
		soonSeats,
		free,
		cycleMs,
		spreadMs,
		later,
		pause
	]);
}

/** Whether something happened in the queue since the frame before. */
export function hasNews({ moves, called, changed, refresh }: QueueTold): boolean {
	return refresh || moves.length + called.length + changed.length > 0;
}
