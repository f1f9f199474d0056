import { pauseOfBooth, type Floor } from '../floor.ts';
import { boothsOf, noticesOf, queueViews } from './hall-view.ts';
import { serviceWaits, type LeaderState } from './leader-view.ts';
import { figuresOf, serviceTotals } from './totals-view.ts';

/**
 * Totals against targets, pace and waits of one hall, small enough to follow several at once: nothing of a single booth,
 * of an officer or of why something failed.
 */
export interface GlanceState extends Pick<
	LeaderState,
	| 'status'
	| 'day'
	| 'figures'
	| 'today'
	| 'services'
	| 'queues'
	| 'waits'
	| 'waiting'
	| 'serving'
	| 'missed'
	| 'cancelled'
	| 'pauses'
	| 'schedule'
> {
	/** How many booths have an officer and work, rest, and have nobody. */
	booths: { open: number; paused: number; closed: number };
}

export function glanceView(floor: Floor, at: number): GlanceState {
	const queues = queueViews(floor, at);
	const today = floor.tally.days.get(floor.day);
	const booths = { open: 0, paused: 0, closed: 0 };
	let serving = 0;
	for (const on of boothsOf(floor)) {
		const state =
			on.officers.length === 0 ? 'closed' : pauseOfBooth(floor, on.booth) ? 'paused' : 'open';
		booths[state] += 1;
		serving += on.seats.filter(Boolean).length;
	}
	return {
		status: floor.status,
		day: floor.day,
		figures: figuresOf(floor),
		today: figuresOf(floor, floor.day),
		services: serviceTotals(floor, at),
		queues,
		waits: serviceWaits(floor),
		waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
		serving,
		missed: today?.missed ?? 0,
		cancelled: today?.cancelledTickets ?? 0,
		pauses: noticesOf(floor),
		schedule: floor.rules.days,
		booths
	};
}
