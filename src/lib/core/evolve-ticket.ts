import type { Entry, FactOf } from './fact.ts';
import {
	numberKey,
	place,
	queueOf,
	RECENT,
	remember,
	seriesKey,
	unplace,
	type Floor
} from './floor.ts';
import {
	curveBucket,
	dayTally,
	peopleGiven,
	tallyAnswers,
	tallyGiven,
	tallyInto,
	WAIT_BUCKET_MS,
	WAIT_BUCKETS
} from './tally.ts';
import { activeStep, activeTurn, tellsWait, type Step, type Ticket, type Turn } from './ticket.ts';
import type { Touched } from './touched.ts';

/** @param added by which operation, when not at the gate, and at which booth its people stay while the others go on */
export function newStep(
	no: number,
	serviceId: string,
	people: number,
	added: { by: string; staysAt: string | null } | null = null
): Step {
	return {
		no,
		serviceId,
		people,
		turns: [],
		closed: null,
		closedBy: null,
		addedBy: added?.by ?? null,
		staysAt: added?.staysAt ?? null
	};
}

export function newTurn(
	no: number,
	origin: Turn['origin'],
	follows: string | null,
	dueAt: number
): Turn {
	return {
		no,
		state: 'waiting',
		origin,
		follows,
		dueAt,
		rankAt: dueAt,
		boothOnly: null,
		heldUntil: null,
		reasonId: null,
		boothId: null,
		seat: null,
		calls: 0,
		calledAt: null,
		startedAt: null,
		missedAt: null,
		endedAt: null,
		outcome: null,
		late: false,
		withdrawn: false,
		missed: false,
		served: false,
		fence: 0
	};
}

export function blankTicket(id: string, fact: FactOf<'sheets-printed'>, number: number): Ticket {
	return {
		id,
		day: fact.day,
		prefix: fact.prefix,
		number,
		gateId: fact.gateId,
		lane: 'regular',
		party: 1,
		issuedAt: 0,
		token: id,
		reprints: 0,
		blank: true,
		cancelled: false,
		steps: [],
		active: null,
		undoable: null,
		fence: 0,
		lease: null,
		provisional: false,
		answers: [],
		putOff: null
	};
}

/** Every number that exists moves its series on, so that none can be given again. */
export function addTicket(floor: Floor, ticket: Ticket, touched: Touched): void {
	floor.tickets.set(ticket.id, ticket);
	floor.byNumber.set(numberKey(ticket.day, ticket.prefix, ticket.number), ticket.id);
	touched.tickets.add(ticket.id);
	const key = seriesKey(ticket.prefix, ticket.day);
	const series = floor.series.get(key);
	if (series && series.next <= ticket.number) {
		series.next = ticket.number + 1;
		touched.series.add(key);
	}
}

export function issue(floor: Floor, fact: FactOf<'issued'>, entry: Entry, touched: Touched): void {
	const known = floor.tickets.get(fact.ticketId);
	if (known?.provisional && !fact.provisional)
		return completeProvisional(floor, known, fact, touched);
	if (known && !known.blank) return;
	const ticket: Ticket = {
		id: fact.ticketId,
		day: fact.day,
		prefix: fact.prefix,
		number: fact.number,
		gateId: fact.gateId,
		lane: fact.lane,
		party: fact.party,
		issuedAt: entry.at,
		token: known?.token ?? fact.ticketId,
		reprints: known?.reprints ?? 0,
		blank: false,
		cancelled: false,
		steps: fact.services.map((s, no) => newStep(no, s.serviceId, s.people)),
		active: fact.active,
		// A number promised the day before came with the opening of the day, which nobody takes back.
		undoable: fact.follows
			? null
			: {
					operationId: entry.operationId,
					kind: 'issue',
					step: fact.active,
					turn: 0,
					boothId: null,
					seat: null
				},
		fence: 0,
		lease: null,
		provisional: fact.provisional,
		answers: fact.answers ?? [],
		putOff: null
	};
	ticket.steps[fact.active]?.turns.push(newTurn(0, 'first', null, fact.dueAt));
	addTicket(floor, ticket, touched);
	place(floor, ticket);
	const last = floor.lastIssued.get(fact.gateId) ?? [];
	remember(last, ticket.id);
	floor.lastIssued.set(fact.gateId, last);
	const day = dayTally(floor.tally, fact.day);
	day.tickets++;
	day.people += fact.party;
	day.byLane[fact.lane]++;
	tallyAnswers(day, ticket.answers, 1);
	tallyGiven(day, ticket, []);
	curveBucket(day, entry.at).issued++;
}

/** The gate's own word on a ticket that a booth knew from its link alone: its people, its lane, its other steps. */
function completeProvisional(
	floor: Floor,
	known: Ticket,
	fact: FactOf<'issued'>,
	touched: Touched
): void {
	change(floor, known.id, touched, (ticket) => {
		const day = dayTally(floor.tally, ticket.day);
		day.people += fact.party - ticket.party;
		if (ticket.cancelled) day.cancelledPeople += fact.party - ticket.party;
		day.byLane[ticket.lane]--;
		day.byLane[fact.lane]++;
		ticket.provisional = false;
		ticket.answers = fact.answers ?? [];
		if (!ticket.cancelled) tallyAnswers(day, ticket.answers, 1);
		ticket.gateId = fact.gateId;
		ticket.lane = fact.lane;
		ticket.party = fact.party;
		for (const { serviceId, people } of fact.services) {
			const step = ticket.steps.find((s) => s.serviceId === serviceId);
			if (step) step.people = people;
			else ticket.steps.push(newStep(ticket.steps.length, serviceId, people));
		}
		if (ticket.active !== null) return;
		const next = ticket.steps.find((s) => s.turns.length === 0 && s.closed === null);
		if (!next) return;
		ticket.active = next.no;
		next.turns.push(newTurn(0, 'next', null, fact.dueAt));
	});
}

