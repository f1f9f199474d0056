/**
 * Seeded chance: the same seed gives the same day. Each citizen and each booth has a stream of its own, so that what
 * happens to one does not depend on the order in which the others are answered.
 */
export class Chance {
	private state: number;

	constructor(seed: number, stream = 0) {
		this.state = (seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0;
		for (let i = 0; i < 4; i++) this.next();
	}

	/** At least 0, less than 1 (mulberry32). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}

	between(from: number, to: number): number {
		return from + (to - from) * this.next();
	}

	/** A whole number from `from` to `to`, both possible. */
	whole(from: number, to: number): number {
		return Math.floor(this.between(from, to + 1));
	}

	is(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(from: readonly T[]): T {
		return from[Math.floor(this.next() * from.length)]!;
	}

	/** One of several, by weight. */
	weighed<T>(from: readonly (readonly [T, number])[]): T {
		let left = this.next() * from.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [value, weight] of from) if ((left -= weight) < 0) return value;
		return from[from.length - 1]![0];
	}

	/** Normal, mean 0 and standard deviation 1. */
	normal(): number {
		const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
		return radius * Math.cos(2 * Math.PI * this.next());
	}

	/** Log-normal by its median and 90th percentile. */
	logNormal(median: number, p90: number): number {
		return median * Math.exp((this.normal() * Math.log(p90 / median)) / 1.2816);
	}
}
