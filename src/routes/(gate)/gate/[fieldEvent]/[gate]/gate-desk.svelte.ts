import type { TicketBrief } from '#lib/core/brief.ts';
import type { Service } from '#lib/core/catalogue.ts';
import { questionsOf, type PreCheckAnswer, type WantedService } from '#lib/core/pre-check.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { GateState, Sheet } from '#lib/core/view/gate-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Refused } from '#lib/i18n/refusal-words.ts';
import { command } from '#lib/live/command.ts';
import { newId } from '#lib/live/new-id.ts';
import { Asking } from '#lib/station/gate/asking.svelte.ts';
import { sheetRunOf, type RunTrouble, type SheetRun } from './busload.ts';
import { IdentityCheck } from './identity-check.svelte.ts';
import { JourneyChoice } from './journey-choice.svelte.ts';

/** Longer than this without an answer is said at once (real ms). */
const SLOW_MS = 1_000;
/** One try; lost answers are asked for again with the same ids. */
const TRY_MS = 4_000;
/** A second tap this soon after the first is the same hand (real ms). */
const SAME_HAND_MS = 700;
/** After these the press can be sent again as it was. */
const REPEATABLE: readonly Refused[] = ['unreachable', 'signed-out', 'same-person'];

/** A press with the ids that make pressing it again the same press. */
interface Press {
	wish: Wish;
	operationId: string;
	identity?: { digits: string; anyway: boolean };
}

/** What the gate gave last, as the large number shows it. */
export interface Given {
	operationId: string;
	tickets: TicketBrief[];
	/** It was brought to life on a sheet, so that nothing is to be printed or written. */
	onSheet: boolean;
	/** It replaces an earlier paper. */
	again: boolean;
	undone: boolean;
}

export interface Trouble {
	refused: Refused;
	detail: Refusal['detail'];
	/** There while the press can be repeated as it was. */
	press: Press | null;
}

/** What the desk needs of the page around it. */
interface Around {
	fieldEventId: number;
	/** The live state, read anew each time. */
	hall: () => GateState;
	/** Whether the organiser lets gates check identity cards. */
	identityCheck: boolean;
	/** Prints the slips of these tickets, where this gate prints. */
	print: (tickets: readonly TicketBrief[]) => void;
	/** A press was carried out, at this clock of the hall: to say so, and to read anew what is shown. */
	ondone: (wish: Wish, operationId: string, clock: number) => void;
}

/**
 * A gate at work: the press on its way, the number given last, and what stood in the way. Numbers come from the
 * server alone; a press without an answer is kept with its ids and never guessed.
 */
export class GateDesk {
	readonly choice = new JourneyChoice();
	readonly identity: IdentityCheck;
	/** The press on its way; null when the desk is free. */
	pending = $state.raw<Press | null>(null);
	/** No answer yet for longer than it should take. */
	slow = $state(false);
	given = $state.raw<Given | null>(null);
	trouble = $state.raw<Trouble | null>(null);
	private questions = $state.raw<Asking | null>(null);
	private lastTap = -Infinity;
	private lastOperation: string | null = null;

	constructor(private readonly around: Around) {
		this.identity = new IdentityCheck(around.identityCheck);
	}

	get state(): GateState {
		return this.around.hall();
	}

	get mayIssue(): boolean {
		const { status, day, gate } = this.state;
		return status === 'open' && day > 0 && !gate.withdrawn;
	}

	/** A press without an answer waits to be repeated: until then it is not known who the next number is for. */
	get isHeld(): boolean {
		return this.pending !== null || this.trouble?.refused === 'unreachable';
	}

	/** The sheet that the next tap brings to life: the scanned one, else the top of this gate's pile. */
	get nextSheet(): Sheet | null {
		return this.choice.sheet ?? (this.state.gate.paper === 'sheets' ? this.state.nextSheet : null);
	}

	/** A busload gets sheets from this gate's pile, while it lasts. */
	get givesRuns(): boolean {
		const { gate, nextSheet } = this.state;
		return this.choice.mode === 'many' && gate.paper === 'sheets' && nextSheet !== null;
	}

	/** First and last sheet for people who came together, and the run between them, or why there is none yet. */
	get busload(): { first: string; last: string; run: SheetRun | RunTrouble } {
		const { gate, nextSheet } = this.state;
		const first = this.choice.ends.first ?? nextSheet?.number ?? '';
		const { last } = this.choice.ends;
		return { first, last, run: sheetRunOf(first, last, gate.prefix) };
	}

	/** The pile's top may move on while the last one is typed: what was seen stays. */
	setRun(first: string, last: string): void {
		this.choice.ends = { first, last };
	}

	/** How many numbers a tap gives now. */
	get atOnce(): number {
		if (this.choice.mode !== 'many') return 1;
		if (!this.givesRuns) return this.choice.together;
		const { run } = this.busload;
		return typeof run === 'object' ? run.to - run.from + 1 : 1;
	}

	/** Gives a number for these services to all of the party. */
	tap(services: readonly string[]): void {
		this.giveOrAsk(services, this.choice.forAll(services));
	}

	/** Gives a number for the services chosen one by one. */
	tapChosen(): void {
		const chosen = $state.snapshot(this.choice.chosen);
		const services = chosen.map((wanted) => wanted.serviceId);
		if (chosen.length > 0) this.giveOrAsk(services, chosen);
	}

	/** The questions to answer before the number is given; null when none are asked, or another way was chosen since. */
	get asked(): Asking | null {
		return this.questions?.mode === this.choice.mode ? this.questions : null;
	}

