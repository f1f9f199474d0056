import type { Answer } from '#lib/core/answer.ts';
import type { TicketBrief } from '#lib/core/brief.ts';
import type { Outcome } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import type { Refusal, RefusalCode } from '#lib/core/refusal.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { BoothState } from '#lib/core/view/booth-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Refused } from '#lib/i18n/refusal-words.ts';
import type { Sent } from '#lib/live/command.ts';
import { newId } from '#lib/live/new-id.ts';
import { nextPress, type Press } from './press.ts';
import {
	EMPTY_DRAFT,
	resultsOf,
	sittingOf,
	type Draft,
	type Sitting
} from '#lib/station/sitting/sitting.ts';

/** What stands open beside the present seat; never two at once. */
export type Panel = 'failed' | 'send' | 'hold' | 'pause' | 'number' | 'late' | 'help' | null;

/** A press whose answer never came: sent again with the same operation id, it is done once. */
export interface Unsent {
	operationId: string;
	wish: Wish;
	/** The number that it was about, to be named. */
	number: string | null;
}

/** The last thing done, as long as it can be taken back. */
export interface Done extends Unsent {
	at: number;
}

/** Where a citizen goes who has just been finished: said aloud by the officer. */
export interface GoesTo {
	number: string;
	/** The service that comes next; null when the journey is over. */
	serviceId: string | null;
	/** The service that was just ended, for what happens afterwards. */
	endedServiceId: string | null;
	reasonId: string | null;
	left: boolean;
}

/** For whom a result is recorded without a call. */
export interface Met {
	ticketId: string;
	/** As people read it. */
	number: string;
	serviceId: string;
	people: number;
}

/** The part of a live view that the desk needs. */
export interface BoothLive {
	readonly state: BoothState;
	readonly clock: number;
	refresh(): Promise<void>;
}

export interface DeskOptions {
	live: BoothLive;
	fieldEventId: number;
	boothId: string;
	/** Account id of whoever holds the device. */
	me: string;
	send: (wish: Wish, operationId: string) => Promise<Sent>;
	/** Where an unsent press outlives signing in again. */
	storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
	/** Where the officer's own seat is remembered. */
	device?: Pick<Storage, 'getItem' | 'setItem'> | undefined;
	/** A clock that only grows, ms. */
	now?: () => number;
}

/** A second press this soon after the first belongs to the same double click. */
const SAME_PRESS_MS = 500;
/** Longer than this (real ms) without an answer is told. */
const SLOW_MS = 2_500;
/** How long a frame is waited for before the state is asked for. */
const FRAME_WAIT_MS = 800;

/** Wishes that an undo can take back while nothing followed. */
const UNDOABLE: readonly Wish['kind'][] = [
	'call-next',
	'call',
	'start',
	'no-show',
	'finish',
	'send',
	'hold',
	'step-back',
	'leave',
	'serve-late',
	'record'
];

/** One officer's desk: what is chosen, what is being sent, what may be taken back. The hall itself is in `live`. */
export class BoothDesk {
	panel = $state<Panel>(null);
	/** The seat that was looked at last. */
	private shownSeat = $state(1);
	/** As chosen on this device: a seat, all of them, or not asked yet. */
	private ownSeat = $state.raw<number | 'all' | null>(null);
	/** Kind of the wish that is on its way. */
	busy = $state<Wish['kind'] | null>(null);
	slow = $state(false);
	unsent = $state.raw<Unsent | null>(null);
	refusal = $state.raw<{ refused: Refused; detail?: Refusal['detail'] } | null>(null);
	/** Accepted, but its second half was not possible. */
	halfDone = $state.raw<RefusalCode | null>(null);
	done = $state.raw<Done | null>(null);
	goesTo = $state.raw<GoesTo | null>(null);
	/** Whether a failure is followed by the next call at once. */
	thenCall = $state(true);
	/** Level chosen at this desk, by service; the booth's preset stands until then. */
	private chosenLevels = $state.raw<Record<string, number>>({});
	private drafts = $state.raw<Record<string, Draft>>({});
	private readyAt = 0;

