import type { Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import { joinReason, type JoinReason } from '#lib/core/place.ts';
import type { Move, QueueFrame } from '#lib/core/protocol.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import { activeStep, activeTurn, stepState, type Ticket } from '#lib/core/ticket.ts';

interface Stand {
	serviceId: string;
	number: string;
	lane: Ticket['lane'];
	rankAt: number;
	/** Kept for this booth: stands in no lane. */
	kept: string | null;
	why: JoinReason;
}

interface News {
	moves: Move[];
	called: Map<string, QueueFrame['called'][number]>;
	changed: Set<string>;
	refresh: boolean;
	/** Clock of the last frame that was made of it. */
	after: number;
}

/** What a queue's phones have not been told yet. */
export type QueueTold = Pick<QueueFrame, 'after' | 'moves' | 'called' | 'changed' | 'refresh'>;

/** Kinds of entries after which every phone of the field event must read its page anew. */
const FOR_ALL: ReadonlySet<Entry['fact']['kind']> = new Set([
	'opened',
	'closed',
	'day-opened',
	'service-set',
	'booth-set',
	'area-set',
	'rules-set'
]);

/**
 * What left and joined each queue since its last frame, gathered entry by entry, whoever is listening:
 * one frame serves all phones of a queue.
 */
export class QueueNews {
	private readonly byService = new Map<string, News>();
	private readonly changedTickets = new Set<string>();
	private stand: Stand | null = null;
	/** Clock from which on it has seen every entry. */
	private since = 0;
	private ticketsAfter = 0;
	private refreshTickets = false;

	/** The floor was read anew from rows: of what came before this clock nothing is known. */
	begin(clock: number): void {
		this.since = this.ticketsAfter = clock;
		this.byService.clear();
		this.changedTickets.clear();
		this.refreshTickets = false;
	}

	/** Called just before an entry is applied: where its ticket stood. */
	before(floor: Floor, entry: Entry): void {
		const ticket = ticketOf(floor, entry);
		this.stand = ticket ? standOf(ticket) : null;
	}

	/** Called right after: where it stands now. */
	after(floor: Floor, entry: Entry): void {
		if (FOR_ALL.has(entry.fact.kind)) {
			for (const id of floor.services.keys()) this.newsOf(id).refresh = true;
			this.refreshTickets = true;
			return;
		}
		if (entry.fact.kind === 'message-shown' || entry.fact.kind === 'message-ended') {
			return this.message(floor, entry.fact.messageId);
		}
		const ticket = ticketOf(floor, entry);
		if (!ticket) return;
		const [was, now] = [this.stand, standOf(ticket)];
		this.changedTickets.add(formatNumber(ticket.prefix, ticket.number));
		if (was && now && same(was, now)) {
			this.newsOf(now.serviceId).changed.add(now.number);
			return;
		}
		if (was) this.leave(floor, ticket, was, entry.clock);
		if (now) this.join(was, now, entry.clock);
	}

	/** Phones read their page anew when a message for them comes or goes: those of one queue, or all. */
	private message(floor: Floor, id: string): void {
		const message = floor.messages.get(id);
		if (!message?.to.includes('phones')) return;
		const { serviceId } = message;
		for (const each of serviceId === null ? floor.services.keys() : [serviceId]) {
			this.newsOf(each).refresh = true;
		}
		this.refreshTickets ||= serviceId === null;
	}

	/** What a queue's phones must be told next. */
	ofQueue(serviceId: string): QueueTold {
		const { after, moves, called, changed, refresh } = this.newsOf(serviceId);
		return { after, moves, called: [...called.values()], changed: [...changed], refresh };
	}

	/** A queue's phones have been told everything up to this clock. */
	queueTold(serviceId: string, clock: number): void {
		this.byService.set(serviceId, emptyNews(clock));
	}

	/** What phones past their queue must be told next. */
	ofTickets(): { after: number; changed: string[]; refresh: boolean } {
		return {
			after: this.ticketsAfter,
			changed: [...this.changedTickets],
			refresh: this.refreshTickets
		};
	}

	ticketsTold(clock: number): void {
		this.changedTickets.clear();
		this.refreshTickets = false;
		this.ticketsAfter = clock;
	}

	private leave(floor: Floor, ticket: Ticket, was: Stand, clock: number): void {
		const news = this.newsOf(was.serviceId);
		if (was.kept === null) news.moves.push([clock, '-', was.number, was.lane, was.rankAt]);
		else news.changed.add(was.number);
		const turn = activeTurn(ticket);
		if (turn?.state !== 'called' || !turn.boothId) return;
		const booth = floor.booths.get(turn.boothId)?.booth;
		if (booth) news.called.set(was.number, [was.number, booth.number, booth.word]);
	}

	private join(was: Stand | null, now: Stand, clock: number): void {
		const news = this.newsOf(now.serviceId);
		news.called.delete(now.number);
		if (now.kept !== null) {
			news.changed.add(now.number);
			return;
		}
		const toPriority = was !== null && was.lane !== now.lane && now.lane === 'priority';
		const why = toPriority ? 'priority' : now.why;
		news.moves.push([clock, '+', now.number, now.lane, now.rankAt, why]);
	}

	private newsOf(serviceId: string): News {
		let news = this.byService.get(serviceId);
		if (!news) this.byService.set(serviceId, (news = emptyNews(this.since)));
		return news;
	}
}

function emptyNews(after: number): News {
	return { moves: [], called: new Map(), changed: new Set(), refresh: false, after };
}

function same(a: Stand, b: Stand): boolean {
	return (
		a.serviceId === b.serviceId && a.rankAt === b.rankAt && a.lane === b.lane && a.kept === b.kept
	);
}

function ticketOf(floor: Floor, entry: Entry): Ticket | undefined {
	const { fact } = entry;
	return 'ticketId' in fact && fact.ticketId ? floor.tickets.get(fact.ticketId) : undefined;
}

function standOf(ticket: Ticket): Stand | null {
	const step = activeStep(ticket);
	const turn = activeTurn(ticket);
	if (!step || !turn || ticket.cancelled || ticket.blank || stepState(step) !== 'waiting')
		return null;
	return {
		serviceId: step.serviceId,
		number: formatNumber(ticket.prefix, ticket.number),
		lane: ticket.lane,
		rankAt: turn.rankAt,
		kept: ticket.lease?.boothId ?? turn.boothOnly,
		why: joinReason(ticket.lane, turn.origin)
	};
}
