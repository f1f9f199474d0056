import type { Lane } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import type { Operation } from '#lib/core/operation.ts';
import type { PreCheckAnswer } from '#lib/core/pre-check.ts';
import { refuse, type Refusal } from '#lib/core/refusal.ts';
import type { StationPack, WaitingList } from '#lib/core/station/contact.ts';
import * as booth from '#lib/core/station/booth.ts';
import type { Slip } from '#lib/core/station/read-slip.ts';
import * as gate from '#lib/core/station/gate.ts';
import { startDay, type StationState } from '#lib/core/station/station.ts';
import { isRefusal } from '#lib/core/verbs/context.ts';
import { newId } from '#lib/live/new-id.ts';
import { Keeper, type Work } from './keeper.ts';
import type { Rest } from './rest.ts';
import type { Done, Shown } from './shown.ts';
import { Speaker } from './speaker.ts';
import { readSlip, slipLink, type SlipTrouble } from './slip-link.ts';
import type { StationStore, StoredOperation } from './station-store.ts';
import { Tabs, WritersRight } from './one-writer.ts';

/** A ticket that is to be given: the journey as `checkedJourney` left it. */
export interface WantedTicket {
	lane: Lane;
	party: number;
	services: { serviceId: string; people: number }[];
	answers?: PreCheckAnswer[];
	first?: string | null;
}

const TICK_MS = 250;

/**
 * The station of this device as screens see and use it. Every verb resolves once what it did lies on the disk; a screen
 * says so only then. With and without the network all is the same; `link` tells which it is.
 */
export class StationApp {
	private shown: Shown = $state.raw() as Shown;
	/** Hall time now, ms; ticks. */
	at = $state(0);
	/** Another tab of this browser works; this one looks on, until the other is closed. */
	viewer = $state(true);
	private keeper: Keeper | null = null;
	private speaker: Speaker | null = null;
	private readonly right = new WritersRight();
	private readonly tabs = new Tabs<Shown | 'who-works' | 'enrolled-anew'>((said) =>
		this.hear(said)
	);
	private readonly timer: ReturnType<typeof setInterval>;
	private heardMono = performance.now();
	private ended = false;
	/** Another tab looks on. */
	private watched = false;

	private constructor(
		private readonly store: StationStore,
		private readonly build: string
	) {
		this.timer = setInterval(() => this.tick(), TICK_MS);
	}

	/** Opens what the store holds; null when this device is no station. */
	static async open(store: StationStore, build: string): Promise<StationApp | null> {
		const app = new StationApp(store, build);
		const mine = await app.right.tryToTake();
		let isStation = false;
		try {
			isStation = await app.read(mine);
		} finally {
			if (!isStation) app.close();
		}
		if (!isStation) return null;
		if (!mine) {
			app.tabs.tell('who-works');
			app.right.whenFree(() => void app.read(true));
		}
		return app;
	}

	/** Reads the store; as the one that works, it also speaks with the hall from here on. */
	private async read(works: boolean): Promise<boolean> {
		const keeper = await Keeper.open(this.store, () => this.show());
		if (!keeper || this.ended) return false;
		this.keeper = keeper;
		this.viewer = !works;
		if (works) this.speaker = await Speaker.start(keeper, this.build, () => this.show());
		this.show();
		return true;
	}

	/** Ends everything: another tab may work now. */
	close(): void {
		this.ended = true;
		clearInterval(this.timer);
		this.speaker?.stop();
		this.tabs.close();
		this.store.close();
		this.right.giveBack();
	}