	constructor(private readonly options: DeskOptions) {
		const kept = options.storage?.getItem(this.storageKey);
		if (kept) this.unsent = JSON.parse(kept) as Unsent;
		const busySeat = this.state.seats.findIndex((ticket) => ticket !== null);
		if (busySeat >= 0) this.shownSeat = busySeat + 1;
		const own = options.device?.getItem(this.seatKey);
		if (own) this.ownSeat = own === 'all' ? 'all' : Number(own) || null;
	}

	get state(): BoothState {
		return this.options.live.state;
	}

	/** The officer's own seat where several share the booth; null while they work on all of them. */
	readonly mySeat: number | null = $derived.by(() => {
		const { seats } = this.state.booth;
		return typeof this.ownSeat === 'number' && seats > 1 && this.ownSeat <= seats
			? this.ownSeat
			: null;
	});
	readonly seatNo: number = $derived.by(() => this.mySeat ?? this.shownSeat);
	/** Two officers are here and this one has not said yet which seat is theirs. */
	readonly asksSeat: boolean = $derived.by(
		() => this.ownSeat === null && this.state.booth.seats > 1 && this.state.officers.length > 1
	);
	readonly press: Press = $derived.by(() => nextPress(this.state, this.seatNo, this.options.me));
	readonly ticket: TicketBrief | null = $derived.by(
		() => this.state.seats[this.seatNo - 1] ?? null
	);
	readonly sitting: Sitting | null = $derived.by(() => sittingOf(this.state, this.ticket));
	readonly seated: boolean = $derived.by(() => this.state.officers.includes(this.options.me));
	/** Seats that this officer may call into now. */
	readonly freeSeats: number = $derived.by(
		() => this.state.seats.filter((seat, i) => seat === null && this.worksOn(i + 1)).length
	);
	readonly levels: Record<string, number | null> = $derived.by(() =>
		Object.fromEntries(this.state.services.map((service) => [service.id, this.levelOf(service.id)]))
	);
	readonly draft: Draft = $derived.by(() => this.drafts[this.draftKey] ?? EMPTY_DRAFT);

	setDraft(draft: Draft): void {
		// Only the present sittings are kept: what was chosen for somebody who has gone means nothing.
		this.drafts = { [this.draftKey]: draft };
	}

	setLevel(serviceId: string, level: number): void {
		this.chosenLevels = { ...this.chosenLevels, [serviceId]: level };
		if (this.refusal?.refused === 'level-missing') this.refusal = null;
	}

	choose(seatNo: number): void {
		if (seatNo < 1 || seatNo > this.state.seats.length || !this.worksOn(seatNo)) return;
		this.shownSeat = seatNo;
		this.panel = null;
	}

	/** Whether a seat is this officer's: all are, until they choose one of their own. */
	worksOn(seatNo: number): boolean {
		return this.mySeat === null || this.mySeat === seatNo;
	}

	/** Says which seat is theirs, once for this device. */
	takeSeat(seat: number | 'all'): void {
		this.ownSeat = seat;
		this.panel = null;
		this.options.device?.setItem(this.seatKey, String(seat));
	}

	/** Opens a panel, or closes it when it is the one that stands open. */
	toggle(panel: Exclude<Panel, null>): void {
		this.panel = this.panel === panel ? null : panel;
		this.refusal = null;
	}

	/** The large button. A double click is one press, and a press while another is on its way is none. */
	async advance({ callNext = true } = {}): Promise<void> {
		if (this.unsent) return this.sendAgain();
		if (this.now() < this.readyAt) return;
		const { press, ticket, state } = this;
		const boothId = state.booth.id;
		switch (press.kind) {
			case 'sit-down':
				return void (await this.wish({ kind: 'open-booth', boothId, takeOver: press.takeOver }));
			case 'resume':
				return void (await this.wish({ kind: 'resume', scope: 'booth', id: boothId }));
			case 'call-next':
				return void (await this.wish({ kind: 'call-next', boothId, seat: this.mySeat }));
			case 'start':
				if (ticket) await this.wish({ kind: 'start', ticketId: ticket.id });
				return;
			case 'finish':
				return this.finish(this.draft, callNext);
			case 'nobody-waits':
			case 'stopped':
			case 'closed':
				return;
			default:
				return press satisfies never;
		}
	}