export function leased(floor: Floor, fact: FactOf<'leased'>, touched: Touched): void {
	change(floor, fact.ticketId, touched, (ticket) => {
		const step = activeStep(ticket);
		// A renewal moves no counter: the place in the lanes' turn was taken by the first grant.
		const kept = activeTurn(ticket)?.boothOnly != null;
		if (step && !kept && ticket.lease?.fence !== fact.fence)
			countTurn(floor, step, ticket, touched);
		const { boothId, holder, fence, until } = fact;
		ticket.lease = { boothId, holder, fence, until };
		ticket.fence = Math.max(ticket.fence, fence);
	});
}

/** Priority calls in a row: moved by a lease, or by a call without one, and never given back. */
function countTurn(floor: Floor, step: Step, ticket: Ticket, touched: Touched): void {
	const queue = queueOf(floor, step.serviceId);
	queue.run = ticket.lane === 'priority' ? queue.run + 1 : 0;
	touched.queues.add(step.serviceId);
}

export function change(
	floor: Floor,
	ticketId: string,
	touched: Touched,
	act: (ticket: Ticket) => void
): void {
	const ticket = floor.tickets.get(ticketId);
	if (!ticket) return;
	const given = peopleGiven(ticket);
	unplace(floor, ticket);
	act(ticket);
	place(floor, ticket);
	tallyGiven(dayTally(floor.tally, ticket.day), ticket, given);
	touched.tickets.add(ticketId);
}

export function changeTurn(
	floor: Floor,
	named: { ticketId: string; step: number; turn: number },
	touched: Touched,
	act: (turn: Turn, ticket: Ticket, step: Step) => void
): void {
	change(floor, named.ticketId, touched, (ticket) => {
		const step = ticket.steps[named.step];
		const turn = step?.turns[named.turn];
		if (step && turn) act(turn, ticket, step);
	});
}

export function undoable(
	entry: Entry,
	kind: NonNullable<Ticket['undoable']>['kind'],
	named: { step: number; turn: number },
	turn: Turn
): Ticket['undoable'] {
	return {
		operationId: entry.operationId,
		kind,
		step: named.step,
		turn: named.turn,
		boothId: turn.boothId,
		seat: turn.seat
	};
}

export function serve(floor: Floor, ticket: Ticket, turn: Turn): void {
	if (turn.served) return;
	turn.served = true;
	dayTally(floor.tally, ticket.day).served++;
}

export function called(floor: Floor, fact: FactOf<'called'>, entry: Entry, touched: Touched): void {
	changeTurn(floor, fact, touched, (turn, ticket, step) => {
		if (turn.state !== 'waiting') return;
		if (fact.by === 'next' && turn.boothOnly === null) countTurn(floor, step, ticket, touched);
		turn.fence = fact.fence;
		ticket.fence = Math.max(ticket.fence, fact.fence);
		// A late report of another step says nothing of the lease on the one that the citizen waits for now.
		if (ticket.active === step.no) ticket.lease = null;
		turn.state = 'called';
		turn.boothId = fact.boothId;
		turn.seat = fact.seat;
		turn.reasonId = fact.reasonId;
		turn.calls = fact.by === 'without-call' || fact.by === 'hand' ? 0 : 1;
		turn.calledAt = entry.at;
		turn.heldUntil = null;
		turn.boothOnly = null;
		// From the call on, what went before on this ticket can only be corrected; "finish and call next" that came to the
		// same ticket is one operation, taken back as one.
		const finished = ticket.undoable;
		const same = finished?.kind === 'finish' && finished.operationId === entry.operationId;
		if (!same) ticket.undoable = undoable(entry, 'call', fact, turn);
		if (turn.calls > 0) markCall(floor, fact, 1, entry.at);
		if (tellsWait(turn)) countWait(floor, ticket, step, turn);
	});
}

export function markCall(
	floor: Floor,
	named: { ticketId: string; step: number; turn: number },
	calls: number,
	at: number
): void {
	const { ticketId, step, turn } = named;
	// What a station tells later was called earlier.
	const after = floor.recentCalls.findLastIndex((mark) => mark.at <= at);
	floor.recentCalls.splice(after + 1, 0, { ticketId, step, turn, calls, at });
	if (floor.recentCalls.length > RECENT) floor.recentCalls.shift();
}

function countWait(floor: Floor, ticket: Ticket, step: Step, turn: Turn): void {
	const day = dayTally(floor.tally, ticket.day);
	curveBucket(day, turn.calledAt!).called++;
	tallyInto(day.waits, step.serviceId, turn.calledAt! - turn.dueAt, WAIT_BUCKET_MS, WAIT_BUCKETS);
}