	private show(): void {
		const { keeper, speaker } = this;
		if (!keeper) return;
		const isHeard = speaker !== null && !speaker.isSilent;
		this.shown = {
			state: keeper.state,
			pack: keeper.known.pack,
			waiting: keeper.known.waiting,
			link: isHeard ? 'connected' : 'silent',
			heardAt: keeper.known.heardAt,
			unsent: keeper.open.size,
			oldest: keeper.state.outbox[0]?.at ?? null,
			closed: keeper.closed,
			contactRefused: speaker?.refused ?? null,
			storeTrouble: keeper.trouble,
			recent: keeper.recent.map((stored) => this.doneOf(stored)),
			by: keeper.by,
			address: speaker?.address.current ?? location.origin,
			rest: keeper.rest.rest,
			booth: (isHeard && !keeper.rest.untold && keeper.known.booth) || null,
			at: keeper.clock.at,
			speed: keeper.clock.speed
		};
		this.at = this.shown.at;
		if (this.watched && !this.viewer)
			this.tabs.tell({ ...this.shown, state: { ...keeper.state, outbox: [] } });
	}

	private doneOf({ operation, acknowledgement }: StoredOperation): Done {
		const sent = this.speaker?.hasSent(operation.operationId) ?? false;
		return {
			operation,
			acknowledgement,
			standing: acknowledgement ? 'heard' : sent ? 'sent' : 'saved'
		};
	}

	private hear(said: Shown | 'who-works' | 'enrolled-anew'): void {
		if (said === 'enrolled-anew') location.reload();
		else if (said === 'who-works') {
			this.watched = true;
			if (!this.viewer) this.show();
		} else if (this.viewer) {
			this.shown = said;
			this.heardMono = performance.now();
		}
	}

	private tick(): void {
		const { keeper, speaker, shown } = this;
		if (!keeper) return;
		if (this.viewer) {
			this.at = Math.round(shown.at + (performance.now() - this.heardMono) * shown.speed);
			return;
		}
		this.at = keeper.clock.at;
		if (keeper.clock.slept()) {
			void keeper.voidLeases();
			if (this.speaker) void keeper.beginRun();
		}
		if (speaker && speaker.isSilent !== (shown.link === 'silent')) this.show();
	}

	get state(): StationState {
		return this.shown.state;
	}
	get pack(): StationPack {
		return this.shown.pack;
	}
	get waiting(): WaitingList[] {
		return this.shown.waiting;
	}
	get link(): Shown['link'] {
		return this.shown.link;
	}
	/** Hall time of the hall's last answer; null when there was none since enrolment. */
	get heardAt(): number | null {
		return this.shown.heardAt;
	}
	/** Operations that the hall has not acknowledged, and the hall time of the oldest. */
	get unsent(): number {
		return this.shown.unsent;
	}
	get oldest(): number | null {
		return this.shown.oldest;
	}
	get closed(): Shown['closed'] {
		return this.shown.closed;
	}
	get contactRefused(): string | null {
		return this.shown.contactRefused;
	}
	get storeTrouble(): Shown['storeTrouble'] {
		return this.shown.storeTrouble;
	}
	get recent(): Done[] {
		return this.shown.recent;
	}
	get by(): string {
		return this.shown.by;
	}
	/** Who works here from now on: an id of `pack.staff`. */
	set by(who: string) {
		if (!this.viewer) void this.keeper?.setShift({ by: who });
	}
	get rest(): Rest | null {
		return this.shown.rest;
	}
	get booth(): Shown['booth'] {
		return this.shown.booth;
	}

	/** The booth has a break, is left (whoever worked there works there no more), or goes on: null. */
	async stand(rest: Rest | null): Promise<Refusal | null> {
		const { keeper } = this;
		if (!keeper || this.viewer) return refuse('not-allowed');
		const left = rest?.kind === 'left';
		if (left && this.state.seats.some((sitting) => sitting !== null)) return refuse('booth-busy');
		const said = { rest, untold: true };
		const wrote = await keeper.setShift(left ? { rest: said, by: this.state.id } : { rest: said });
		this.speaker?.pressed();
		return wrote ? null : refuse('internal');
	}

