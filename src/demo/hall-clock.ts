import { setTimeout as sleep } from 'node:timers/promises';

/** As many people may be waiting for an answer of the program at once. */
const IN_FLIGHT = 32;
/** Nobody acts more than this long (hall ms) after somebody who still waits for an answer. */
const LOOK_AHEAD_MS = 10_000;
/** Longest real pause between two looks at the pace. */
const LONGEST_SLEEP_MS = 250;

interface Due {
	at: number;
	order: number;
	person: Person;
	resume: (how: 'time' | 'called') => void;
}

/** Somebody in the hall: acts, and waits until hall time has come or somebody calls. */
export class Person {
	/** Hall time at which this person acts now, ms. */
	now: number;

	constructor(private readonly clock: HallClock) {
		this.now = clock.now;
	}

	/** Waits until hall time `at`; not at all backwards. */
	async until(at: number): Promise<void> {
		await this.clock.wait(this, at);
	}

	after(ms: number): Promise<void> {
		return this.until(this.now + ms);
	}

	/** Waits until somebody calls this person (`call`), at the longest until `at`. */
	idle(at: number): Promise<'time' | 'called'> {
		return this.clock.wait(this, at);
	}

	/** Ends this person's `idle`; nothing when it is not waiting. */
	call(): void {
		this.clock.call(this);
	}
}

/**
 * Hall time of a simulated day. People act in the order of hall time, at the pace of `speed` hall seconds a second
 * or as fast as the program answers (`max`). Times never run backwards: who acts later is stamped later.
 */
export class HallClock {
	now: number;
	private due: Due[] = [];
	private acting = new Set<Person>();
	private order = 0;
	private changed: (() => void) | null = null;
	private lives = 0;
	private fault: unknown = null;
	private anchor: { hall: number; real: number; speed: number } | null = null;

	constructor(start: number) {
		this.now = start;
	}

	/** Lets a person live; the day ends when everybody's life has. */
	live(life: (person: Person) => Promise<void>): void {
		this.lives++;
		this.begin(life, () => this.lives--);
	}

	/** Lets somebody look on, who does not keep the day going. */
	lookOn(life: (person: Person) => Promise<void>): void {
		this.begin(life, () => {});
	}

	private begin(life: (person: Person) => Promise<void>, ended: () => void): void {
		const person = new Person(this);
		this.acting.add(person);
		life(person)
			.catch((fault: unknown) => (this.fault ??= fault))
			.finally(() => {
				ended();
				this.acting.delete(person);
				this.changed?.();
			});
	}

	/** From now on `speed` hall ms a real ms, or without any waiting. */
	setSpeed(speed: number | 'max'): void {
		this.anchor = speed === 'max' ? null : { hall: this.now, real: performance.now(), speed };
		this.changed?.();
	}

	/** Hall ms a real ms; null when nobody waits for the pace. */
	get pace(): number | null {
		return this.anchor?.speed ?? null;
	}

	/** How far the people are behind the pace, hall ms; they are when the machine is slower than that. */
	get behindMs(): number {
		return this.anchor && this.due.length > 0 ? Math.max(0, this.paced() - this.due[0]!.at) : 0;
	}

	/** Hall time by the pace; where there is none, that of whoever acted last. */
	paced(): number {
		if (!this.anchor) return this.now;
		return this.anchor.hall + (performance.now() - this.anchor.real) * this.anchor.speed;
	}

	wait(person: Person, at: number): Promise<'time' | 'called'> {
		this.acting.delete(person);
		return new Promise((resume) => {
			this.push({ at: Math.max(at, person.now), order: this.order++, person, resume });
			this.changed?.();
		});
	}

	call(person: Person): void {
		const found = this.due.findIndex((due) => due.person === person);
		if (found < 0) return;
		const [due] = this.due.splice(found, 1);
		this.push({ ...due!, at: this.now, resume: () => due!.resume('called') });
		this.changed?.();
	}

	/** Runs until every life has ended. Rejects with the first fault of anybody. */
	async run(): Promise<void> {
		for (;;) {
			if (this.fault !== null) throw this.fault;
			const next = this.due[0];
			if (this.lives === 0 && this.acting.size === 0) return;
			if (!next || this.acting.size >= IN_FLIGHT || this.mustWaitFor(next)) {
				await new Promise<void>((resolve) => (this.changed = resolve));
				this.changed = null;
				continue;
			}
			const early = this.anchor ? (next.at - this.paced()) / this.anchor.speed : 0;
			if (early > 1) {
				await this.sleepOrChange(Math.min(early, LONGEST_SLEEP_MS));
				continue;
			}
			this.due.shift();
			this.now = Math.max(this.now, next.at);
			next.person.now = this.now;
			this.acting.add(next.person);
			next.resume('time');
			// Lets the person act, or end, before the next one is looked at.
			await new Promise(setImmediate);
		}
	}

	private mustWaitFor(next: Due): boolean {
		for (const person of this.acting) if (next.at > person.now + LOOK_AHEAD_MS) return true;
		return false;
	}

	private async sleepOrChange(ms: number): Promise<void> {
		const stop = new AbortController();
		await Promise.race([
			sleep(ms, undefined, { signal: stop.signal }).catch(() => {}),
			new Promise<void>((resolve) => (this.changed = resolve))
		]);
		stop.abort();
		this.changed = null;
	}

	/** Into its place by time, then by who asked first. */
	private push(due: Due): void {
		let low = 0;
		let high = this.due.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = this.due[middle]!;
			if (other.at < due.at || (other.at === due.at && other.order < due.order)) low = middle + 1;
			else high = middle;
		}
		this.due.splice(low, 0, due);
	}
}