	/** The services asked about, for as many people as the party has now. */
	get askedFor(): WantedService[] {
		const services = this.asked?.services ?? [];
		if (this.choice.mode !== 'several') return this.choice.forAll(services);
		return $state.snapshot(this.choice.chosen);
	}

	/** As the hall itself will judge it, so that what is shown is what is given. */
	readonly takes = (service: Service, people: number): boolean => {
		const queue = this.state.queues.find((one) => one.serviceId === service.id);
		if (!queue?.intakeOpen) return false;
		return queue.quota === null || people <= queue.quota.limit - queue.quota.given;
	};

	/** Gives the number with the answers so far: what is not answered was skipped. */
	giveAsked(): void {
		if (this.asked) this.issue(this.askedFor, this.asked.given);
	}

	/** Back to the journeys, without a number. */
	stopAsking(): void {
		this.questions = null;
	}

	/** People who came together are not asked one by one. */
	private giveOrAsk(services: readonly string[], wanted: WantedService[]): void {
		const { mode } = this.choice;
		const questions = mode === 'many' ? [] : questionsOf(this.state.services, services);
		if (questions.length === 0) return this.issue(wanted, []);
		if (!this.takesTap()) return;
		this.questions = new Asking(mode, services, questions);
	}

	/** Whether this is a press of its own, and the desk is free for it. */
	private takesTap(): boolean {
		const now = performance.now();
		if (this.isHeld || !this.mayIssue || now - this.lastTap < SAME_HAND_MS) return false;
		this.lastTap = now;
		return true;
	}

	private issue(services: WantedService[], answers: PreCheckAnswer[]): void {
		const paper = this.givesRuns ? this.busload.run : this.nextSheet;
		if (typeof paper === 'string' || !this.takesTap()) return;
		const wish = this.choice.wish(this.state.gate.id, services, answers, paper);
		const isRun = wish.kind === 'issue-many' || wish.kind === 'bring-many-to-life';
		const digits = isRun ? undefined : this.identity.pending?.digits;
		const identity = digits === undefined ? {} : { identity: { digits, anyway: false } };
		void this.send({ wish, operationId: newId(), ...identity });
	}

	/** Sends the kept press once more: the same ids, so that it is never done twice. */
	repeat(): void {
		const press = this.trouble?.press;
		if (press && !this.pending) void this.send(press);
	}

	/** "Give a new number all the same": the person already holds one of today. */
	giveAnyway(): void {
		const press = this.trouble?.press;
		if (!press?.identity || this.pending) return;
		void this.send({ ...press, identity: { ...press.identity, anyway: true } });
	}

	/** Forgets what stood in the way and the kept press with it; the same person's card as well. */
	dismiss(): void {
		if (this.trouble?.refused === 'same-person') this.startAfresh();
		this.trouble = null;
	}

	/** Takes back what this gate did last: the number is burned, never given again. */
	undo(operationId = this.lastOperation): void {
		if (operationId !== null) this.change({ kind: 'undo', operationId });
	}

	/** Gives a lost slip anew: the number stays, the link is a new one and the old paper says so. */
	reprint(ticketId: string): void {
		this.change({ kind: 'reprint', ticketId, token: newId() });
	}

	/** Visitors who take no number are people of the day all the same. */
	countVisitors(count: number): void {
		this.change({ kind: 'count-visitors', gateId: this.state.gate.id, count });
	}

	/** Anything that is done to a ticket already given (lane, services, cancel, back into the queue). */
	change(wish: Wish): void {
		if (!this.isHeld) void this.send({ wish, operationId: newId() });
	}

	/** Prints the rest of a run again from a number on, when the paper ran out in the middle: nothing was lost. */
	printFrom(number: number): void {
		const rest = this.given?.tickets.filter((ticket) => ticket.number >= number) ?? [];
		if (rest.length > 0) this.around.print(rest);
	}

	/** Sends a press; what stands in the way is shown. */
	private async send(press: Press): Promise<void> {
		this.pending = press;
		const timer = setTimeout(() => (this.slow = true), SLOW_MS);
		const { wish, operationId, identity } = press;
		const sent = await command(this.around.fieldEventId, wish, {
			operationId,
			timeoutMs: TRY_MS,
			...(identity && { identity })
		});
		clearTimeout(timer);
		this.slow = false;
		this.pending = null;
		if (sent.ok) {
			this.trouble = null;
			this.settle(wish, operationId, sent.tickets);
			this.around.ondone(wish, operationId, sent.clock);
			return;
		}
		const { refused } = sent;
		const detail = 'detail' in sent ? sent.detail : undefined;
		this.trouble = { refused, detail, press: REPEATABLE.includes(refused) ? press : null };
		// The scanned sheet is in somebody's hand already.
		if (refused === 'ticket-in-use') this.choice.sheet = null;
	}

	private settle(wish: Wish, operationId: string, tickets: TicketBrief[]): void {
		const onSheet = wish.kind === 'bring-to-life' || wish.kind === 'bring-many-to-life';
		const again = wish.kind === 'reprint';
		const isNew = onSheet || wish.kind === 'issue' || wish.kind === 'issue-many';
		if (isNew) this.startAfresh();
		if (isNew || again) {
			this.given = { operationId, tickets, onSheet, again, undone: false };
			if (!onSheet) this.around.print(tickets);
		}
		if (wish.kind === 'undo') {
			if (this.given?.operationId === wish.operationId)
				this.given = { ...this.given, undone: true };
			if (this.lastOperation === wish.operationId) this.lastOperation = null;
		} else {
			this.lastOperation = isNew || wish.kind === 'count-visitors' ? operationId : null;
		}
	}

	private startAfresh(): void {
		this.stopAsking();
		this.choice.reset();
		this.identity.clear();
	}
}
