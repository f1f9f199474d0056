import type { TicketBrief } from '#lib/core/brief.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { GateState, Sheet } from '#lib/core/view/gate-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Refused } from '#lib/i18n/refusal-words.ts';
import { command } from '#lib/live/command.ts';
import { newId } from '#lib/live/new-id.ts';
import { IdentityCheck } from './identity-check.svelte.ts';

/** Longer than this without an answer is said at once (real ms). */
const SLOW_MS = 1_000;
/** One try; lost answers are asked for again with the same ids. */
const TRY_MS = 4_000;
/** A second tap this soon after the first is the same hand (real ms). */
const SAME_HAND_MS = 700;

/** One service of a journey and for how many of the party. */
export interface Wanted {
	serviceId: string;
	people: number;
}

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
	hall: () => { state: GateState; at: number };
	/** Whether the organiser lets gates check identity cards. */
	identityCheck: boolean;
	/** Prints slips of these tickets, where this gate prints. */
	print: (tickets: readonly TicketBrief[]) => void;
	/** A press was carried out: to say so, and to read anew what is shown. */
	ondone: (wish: Wish, operationId: string) => void;
}

/**
 * A gate at work: what was chosen before the tap, the press on its way, the number given last, and what stood in the
 * way. Numbers come from the server alone; a press without an answer is kept with its ids and never guessed.
 */
export class GateDesk {
	mode = $state<'one' | 'several' | 'many'>('one');
	priority = $state(false);
	party = $state(1);
	/** Services chosen one by one, and for how many of the party each. */
	chosen = $state<Wanted[]>([]);
	/** How many tickets one tap gives to people who came together. */
	together = $state(20);
	/** A sheet that was scanned or typed: the next tap brings it to life. */
	sheet = $state.raw<Sheet | null>(null);
	/** The press on its way; null when the desk is free. */
	pending = $state.raw<Press | null>(null);
	/** No answer yet for longer than it should take. */
	slow = $state(false);
	given = $state.raw<Given | null>(null);
	trouble = $state.raw<Trouble | null>(null);
	readonly identity: IdentityCheck;
	private lastTap = -Infinity;
	private lastOperation: string | null = null;

	constructor(private readonly around: Around) {
		this.identity = new IdentityCheck(around.identityCheck);
	}

	get state(): GateState {
		return this.around.hall().state;
	}

	get mayIssue(): boolean {
		const { status, day, gate } = this.state;
		return status === 'open' && day > 0 && !gate.withdrawn;
	}

	/** The sheet that the next tap brings to life: the scanned one, else the top of this gate's pile. */
	get nextSheet(): Sheet | null {
		return this.sheet ?? (this.state.gate.paper === 'sheets' ? this.state.nextSheet : null);
	}

	/** Gives a number for these services to as many people as stand at the gate. */
	tap(services: readonly string[]): void {
		const wanted = services.map((serviceId) => ({ serviceId, people: this.party }));
		this.issue(wanted);
	}

	/** Gives a number for the services chosen one by one. */
	tapChosen(): void {
		this.issue($state.snapshot(this.chosen));
	}

	toggleService(serviceId: string): void {
		const without = this.chosen.filter((wanted) => wanted.serviceId !== serviceId);
		const added = without.length === this.chosen.length;
		this.chosen = added ? [...this.chosen, { serviceId, people: this.party }] : without;
	}

	setParty(party: number): void {
		this.party = Math.min(60, Math.max(1, party));
		for (const wanted of this.chosen) wanted.people = this.party;
	}

	setMode(mode: GateDesk['mode']): void {
		this.mode = mode;
		if (mode !== 'several') this.chosen = [];
	}

	/** A press without an answer waits to be repeated: until then it is not known what the next number is for. */
	get isHeld(): boolean {
		return this.pending !== null || this.trouble?.refused === 'unreachable';
	}

	private issue(services: Wanted[]): void {
		const now = performance.now();
		if (this.isHeld || !this.mayIssue || now - this.lastTap < SAME_HAND_MS) return;
		this.lastTap = now;
		void this.send(this.pressFor(services));
	}

	private pressFor(services: Wanted[]): Press {
		const { gate } = this.state;
		const lane = this.priority ? ('priority' as const) : ('regular' as const);
		const journey = { gateId: gate.id, services, lane, party: this.party };
		const operationId = newId();
		if (this.mode === 'many') {
			const ticketIds = Array.from({ length: this.together }, newId);
			return { wish: { kind: 'issue-many', ticketIds, ...journey }, operationId };
		}
		const digits = this.identity.pending?.digits;
		const identity = digits === undefined ? {} : { identity: { digits, anyway: false } };
		const sheet = this.nextSheet;
		const wish: Wish = sheet
			? { kind: 'bring-to-life', ticketId: sheet.ticketId, ...journey }
			: { kind: 'issue', ticketId: newId(), ...journey };
		return { wish, operationId, ...identity };
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

	/** Forgets what stood in the way, and the kept press with it. */
	dismiss(): void {
		this.trouble = null;
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
		if (sent.ok) this.settle(press, sent.tickets);
		else this.refuse(press, sent.refused, 'detail' in sent ? sent.detail : undefined);
	}

	private refuse(press: Press, refused: Refused, detail: Refusal['detail']): void {
		const again = ['unreachable', 'signed-out', 'same-person'].includes(refused);
		this.trouble = { refused, detail, press: again ? press : null };
		// The scanned sheet is in somebody's hand already.
		if (refused === 'ticket-in-use') this.sheet = null;
	}

	private settle({ wish, operationId }: Press, tickets: TicketBrief[]): void {
		this.trouble = null;
		switch (wish.kind) {
			case 'issue':
			case 'issue-many':
			case 'bring-to-life':
				this.lastOperation = operationId;
				this.startAfresh();
			// falls through: a reprint is shown and printed as well
			case 'reprint': {
				const onSheet = wish.kind === 'bring-to-life';
				const again = wish.kind === 'reprint';
				if (again) this.lastOperation = null;
				this.given = { operationId, tickets, onSheet, again, undone: false };
				if (!onSheet) this.around.print(tickets);
				break;
			}
			case 'count-visitors':
				this.lastOperation = operationId;
				break;
			case 'undo':
				if (this.lastOperation === wish.operationId) this.lastOperation = null;
				if (this.given?.operationId === wish.operationId) {
					this.given = { ...this.given, undone: true };
				}
		}
		this.around.ondone(wish, operationId);
	}

	private startAfresh(): void {
		this.priority = false;
		this.party = 1;
		this.sheet = null;
		this.setMode('one');
		this.identity.clear();
	}

	/** Takes back what this gate did last: the number is burned, never given again. */
	undo(operationId = this.lastOperation): void {
		if (operationId === null || this.isHeld) return;
		void this.send({ wish: { kind: 'undo', operationId }, operationId: newId() });
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
}

/** `A-017`. */
export function numberOf(ticket: Pick<TicketBrief, 'prefix' | 'number'>): string {
	return formatNumber(ticket.prefix, ticket.number);
}
