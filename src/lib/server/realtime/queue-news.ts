import type { Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Joined } from '#lib/core/protocol.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import { activeStep, activeTurn, stepState, type Ticket } from '#lib/core/ticket.ts';

interface Stand {
	serviceId: string;
	number: string;
	lane: Ticket['lane'];
	rankAt: number;
}

interface News {
	left: Set<string>;
	joined: Map<string, Joined>;
	called: Map<string, [string, number, string]>;
	/** Clock of the last frame that was made of it. */
	after: number;
}

/** Kinds of entries after which every phone of the field event must read its page anew. */
const FOR_ALL: ReadonlySet<Entry['fact']['kind']> = new Set([
	'opened',
	'closed',
	'day-opened',
	'paused',
	'resumed',
	'service-set',
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
	private ticketsAfter = 0;
	private refreshQueues = new Set<string>();
	private refreshTickets = false;

	/** Called just before an entry is applied: where its ticket stood. */
	before(floor: Floor, entry: Entry): void {
		const ticket = ticketOf(floor, entry);
		this.stand = ticket ? standOf(ticket) : null;
	}

	/** Called right after: where it stands now. */
	after(floor: Floor, entry: Entry): void {
		if (FOR_ALL.has(entry.fact.kind)) {
			for (const id of floor.services.keys()) this.refreshQueues.add(id);
			this.refreshTickets = true;
			return;
		}
		const ticket = ticketOf(floor, entry);
		if (!ticket) return;
		const now = standOf(ticket);
		const was = this.stand;
		const number = formatNumber(ticket.prefix, ticket.number);
		this.changedTickets.add(number);
		if (was && (!now || now.serviceId !== was.serviceId || now.rankAt !== was.rankAt || now.lane !== was.lane)) {
			const news = this.newsOf(was.serviceId, entry.clock);
			news.joined.delete(number);
			news.left.add(number);
			const turn = activeTurn(ticket);
			const booth = turn?.state === 'called' && turn.boothId ? floor.booths.get(turn.boothId)?.booth : undefined;
			if (booth) news.called.set(number, [number, booth.number, booth.word]);
		}
		if (now && (!was || now.serviceId !== was.serviceId || now.rankAt !== was.rankAt || now.lane !== was.lane)) {
			const news = this.newsOf(now.serviceId, entry.clock);
			news.left.delete(number);
			news.joined.set(number, [number, now.lane, now.rankAt]);
		}
	}

	/** What a queue's phones must be told, and forgets it. */
	takeQueue(serviceId: string, clock: number) {
		const news = this.newsOf(serviceId, 1);
		const taken = {
			after: news.after,
			left: [...news.left],
			joined: [...news.joined.values()],
			called: [...news.called.values()],
			refresh: this.refreshQueues.delete(serviceId)
		};
		this.byService.set(serviceId, emptyNews(clock));
		return taken;
	}

	takeTickets(clock: number) {
		const taken = {
			after: this.ticketsAfter,
			changed: [...this.changedTickets],
			refresh: this.refreshTickets
		};
		this.changedTickets.clear();
		this.refreshTickets = false;
		this.ticketsAfter = clock;
		return taken;
	}

	private newsOf(serviceId: string, clock: number): News {
		let news = this.byService.get(serviceId);
		if (!news) this.byService.set(serviceId, (news = emptyNews(clock - 1)));
		return news;
	}
}

function emptyNews(after: number): News {
	return { left: new Set(), joined: new Map(), called: new Map(), after };
}

function ticketOf(floor: Floor, entry: Entry): Ticket | undefined {
	const { fact } = entry;
	return 'ticketId' in fact && fact.ticketId ? floor.tickets.get(fact.ticketId) : undefined;
}

function standOf(ticket: Ticket): Stand | null {
	const step = activeStep(ticket);
	const turn = activeTurn(ticket);
	if (!step || !turn || ticket.cancelled || ticket.blank || stepState(step) !== 'waiting') return null;
	const number = formatNumber(ticket.prefix, ticket.number);
	return { serviceId: step.serviceId, number, lane: ticket.lane, rankAt: turn.rankAt };
}
