import { newId } from '#lib/live/new-id.ts';

/** Hall time as the station last heard it, with its own clocks at that instant. */
export interface Anchor {
	/** Hall ms, and how many of them pass in a real one. */
	at: number;
	speed: number;
	/** Wall clock, ms; the only thing that two runs of the program have in common. */
	wall: number;
}

/** More than this between wall clock and monotonic clock from one look to the next: the device slept, or was set. */
const SLEPT_MS = 5_000;

/**
 * Hall time at a station: what the hall said last plus the time since by the monotonic clock, which nobody can set. Only
 * across a sleep or a restart the wall clock helps out; what it says can shift a shown time, never an order, and the hall
 * dates everything anew on arrival.
 */
export class StationClock {
	/** The run of the device in which monotonic times can be compared; a sleep begins another. */
	boot = newId();
	private mono: number;
	private lookedWall = Date.now();
	private lookedMono = performance.now();

	constructor(
		private anchor: Anchor,
		/** Hall time of the last thing that was written: no later one is dated before it. */
		public lastAt: number
	) {
		this.mono = this.lookedMono;
		this.anchor = { ...anchor, ...this.acrossGap(anchor, anchor.at) };
	}

	private acrossGap(anchor: Anchor, least: number): { at: number; wall: number } {
		const wall = Date.now();
		const passed = Math.max(0, wall - anchor.wall) * anchor.speed;
		return { at: Math.max(least, this.lastAt, anchor.at + passed), wall };
	}

	get speed(): number {
		return this.anchor.speed;
	}

	/** Hall time now, whole ms. */
	get at(): number {
		return Math.round(this.anchor.at + (performance.now() - this.mono) * this.anchor.speed);
	}

	/** Hall time of a press: never before the one before it. */
	pressAt(): number {
		this.lastAt = Math.max(this.lastAt, this.at);
		return this.lastAt;
	}

	/** The hall's own word. Gives what is to be remembered of it. */
	hear(at: number, speed: number): Anchor {
		this.mono = performance.now();
		this.anchor = { at, speed, wall: Date.now() };
		// A wall clock that was years ahead across a restart must not date everything after it.
		this.lastAt = Math.min(this.lastAt, at);
		return this.anchor;
	}

	/** To be asked a few times a second. True when the device slept: what was promised by the monotonic clock is void. */
	slept(): boolean {
		const [wall, mono] = [Date.now(), performance.now()];
		const gap = wall - this.lookedWall - (mono - this.lookedMono);
		this.lookedWall = wall;
		this.lookedMono = mono;
		if (gap < SLEPT_MS) return false;
		const known = this.at;
		this.boot = newId();
		this.anchor = { ...this.anchor, at: known + gap * this.anchor.speed, wall };
		this.mono = mono;
		return true;
	}
}
