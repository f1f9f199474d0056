/** What somebody in the hall does, one thing after the other; yields the instant at which it goes on. */
export type Life<T = void> = Generator<number, T, void>;

interface Due {
	at: number;
	order: number;
	sleeper: Sleeper;
	nap: number;
}

/** Somebody who may be woken before the time is up. */
export class Sleeper {
	nap = 0;
	constructor(readonly life: Life) {}
}

/** Hall time of a simulated day: everybody acts in the order of time, ties in the order of asking. */
export class Agenda {
	now: number;
	private readonly heap: Due[] = [];
	private order = 0;

	constructor(start: number) {
		this.now = start;
	}

	/** Begins a life now. What it returns may be woken. */
	live(life: Life): Sleeper {
		const sleeper = new Sleeper(life);
		this.push(this.now, sleeper);
		return sleeper;
	}

	/** Goes on with somebody at this instant instead of when their time would have been up. */
	wake(sleeper: Sleeper, at: number): void {
		sleeper.nap++;
		this.push(at, sleeper);
	}

	run(): void {
		for (let due = this.pop(); due; due = this.pop()) {
			if (due.nap !== due.sleeper.nap) continue;
			this.now = due.at;
			const step = due.sleeper.life.next();
			if (!step.done) this.push(step.value, due.sleeper);
		}
	}

	private push(at: number, sleeper: Sleeper): void {
		const due = {
			at: Math.max(this.now, Math.round(at)),
			order: this.order++,
			sleeper,
			nap: sleeper.nap
		};
		const { heap } = this;
		let i = heap.push(due) - 1;
		while (i > 0) {
			const parent = (i - 1) >> 1;
			if (!before(due, heap[parent]!)) break;
			heap[i] = heap[parent]!;
			i = parent;
		}
		heap[i] = due;
	}

	private pop(): Due | undefined {
		const { heap } = this;
		const first = heap[0];
		const last = heap.pop();
		if (!first || !last || first === last) return first;
		let i = 0;
		for (;;) {
			let child = 2 * i + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
			if (!before(heap[child]!, last)) break;
			heap[i] = heap[child]!;
			i = child;
		}
		heap[i] = last;
		return first;
	}
}

function before(a: Due, b: Due): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}
