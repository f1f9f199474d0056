import type { TicketBrief } from '#lib/core/brief.ts';
import { recogniseScan, type Scanned } from '#lib/core/scanned-code.ts';
import { signedPartOf } from '#lib/core/ticket-link.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { FoundTicket } from '#lib/core/view/found-view.ts';
import { queryOf, seek } from '../../../seek.ts';
import type { BoothDesk } from './booth-desk.svelte.ts';

/** What is said about a scan or a typed number. */
export type Said =
	/** The paper belongs to whoever sits or is called here. */
	| { kind: 'right'; number: string }
	/** It belongs to somebody else than the one called. */
	| { kind: 'another'; number: string; expected: string }
	| { kind: 'old-paper'; number: string }
	| { kind: 'not-a-ticket'; scanned: Scanned }
	/** `link`: of a signed slip, which may be true although nobody has heard of it. */
	| { kind: 'not-found'; text: string; link: string | null }
	| { kind: 'unreachable' | 'signed-out' };

/** Looks numbers up that were typed or scanned at a booth, and says whether the right person sits there. */
export class NumberSearch {
	found = $state.raw<FoundTicket[] | null>(null);
	said = $state.raw<Said | null>(null);
	seeking = $state(false);
	/** Counts what was asked: an answer that comes after another scan is nobody's. */
	private asked = 0;

	/** @param year the present one, to judge identity numbers that were scanned by mistake */
	constructor(
		private readonly desk: BoothDesk,
		readonly fieldEventId: number,
		private readonly year: () => number
	) {}

	clear(): void {
		this.asked++;
		this.seeking = false;
		this.found = null;
		this.said = null;
	}

	async take(text: string, imeSeen = false): Promise<void> {
		const scanned = recogniseScan(text, { year: this.year(), imeSeen });
		this.clear();
		const here = this.seatOf(scanned);
		if (here) return this.confirm(here);
		const queries = queryOf(scanned);
		if (!queries) {
			this.said = { kind: 'not-a-ticket', scanned };
			return;
		}
		const mine = this.asked;
		this.seeking = true;
		const found = await seek(this.fieldEventId, queries);
		if (mine !== this.asked) return;
		this.seeking = false;
		if (typeof found === 'string') this.said = { kind: found };
		else if (found.length === 0) {
			const link = scanned.kind === 'ticket' ? signedPartOf(scanned) : null;
			this.said = { kind: 'not-found', text, link };
			if (link) this.desk.panel = 'number';
		} else this.show(found);
	}

	/** Who sits where this officer works; a colleague's citizen is somebody else's. */
	private get seats(): (TicketBrief | null)[] {
		return this.desk.state.seats.filter((_, i) => this.desk.worksOn(i + 1));
	}

	private show(found: FoundTicket[]): void {
		const [only] = found;
		const here = this.seats.find((ticket) => ticket?.id === only?.brief.id);
		if (found.length === 1 && here && !only?.oldPaper) return this.confirm(here);
		const { ticket } = this.desk;
		if (only?.oldPaper) this.said = { kind: 'old-paper', number: only.number };
		else if (only && ticket) {
			this.said = { kind: 'another', number: only.number, expected: numberOf(ticket) };
		}
		this.found = found;
		this.desk.panel = 'number';
	}

	private confirm(ticket: TicketBrief): void {
		this.desk.choose(this.desk.state.seats.findIndex((seat) => seat?.id === ticket.id) + 1);
		this.said = { kind: 'right', number: numberOf(ticket) };
	}

	/** The ticket in one of the seats that a text names; told without asking the server. */
	private seatOf(scanned: Scanned): TicketBrief | null {
		return (
			this.seats.find((ticket) => {
				if (!ticket) return false;
				if (scanned.kind === 'ticket') return ticket.token === scanned.ticketId;
				if (scanned.kind === 'number') {
					return ticket.prefix === scanned.prefix && ticket.number === scanned.number;
				}
				return scanned.kind === 'number-without-letter' && ticket.number === scanned.number;
			}) ?? null
		);
	}
}

function numberOf(ticket: TicketBrief): string {
	return formatNumber(ticket.prefix, ticket.number);
}