	/** `fresh`: it takes on something new, which a closed station may not; what stands at a seat may still be ended. */
	private async press<T extends Operation | Operation[] | null>(
		fresh: boolean,
		verb: (work: Work) => T | Refusal
	): Promise<T | Refusal> {
		const { keeper } = this;
		if (!keeper || this.viewer) return refuse('not-allowed');
		if (fresh) await this.speaker?.firstWord;
		if (fresh && keeper.closed) return refuse('station-closed');
		const done = await keeper.press(verb);
		this.speaker?.pressed();
		return done;
	}

	give(ticket: WantedTicket): Promise<Operation | Refusal> {
		const whole = { ticketId: newId(), ...ticket };
		return this.press(true, ({ draft, press }) => gate.giveTicket(draft, whole, press()));
	}
	/** Gives as many numbers in a row, each for this journey: all of them, or none when the stock is too small. */
	giveMany(ticket: WantedTicket, count: number): Promise<Operation[] | Refusal> {
		const whole = Array.from({ length: count }, () => ({ ticketId: newId(), ...ticket }));
		return this.press(true, ({ draft, press }) => {
			const given = whole.map((one) => gate.giveTicket(draft, one, press()));
			return given.find((one) => isRefusal(one)) ?? (given as Operation[]);
		});
	}
	countVisitors(count: number): Promise<Operation | Refusal> {
		return this.press(true, ({ draft, press }) => gate.countVisitors(draft, count, press()));
	}
	/** Takes back a count of visitors, by its operation; a closed station may, as it may end what it has begun. */
	takeBackVisitors(counted: string): Promise<Operation | Refusal> {
		return this.press(false, ({ draft, press }) => gate.takeBackVisitors(draft, counted, press()));
	}
	/** Takes back the numbers of one press, by their tickets. */
	takeBackNumbers(ticketIds: string[]): Promise<Operation | Refusal> {
		return this.press(false, ({ draft, press }) => gate.takeBackNumbers(draft, ticketIds, press()));
	}
	call(seat: number): Promise<Operation | Refusal> {
		return this.press(true, ({ draft, press, mono }) =>
			booth.callLeased(draft, seat, mono, press())
		);
	}
	callAgain(seat: number): Promise<Operation | Refusal> {
		return this.press(false, ({ draft, press }) => booth.callAgain(draft, seat, press()));
	}
	miss(seat: number): Promise<Operation | Refusal> {
		return this.press(false, ({ draft, press }) => booth.miss(draft, seat, press()));
	}
	begin(seat: number): Promise<Operation | Refusal> {
		return this.press(false, ({ draft, press }) => booth.begin(draft, seat, press()));
	}
	end(seat: number, results: Result[]): Promise<Operation | Refusal> {
		return this.press(false, ({ draft, press }) => booth.end(draft, seat, results, press()));
	}
	/** Serves whoever holds this slip, without a lease. */
	byHand(slip: Slip, serviceId: string, seat: number): Promise<Operation[] | Refusal> {
		return this.press(true, ({ draft, press }) =>
			booth.serveByHand(draft, slip, serviceId, seat, press)
		);
	}
	/** Goes on to a later day by a tap, before the hall has told of it. */
	startDay(day: number): Promise<null | Refusal> {
		const days = this.pack.catalogue.rules.days.length;
		return this.press(true, ({ draft }) => startDay(draft, day, days));
	}

	/** The https address at which this station speaks with the server. */
	get address(): string {
		return this.shown.address;
	}
	/** Somebody says where the server is now (an https origin). */
	async serverIsAt(origin: string): Promise<void> {
		await this.speaker?.serverIsAt(origin);
		this.show();
	}

	/** The signed link of a ticket that this station gave. */
	async slipLink(operationId: string): Promise<string> {
		const { keeper } = this;
		const operation = await keeper?.operation(operationId);
		if (!keeper || !operation) throw new RangeError(`no such operation: ${operationId}`);
		return slipLink(operation, keeper.known.pack, keeper.epoch.pair);
	}
	readSlip(text: string): Promise<Slip | { refused: SlipTrouble }> {
		return readSlip(text, this.pack);
	}
}
