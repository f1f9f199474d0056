import type { Told } from './promises.ts';

const READ_MS = 5 * 60_000;

/** How well what was told came true, for one kind of step. */
export class Figures {
	/** Steps that had to wait and were shown a range. */
	told = 0;
	inside = 0;
	above = 0;
	/** Inside the range as a phone or slip words it, in steps of five minutes. */
	insideAsRead = 0;
	/** Steps that found a seat free, and those of them that were called within what they were told. */
	free = 0;
	freeInside = 0;
	/** Steps that were shown no range, because nobody served or the service was stopped. */
	silent = 0;
	neverCalled = 0;
	private compared = 0;
	private ownError = 0;
	private othersError = 0;
	private readonly waits: number[] = [];
	private readonly widths: number[] = [];

	add(told: Told): void {
		const { at, from, to, calledAt, naive } = told;
		if (from === null || to === null) {
			this.silent++;
			return;
		}
		if (calledAt === null) {
			this.neverCalled++;
			return;
		}
		const inside = calledAt >= from && calledAt <= to;
		if (told.free) {
			this.free++;
			if (inside) this.freeInside++;
			return;
		}
		this.told++;
		if (inside) this.inside++;
		if (calledAt > to) this.above++;
		const read = { from: Math.floor(from / READ_MS), to: Math.ceil(to / READ_MS) };
		if (calledAt >= read.from * READ_MS && calledAt <= read.to * READ_MS) this.insideAsRead++;
		this.waits.push(calledAt - at);
		this.widths.push(to - from);
		if (naive === null) return;
		this.compared++;
		this.ownError += Math.abs((from + to) / 2 - calledAt);
		this.othersError += Math.abs(naive - calledAt);
	}

	get insideShare(): number {
		return this.inside / this.told;
	}
	get aboveShare(): number {
		return this.above / this.told;
	}
	get medianWaitMs(): number {
		return median(this.waits);
	}
	get medianWidthMs(): number {
		return median(this.widths);
	}
	/** Mean absolute error in ms of the range's middle, and of "number ahead × fixed minutes", over the same steps. */
	get errorMs(): { own: number; others: number } {
		return { own: this.ownError / this.compared, others: this.othersError / this.compared };
	}
}

export function median(values: readonly number[]): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}
