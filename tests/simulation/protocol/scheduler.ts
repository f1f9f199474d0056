/** Virtual time in ms: what is to happen, by instant, then by the order in which it was asked for. */
export class Scheduler {
	now = 0;
	steps = 0;
	private readonly heap: { at: number; order: number; act: () => void }[] = [];
	private order = 0;

	in(ms: number, act: () => void): void {
		const item = { at: this.now + Math.max(0, ms), order: this.order++, act };
		let i = this.heap.push(item) - 1;
		while (i > 0) {
			const parent = (i - 1) >> 1;
			if (!before(item, this.heap[parent]!)) break;
			this.heap[i] = this.heap[parent]!;
			i = parent;
		}
		this.heap[i] = item;
	}

	/** Runs everything up to an instant, and moves the time there. */
	runUntil(until: number): void {
		for (let next = this.heap[0]; next && next.at <= until; next = this.heap[0]) {
			this.take();
			this.now = next.at;
			this.steps++;
			next.act();
		}
		this.now = until;
	}

	private take(): void {
		const last = this.heap.pop()!;
		if (this.heap.length === 0) return;
		let i = 0;
		for (;;) {
			let child = 2 * i + 1;
			if (child >= this.heap.length) break;
			if (child + 1 < this.heap.length && before(this.heap[child + 1]!, this.heap[child]!)) child++;
			if (!before(this.heap[child]!, last)) break;
			this.heap[i] = this.heap[child]!;
			i = child;
		}
		this.heap[i] = last;
	}
}

function before(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}
