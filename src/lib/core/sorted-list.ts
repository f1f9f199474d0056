/**
 * A list that stays sorted, in chunks: insert, remove, head and rank stay cheap at 100,000 items
 * (one array would move a megabyte per call; a tree is four times the code for the same figures).
 */
export class SortedList<T> {
	private chunks: T[][] = [];
	private count = 0;

	/** `compare` must be total: two different items never compare as 0. */
	constructor(
		private readonly compare: (a: T, b: T) => number,
		private readonly chunkSize = 512
	) {}

	get length(): number {
		return this.count;
	}

	get head(): T | undefined {
		return this.chunks[0]?.[0];
	}

	insert(item: T): void {
		this.count++;
		const at = this.chunkOf(item);
		const chunk = this.chunks[at];
		if (!chunk) {
			this.chunks.push([item]);
			return;
		}
		chunk.splice(this.lowerBound(chunk, item), 0, item);
		if (chunk.length > this.chunkSize) {
			this.chunks.splice(at + 1, 0, chunk.splice(chunk.length >> 1));
		}
	}

	/** Removes the item that compares equal; false when it is not there. */
	remove(item: T): boolean {
		const at = this.chunkOf(item);
		const chunk = this.chunks[at];
		if (!chunk) return false;
		const index = this.lowerBound(chunk, item);
		const found = chunk[index];
		if (found === undefined || this.compare(found, item) !== 0) return false;
		chunk.splice(index, 1);
		if (chunk.length === 0) this.chunks.splice(at, 1);
		this.count--;
		return true;
	}

	/** How many items stand before this one (which need not be in the list). */
	rank(item: T): number {
		const at = this.chunkOf(item);
		let before = 0;
		for (let i = 0; i < at; i++) before += this.chunks[i]!.length;
		const chunk = this.chunks[at];
		return chunk ? before + this.lowerBound(chunk, item) : before;
	}

	/** The item at a rank, or undefined past the end. */
	at(rank: number): T | undefined {
		let rest = rank;
		for (const chunk of this.chunks) {
			if (rest < chunk.length) return chunk[rest];
			rest -= chunk.length;
		}
		return undefined;
	}

	*[Symbol.iterator](): Iterator<T> {
		for (const chunk of this.chunks) yield* chunk;
	}

	/** First chunk whose last item is not before the given one; the last chunk when all are. */
	private chunkOf(item: T): number {
		let low = 0;
		let high = this.chunks.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			const chunk = this.chunks[middle]!;
			if (this.compare(chunk[chunk.length - 1]!, item) < 0) low = middle + 1;
			else high = middle;
		}
		return Math.max(low, 0);
	}

	private lowerBound(chunk: T[], item: T): number {
		let low = 0;
		let high = chunk.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.compare(chunk[middle]!, item) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
