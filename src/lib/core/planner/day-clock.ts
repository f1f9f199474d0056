import type { Half } from '../catalogue.ts';

const HALF_HOUR_MS = 30 * 60_000;
/** What is left over of a half after whole half hours is a slot of its own from this length on. */
const LEAST_SLOT_MS = 10 * 60_000;

/** A day's hours as the planner counts them: half hours, breaks, and time of service. */
export class DayClock {
	/** The half hours of the day in order; the last one of a half may be shorter or longer. */
	readonly slots: Half[];

	constructor(readonly halves: readonly Half[]) {
		this.slots = halves.flatMap(slotsOf);
	}

	/** The half that an instant lies in, or the next one; null after the last. */
	halfAt(at: number): Half | null {
		return this.halves.find(({ to }) => at < to) ?? null;
	}

	/** When somebody may be called who could be at this instant: the same, or the end of the break. */
	servesFrom(at: number): number {
		const half = this.halfAt(at);
		return half ? Math.max(at, half.from) : at;
	}

	/** The half hour that an instant counts for: in a break the next one, after the last half its last one. */
	slotAt(at: number): number {
		const next = this.slots.findIndex(({ to }) => at < to);
		return next < 0 ? this.slots.length - 1 : next;
	}

	/** Time between two instants without the breaks; after the last half the hall is taken to stay on. */
	serviceMs(from: number, to: number): number {
		let ms = to - from;
		for (let i = 1; i < this.halves.length; i++) {
			const begins = Math.max(from, this.halves[i - 1]!.to);
			const ends = Math.min(to, this.halves[i]!.from);
			if (ends > begins) ms -= ends - begins;
		}
		return ms;
	}
}

function slotsOf({ from, to }: Half): Half[] {
	const slots: Half[] = [];
	for (let at = from; at < to; at += HALF_HOUR_MS) {
		const last = slots[slots.length - 1];
		if (last && to - at < LEAST_SLOT_MS) last.to = to;
		else slots.push({ from: at, to: Math.min(to, at + HALF_HOUR_MS) });
	}
	return slots;
}
