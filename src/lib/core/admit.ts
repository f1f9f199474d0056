import type { Fact, FactOf } from './fact.ts';
import { numberKey, seriesKey, type Floor } from './floor.ts';
import { nextStep } from './journey.ts';
import { holderOf, type Deed, type Operation, type Verdict } from './operation.ts';
import type { Step, Ticket, Turn } from './ticket.ts';
import { endedFact } from './verbs/sitting.ts';

/** What came of an operation: its verdict, the facts to apply, and why when it was not simply applied. */
export interface Admitted {
	verdict: Verdict;
	facts: Fact[];
	why: string;
}

export interface Arrival {
	/** Hall time in ms when it arrived. */
	at: number;
	/** Hall time of the station's last contact: nothing it did can be older. */
	lastContact: number;
}

const ALREADY: Admitted = { verdict: 'already', facts: [], why: '' };

function applied(...facts: Fact[]): Admitted {
	return { verdict: 'applied', facts, why: '' };
}

function quarantined(why: string): Admitted {
	return { verdict: 'quarantined', facts: [], why };
}

function conflict(
	ticketId: string,
	kind: FactOf<'conflicted'>['conflict'],
	boothId: string | null,
	why: string
): Admitted {
	const fact: Fact = { kind: 'conflicted', ticketId, conflict: kind, boothId, detail: why };
	return { verdict: 'conflict', facts: [fact], why };
}

/**
 * The door for what has already happened. Never refuses: what fits is applied, what the floor knows already is said so,
 * what contradicts it becomes a conflict for a supervisor, and what cannot be understood is quarantined.
 * A conflict touches no seat: two citizens never come to sit in one by a late message.
 */
export function admit(floor: Floor, operation: Operation, arrival: Arrival): Admitted {
	const { deed } = operation;
	const at = Math.min(arrival.at, Math.max(arrival.lastContact, operation.at));
	switch (deed.kind) {
		case 'issued':
			return admitIssued(floor, operation, deed, at);
		case 'visitors-counted':
			if (!floor.gates.has(deed.gateId)) return quarantined('no-such-gate');
			return applied({
				kind: 'visitors-counted',
				gateId: deed.gateId,
				day: deed.day,
				count: deed.count
			});
		default:
			return admitTurn(floor, operation, deed, at);
	}
}

function admitIssued(
	floor: Floor,
	operation: Operation,
	deed: Extract<Deed, { kind: 'issued' }>,
	at: number
): Admitted {
	const known = floor.tickets.get(deed.ticketId);
	if (known && !known.blank) return ALREADY;
	const other = floor.byNumber.get(numberKey(deed.day, deed.prefix, deed.number));
	if (other !== undefined && other !== deed.ticketId) {
		// By construction impossible; seen, it means a cloned station. The number stays with the first.
		return conflict(other, 'number', null, `number given twice by ${operation.station}`);
	}
	const series = floor.series.get(seriesKey(deed.prefix, deed.day));
	const holder = holderOf(operation.station, operation.epoch);
	if (!series || series.holder !== holder) return quarantined('series-held-elsewhere');
	if (deed.number > series.ceiling) return quarantined('above-ceiling');
	if (!floor.gates.has(deed.gateId)) return quarantined('no-such-gate');
	if (deed.services.some(({ serviceId }) => !floor.services.has(serviceId))) {
		return quarantined('no-such-service');
	}
	const steps: Step[] = deed.services.map((s, no) => ({
		...s,
		no,
		turns: [],
		closed: null,
		closedBy: null
	}));
	const first = nextStep(floor, { steps } as unknown as Ticket, at, new Map());
	const { ticketId, gateId, day, prefix, number, lane, party, services } = deed;
	return applied({
		kind: 'issued',
		ticketId,
		gateId,
		day,
		prefix,
		number,
		lane,
		party,
		services,
		active: first?.step ?? 0,
		dueAt: at,
		fromSheet: false
	});
}

type TurnDeed = Exclude<Deed, { kind: 'issued' | 'visitors-counted' }>;

const RANK = { waiting: 0, called: 1, 'no-show': 2, serving: 3, ended: 4 } as const;
const REACHES = { called: 1, recalled: 1, missed: 2, started: 3, ended: 4 } as const;

function admitTurn(floor: Floor, operation: Operation, deed: TurnDeed, at: number): Admitted {
	const ticket = floor.tickets.get(deed.ticketId);
	const step = ticket?.steps[deed.step];
	const turn = step?.turns[deed.turn];
	if (!ticket || !step || !turn) return quarantined('no-such-turn');
	const boothId = 'boothId' in deed ? deed.boothId : turn.boothId;
	if (ticket.cancelled) {
		// Completed wins over cancelled, and a person looks at it; everything else about a cancelled ticket is past.
		return deed.kind === 'ended'
			? conflict(ticket.id, 'cancelled', boothId, 'served after it was cancelled')
			: ALREADY;
	}
	const elsewhere = turn.boothId !== null && boothId !== null && turn.boothId !== boothId;
	if (deed.kind === 'ended' && turn.state === 'ended') {
		return elsewhere ? conflict(ticket.id, 'done', boothId, 'ended at two booths') : ALREADY;
	}
	if (elsewhere && RANK[turn.state] < 4 && deed.kind !== 'ended') {
		return conflict(ticket.id, 'call', boothId, 'called by two booths');
	}
	if (deed.kind === 'recalled') {
		if (turn.state !== 'called' || turn.calls >= deed.calls) return ALREADY;
		return applied({
			kind: 'recalled',
			ticketId: ticket.id,
			step: step.no,
			turn: turn.no,
			calls: deed.calls
		});
	}
	if (RANK[turn.state] >= REACHES[deed.kind]) return ALREADY;
	return applyTurn(floor, operation, deed, { ticket, step, turn }, at);
}

function applyTurn(
	floor: Floor,
	operation: Operation,
	deed: Exclude<TurnDeed, { kind: 'recalled' }>,
	found: { ticket: Ticket; step: Step; turn: Turn },
	at: number
): Admitted {
	const { ticket, step, turn } = found;
	const named = { ticketId: ticket.id, step: step.no, turn: turn.no };
	if (deed.kind === 'missed') return applied({ kind: 'missed', ...named });
	const { boothId } = deed;
	if (!floor.booths.has(boothId)) return quarantined('no-such-booth');
	if (deed.kind === 'ended') {
		const context = { at, by: operation.by, operationId: operation.operationId };
		return applied(endedFact(floor, found, boothId, deed.results, context, false));
	}
	if (turn.state === 'waiting') {
		const holder = floor.booths.get(boothId)!.seats[deed.seat - 1];
		if (holder && holder !== ticket.id)
			return conflict(ticket.id, 'call', boothId, 'the seat is taken');
		const by = deed.kind === 'called' ? ('number' as const) : ('without-call' as const);
		const called: Fact = { kind: 'called', ...named, boothId, seat: deed.seat, by, reasonId: null };
		if (deed.kind === 'called') return applied(called);
		return applied(called, { kind: 'started', ...named });
	}
	return applied({ kind: 'started', ...named });
}
