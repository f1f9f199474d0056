import type { Installation } from './db/installation.ts';

/**
 * Hall time: one value that is passed with each command. In a real database it is the machine's clock.
 * Only a database marked as demo at its creation may run it faster, or have it set by the demo's driver.
 */
export class HallTime {
	private hallAnchor = 0;
	private realAnchor = 0;
	private rate = 1;

	constructor(
		private readonly installation: Pick<
			Installation,
			'kind' | 'hallAnchor' | 'realAnchor' | 'hallSpeed'
		>,
		private readonly realNow: () => number = Date.now
	) {
		if (installation.kind === 'demo' && installation.hallAnchor !== null) {
			this.hallAnchor = installation.hallAnchor;
			this.realAnchor = installation.realAnchor ?? this.realNow();
			this.rate = installation.hallSpeed ?? 1;
		}
	}

	get isDemo(): boolean {
		return this.installation.kind === 'demo';
	}

	/** How many hall milliseconds pass in one real millisecond. */
	get speed(): number {
		return this.isDemo ? this.rate : 1;
	}

	now(): number {
		if (!this.isDemo || this.realAnchor === 0) return this.realNow();
		return Math.round(this.hallAnchor + (this.realNow() - this.realAnchor) * this.rate);
	}

	/** Demo only: it is `hall` now, and goes on at `speed`. */
	set(hall: number, speed: number): void {
		if (!this.isDemo) throw new Error('hall time of a real database cannot be set');
		this.hallAnchor = hall;
		this.realAnchor = this.realNow();
		this.rate = speed;
	}
}