	/** Ends the sitting as drafted; what is still to be chosen is told, and nothing is sent. */
	async finish(draft: Draft, callNext = true): Promise<void> {
		const { sitting } = this;
		if (!sitting) return;
		const results = resultsOf(sitting, draft, this.levels);
		if (typeof results === 'string') {
			this.refusal = { refused: results };
			if (results === 'reason-missing') this.panel = 'failed';
			return;
		}
		await this.finishWith(results, callNext, draft.stays);
	}

	/** Everybody of the party with one outcome: "đã kích hoạt từ trước", "hẹn lại", or failed with its reason. */
	async finishAll(
		outcome: Outcome,
		reasonId: string | null,
		callNext = this.thenCall
	): Promise<void> {
		const people = this.sitting?.step.people ?? 1;
		const others = { [outcome]: people };
		await this.finish({ ...this.draft, others, stays: 0, reasonId }, callNext);
	}

	/**
	 * A result without a call: of somebody met while going about, or who stayed here. A level that is still to be chosen
	 * is told, and nothing is sent.
	 * @param reasonId of a failure
	 * @param failed how many of the people the failure is of, beside an outcome of the others
	 */
	async record(
		met: Met,
		outcome: Outcome,
		reasonId: string | null = null,
		failed = 0
	): Promise<void> {
		const { ticketId, serviceId, people } = met;
		const service = this.state.services.find(({ id }) => id === serviceId);
		if (!service) return;
		const levelled = outcome === service.counts && service.levels.length > 0;
		const level = levelled ? (this.levels[serviceId] ?? null) : null;
		if (levelled && level === null) {
			this.refusal = { refused: 'level-missing' };
			return;
		}
		const boothId = this.state.booth.id;
		const one = (
			outcome: Outcome,
			count: number,
			level: number | null,
			reasonId: string | null
		) => ({
			serviceId,
			outcome,
			level,
			reasonId,
			count
		});
		const results =
			failed === 0
				? [one(outcome, people, level, reasonId)]
				: [one(outcome, people - failed, level, null), one('failed', failed, null, reasonId)];
		await this.wish({ kind: 'record', boothId, ticketId, results }, met.number);
	}

	async undo(): Promise<void> {
		if (this.done) await this.wish({ kind: 'undo', operationId: this.done.operationId });
	}

	/** Sends one wish, once; gives whether it was granted. Ignored while another is on its way or waits to be sent again. */
	async wish(wish: Wish, number = this.numberIn(wish)): Promise<boolean> {
		if (this.busy || this.unsent) return false;
		return this.send({ operationId: newId(), wish, number });
	}

	async sendAgain(): Promise<void> {
		if (this.unsent && !this.busy) await this.send(this.unsent);
	}

	/** Gives up a press that was not answered: whether it was done is seen by the seats. */
	async giveUp(): Promise<void> {
		this.keep(null);
		this.refusal = null;
		await this.options.live.refresh();
	}

	private async send(press: Unsent): Promise<boolean> {
		this.busy = press.wish.kind;
		this.refusal = null;
		this.halfDone = null;
		const timer = setTimeout(() => (this.slow = true), SLOW_MS);
		const sent = await this.options.send(press.wish, press.operationId);
		clearTimeout(timer);
		this.slow = false;
		if (sent.ok) {
			this.keep(null);
			await this.catchUp(sent.clock);
			this.settle(press, sent);
		} else {
			const unanswered = sent.refused === 'unreachable' || sent.refused === 'signed-out';
			this.keep(unanswered ? press : null);
			this.refusal = sent;
		}
		this.busy = null;
		this.readyAt = this.now() + SAME_PRESS_MS;
		return sent.ok;
	}

