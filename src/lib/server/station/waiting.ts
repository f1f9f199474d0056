import type { Floor } from '#lib/core/floor.ts';
import { upcoming } from '#lib/core/queue-order.ts';
import type { WaitingList } from '#lib/core/station/contact.ts';
import { numberText, queueViews } from '#lib/core/view/hall-view.ts';

/** As many numbers as somebody reads out in one go. */
const READ_OUT = 20;
/** Waits move slowly, and many stations ask: one reckoning for all that ask within a beat of the hall's clock. */
const LASTS_MS = 1_000;
const kept = new WeakMap<Floor, { at: number; lists: WaitingList[] }>();

/** Who waits, queue by queue, for stations that may have to go on by themselves. */
export function waitingLists(floor: Floor, at: number): WaitingList[] {
	const known = kept.get(floor);
	if (known && Math.abs(at - known.at) < LASTS_MS) return known.lists;
	const lists = queueViews(floor, at).map(({ serviceId, waiting, wait, pace, pause }) => ({
		serviceId,
		waiting,
		pace,
		pause,
		next: upcoming(floor, floor.queues.get(serviceId)!, READ_OUT).map(numberText),
		wait: wait && { low: wait.fromMs, high: wait.toMs }
	}));
	kept.set(floor, { at, lists });
	return lists;
}
