import type { Operation } from '#lib/core/operation.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import { isRefusal } from '#lib/core/verbs/context.ts';
import type { StationApp } from '#lib/station/app/station-app.svelte.ts';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What came of the presses of one hand. */
export interface Pressed {
	done: number;
	/** Answers of the station that were no deeds: nobody to call, and what should not be. */
	refused: Record<string, number>;
	/** From the press to "saved", ms. */
	ms: number[];
}

/**
 * Works at a station as somebody in a hurry would, until `stop`. `told` hears of every acknowledgement at the moment when
 * a screen would show it, and of the slip of every number given.
 */
export class Worker {
	readonly pressed: Pressed = { done: 0, refused: {}, ms: [] };
	private running = true;

	constructor(
		private readonly app: StationApp,
		private readonly told: (operations: Operation[], slip: string | null) => void
	) {}

	stop(): void {
		this.running = false;
	}

	/** One press, timed. */
	async press<T extends Operation | Operation[] | null>(
		what: () => Promise<T | Refusal>
	): Promise<T | null> {
		const began = performance.now();
		const done = await what();
		this.pressed.ms.push(performance.now() - began);
		if (isRefusal(done)) {
			const { refused } = this.pressed;
			refused[done.refused] = (refused[done.refused] ?? 0) + 1;
			return null;
		}
		const operations: Operation[] = done === null ? [] : ([done] as Operation[]).flat();
		this.pressed.done += operations.length;
		const [first] = operations;
		const gives = first?.deed.kind === 'issued' && !first.deed.provisional;
		this.told(operations, null);
		if (gives) this.told([], await this.app.slipLink(first.operationId));
		return done;
	}

	/** Gives `count` numbers, now and then counting visitors who take none. */
	async gate(count: number, everyMs: number): Promise<void> {
		const { app } = this;
		const { services } = app.pack.catalogue;
		for (let given = 0; given < count && this.running; given++) {
			if (given % 20 === 19) await this.press(() => app.countVisitors(1 + (given % 7)));
			const wanted = services.filter(({ id }, i) => (given + i) % 3 !== 0 && id !== 'help');
			const journey = (wanted.length > 0 ? wanted : services.slice(0, 1)).map(({ id }) => ({
				serviceId: id,
				people: 1
			}));
			const lane = given % 9 === 0 ? 'priority' : 'regular';
			await this.press(() => app.give({ lane, party: 1, services: journey }));
			await pause(everyMs);
		}
	}

	/** Serves at a seat: whoever is on lease, and by hand whoever holds a slip where nobody is. */
	async booth(seat: number, slips: string[], everyMs: number, most = Infinity): Promise<number> {
		const { app } = this;
		let served = 0;
		for (let turn = 0; this.running && served < most; turn++) {
			const sitting = app.state.seats[seat - 1];
			if (!sitting) {
				if (!(await this.press(() => app.call(seat)))) await this.byHand(seat, slips);
			} else if (sitting.state === 'called') {
				if (turn % 11 === 10) await this.press(() => app.callAgain(seat));
				else if (turn % 13 === 12) await this.press(() => app.miss(seat));
				else await this.press(() => app.begin(seat));
			} else {
				const { serviceId } = sitting;
				const service = app.pack.catalogue.services.find(({ id }) => id === serviceId)!;
				const level = service.levels[0] ?? null;
				const result = { serviceId, outcome: service.counts, level, reasonId: null, count: 1 };
				if (await this.press(() => app.end(seat, [result]))) served++;
			}
			await pause(everyMs);
		}
		return served;
	}

	private async byHand(seat: number, slips: string[]): Promise<void> {
		const { app } = this;
		if (app.link === 'connected') return;
		const link = slips.shift();
		if (!link || app.state.place.kind !== 'booth') return;
		const { boothId } = app.state.place;
		const slip = await app.readSlip(link);
		if ('refused' in slip) {
			const { refused } = this.pressed;
			refused[`slip ${slip.refused}`] = (refused[`slip ${slip.refused}`] ?? 0) + 1;
			return;
		}
		const booth = app.pack.catalogue.booths.find(({ id }) => id === boothId)!;
		await this.press(() => app.byHand(slip, booth.services[0]!, seat));
	}
}