	/** The button comes back when the screen shows what it did, so that no press meets an old picture. */
	private async catchUp(clock: number): Promise<void> {
		const { live } = this.options;
		const until = this.now() + FRAME_WAIT_MS;
		while (live.clock < clock && this.now() < until)
			await new Promise((done) => setTimeout(done, 20));
		if (live.clock < clock) await live.refresh();
	}

	private settle(press: Unsent, answer: Extract<Answer, { ok: true }>): void {
		const { wish } = press;
		this.panel = null;
		this.halfDone = answer.then === 'queue-empty' ? null : answer.then;
		if (wish.kind === 'undo') this.done = null;
		else if (UNDOABLE.includes(wish.kind)) {
			this.done = { ...press, number: press.number ?? this.calledIn(answer), at: this.now() };
		}
		if (wish.kind === 'finish') this.goesTo = goesToAfter(wish.ticketId, wish.results, answer);
		else if (wish.kind !== 'start' && wish.kind !== 'recall') this.goesTo = null;
		const seat = this.seatIn(answer);
		if (seat) this.shownSeat = seat;
	}

	private calledIn(answer: Extract<Answer, { ok: true }>): string | null {
		const called = answer.tickets.find((ticket) => ticket.state === 'called');
		return called ? formatNumber(called.prefix, called.number) : null;
	}

	/** The seat of this booth in which a ticket of the answer now sits. */
	private seatIn(answer: Extract<Answer, { ok: true }>): number | null {
		for (const ticket of answer.tickets) {
			const step = ticket.active === null ? undefined : ticket.steps[ticket.active];
			if (step?.seat && step.boothId === this.options.boothId) {
				if (step.state === 'called' || step.state === 'serving') return step.seat;
			}
		}
		return null;
	}

	private async finishWith(results: Result[], callNext: boolean, stays: number): Promise<void> {
		if (!this.ticket) return;
		const { mySeat: seat } = this;
		const parts = stays > 0 ? { stays } : {};
		await this.wish({
			kind: 'finish',
			ticketId: this.ticket.id,
			results,
			...parts,
			callNext,
			seat
		});
	}

	private numberIn(wish: Wish): string | null {
		if (!('ticketId' in wish)) return null;
		const { seats, held, kept, missed } = this.state;
		const ticket = [...seats, ...held, ...kept, ...missed].find((t) => t?.id === wish.ticketId);
		return ticket ? formatNumber(ticket.prefix, ticket.number) : null;
	}

	private levelOf(serviceId: string): number | null {
		const service = this.state.services.find(({ id }) => id === serviceId);
		const level = this.chosenLevels[serviceId] ?? this.state.booth.presetLevel;
		return level !== null && service?.levels.includes(level) ? level : null;
	}

	private get draftKey(): string {
		const { ticket } = this;
		const turn = ticket?.active == null ? null : ticket.steps[ticket.active]?.turn;
		return ticket ? `${ticket.id}/${ticket.active}/${turn}` : '';
	}

	private get storageKey(): string {
		const { fieldEventId, boothId, me } = this.options;
		return `unsent/${fieldEventId}/${boothId}/${me}`;
	}

	private get seatKey(): string {
		const { fieldEventId, boothId, me } = this.options;
		return `seat/${fieldEventId}/${boothId}/${me}`;
	}

	private keep(press: Unsent | null): void {
		this.unsent = press;
		if (press) this.options.storage?.setItem(this.storageKey, JSON.stringify(press));
		else this.options.storage?.removeItem(this.storageKey);
	}

	private now(): number {
		return (this.options.now ?? (() => performance.now()))();
	}
}

function goesToAfter(
	ticketId: string,
	results: readonly Result[],
	answer: Extract<Answer, { ok: true }>
): GoesTo | null {
	const ticket = answer.tickets.find(({ id }) => id === ticketId);
	if (!ticket) return null;
	const next = ticket.active === null ? undefined : ticket.steps[ticket.active];
	return {
		number: formatNumber(ticket.prefix, ticket.number),
		serviceId: next?.serviceId ?? null,
		endedServiceId: results[0]?.serviceId ?? null,
		reasonId: results.find((result) => result.reasonId)?.reasonId ?? null,
		left: results.some((result) => result.outcome === 'left')
	};
}
