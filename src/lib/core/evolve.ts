import type { Service } from './catalogue.ts';
import type { Entry, FactOf, PauseScope, Result } from './fact.ts';
import {
	numberKey,
	pauseOfBooth,
	place,
	queueOf,
	RECENT,
	remember,
	seriesKey,
	unplace,
	type BoothFloor,
	type Floor
} from './floor.ts';
import {
	boothTally,
	curveBucket,
	CYCLE_BUCKET_MS,
	CYCLE_BUCKETS,
	dayTally,
	tallyInto,
	tallyResults,
	WAIT_BUCKET_MS,
	WAIT_BUCKETS
} from './tally.ts';
import { activeStep, turnOf, type Step, type Ticket, type Turn } from './ticket.ts';

/** What an entry changed: the rows that the clerk must write, the views that may differ. */
export interface Touched {
	fieldEvent: boolean;
	tickets: Set<string>;
	booths: Set<string>;
	services: Set<string>;
	gates: Set<string>;
	areas: Set<string>;
	reasons: Set<string>;
	series: Set<string>;
	/** Services whose queue counter moved. */
	queues: Set<string>;
	/** Operations whose recorded results were added or changed their standing. */
	recorded: Set<string>;
	visitors: Set<string>;
	pauses: boolean;
}

export function nothingTouched(): Touched {
	return {
		fieldEvent: false,
		tickets: new Set(),
		booths: new Set(),
		services: new Set(),
		gates: new Set(),
		areas: new Set(),
		reasons: new Set(),
		series: new Set(),
		queues: new Set(),
		recorded: new Set(),
		visitors: new Set(),
		pauses: false
	};
}

/** Applies one journal entry to the floor. Never fails: what a fact names and the floor lacks is passed over. */
export function evolve(floor: Floor, entry: Entry, touched: Touched = nothingTouched()): void {
	const { fact, at } = entry;
	floor.clock = entry.clock;
	switch (fact.kind) {
		case 'opened':
			floor.status = 'open';
			for (const service of fact.catalogue.services) setService(floor, service, touched);
			for (const area of fact.catalogue.areas) {
				floor.areas.set(area.id, area);
				touched.areas.add(area.id);
			}
			for (const booth of fact.catalogue.booths) setBooth(floor, booth, at, touched);
			for (const gate of fact.catalogue.gates) {
				floor.gates.set(gate.id, gate);
				touched.gates.add(gate.id);
			}
			for (const reason of fact.catalogue.reasons) {
				floor.reasons.set(reason.id, reason);
				touched.reasons.add(reason.id);
			}
			floor.rules = fact.catalogue.rules;
			touched.fieldEvent = true;
			updateWorking(floor, at, touched);
			break;
		case 'closed':
			floor.status = 'closed';
			touched.fieldEvent = true;
			updateWorking(floor, at, touched);
			break;
		case 'day-opened':
			floor.day = fact.day;
			touched.fieldEvent = true;
			leaveEarlierDays(floor, touched);
			break;
		case 'paused':
			endPause(floor, fact, at);
			floor.pauses.push({
				scope: fact.scope,
				id: fact.id,
				reasonId: fact.reasonId,
				since: at,
				until: null
			});
			touched.pauses = true;
			updateWorking(floor, at, touched);
			break;
		case 'resumed':
			endPause(floor, fact, at);
			touched.pauses = true;
			updateWorking(floor, at, touched);
			break;
		case 'service-set':
			setService(floor, fact.service, touched);
			break;
		case 'booth-set':
			setBooth(floor, fact.booth, at, touched);
			updateWorking(floor, at, touched);
			break;
		case 'gate-set':
			floor.gates.set(fact.gate.id, fact.gate);
			touched.gates.add(fact.gate.id);
			break;
		case 'area-set':
			floor.areas.set(fact.area.id, fact.area);
			touched.areas.add(fact.area.id);
			break;
		case 'reason-set':
			floor.reasons.set(fact.reason.id, fact.reason);
			touched.reasons.add(fact.reason.id);
			break;
		case 'rules-set':
			floor.rules = fact.rules;
			touched.fieldEvent = true;
			break;
		case 'series-granted': {
			const key = seriesKey(fact.prefix, fact.day);
			const series = floor.series.get(key);
			floor.series.set(key, {
				prefix: fact.prefix,
				day: fact.day,
				holder: fact.holder,
				next: series?.next ?? 1,
				ceiling: fact.ceiling
			});
			touched.series.add(key);
			break;
		}
		case 'sheets-printed':
			fact.ticketIds.forEach((ticketId, i) => {
				addTicket(floor, blankTicket(ticketId, fact, fact.from + i), touched);
			});
			break;
		case 'issued':
			issue(floor, fact, entry, touched);
			break;
		case 'visitors-counted':
			floor.visitors.set(entry.operationId, {
				operationId: entry.operationId,
				gateId: fact.gateId,
				day: fact.day,
				count: fact.count,
				at,
				applied: true
			});
			dayTally(floor.tally, fact.day).visitors += fact.count;
			touched.visitors.add(entry.operationId);
			break;
		case 'reprinted':
			change(floor, fact.ticketId, touched, (ticket) => {
				floor.tokens.set(ticket.token, ticket.id);
				ticket.token = fact.token;
				ticket.reprints++;
				floor.tokens.set(fact.token, ticket.id);
			});
			break;
		case 'lane-changed':
			change(floor, fact.ticketId, touched, (ticket) => {
				const lanes = dayTally(floor.tally, ticket.day).byLane;
				lanes[ticket.lane]--;
				lanes[fact.lane]++;
				ticket.lane = fact.lane;
			});
			break;
		case 'step-added':
			change(floor, fact.ticketId, touched, (ticket) => {
				ticket.steps.push(newStep(ticket.steps.length, fact.serviceId, fact.people));
			});
			break;
		case 'step-dropped':
			change(floor, fact.ticketId, touched, (ticket) => {
				const step = ticket.steps[fact.step];
				if (!step) return;
				step.closed = 'dropped';
				step.closedBy = entry.operationId;
				if (ticket.active === fact.step) goTo(ticket, fact.next, 'next', entry.operationId);
			});
			break;
		case 'cancelled':
			change(floor, fact.ticketId, touched, (ticket) => {
				if (ticket.cancelled) return;
				ticket.cancelled = true;
				const day = dayTally(floor.tally, ticket.day);
				day.cancelledTickets++;
				day.cancelledPeople += ticket.party;
			});
			break;
		case 'booth-opened': {
			const at_ = floor.booths.get(fact.boothId);
			if (at_ && !at_.officers.includes(fact.officer)) at_.officers.push(fact.officer);
			touched.booths.add(fact.boothId);
			updateWorking(floor, at, touched);
			break;
		}
		case 'booth-left': {
			const left = floor.booths.get(fact.boothId);
			if (left) left.officers = left.officers.filter((officer) => officer !== fact.officer);
			touched.booths.add(fact.boothId);
			updateWorking(floor, at, touched);
			break;
		}
		case 'called':
			called(floor, fact, entry, touched);
			break;
		case 'recalled':
			changeTurn(floor, fact, touched, (turn) => {
				turn.calls = Math.max(turn.calls, fact.calls);
				markCall(floor, fact, fact.calls, at);
			});
			break;
		case 'missed':
			changeTurn(floor, fact, touched, (turn, ticket) => {
				if (turn.state !== 'called') return;
				turn.state = 'no-show';
				turn.missed = true;
				dayTally(floor.tally, ticket.day).missed++;
				ticket.undoable = undoable(entry, 'no-show', fact, turn);
			});
			break;
		case 'started':
			changeTurn(floor, fact, touched, (turn, ticket) => {
				if (turn.state === 'serving' || turn.state === 'ended') return;
				turn.state = 'serving';
				turn.startedAt = at;
				serve(floor, ticket, turn);
				ticket.undoable = undoable(entry, 'start', fact, turn);
			});
			break;
		case 'ended':
			ended(floor, fact, entry, touched);
			break;
		case 'turn-opened':
			turnOpened(floor, fact, entry, touched);
			break;
		case 'undone':
			undone(floor, fact, touched);
			break;
		case 'corrected':
			corrected(floor, fact, entry, touched);
			break;
		case 'conflicted':
			touched.tickets.add(fact.ticketId);
			break;
		default:
			fact satisfies never;
	}
}

function setService(floor: Floor, service: Service, touched: Touched): void {
	floor.services.set(service.id, service);
	queueOf(floor, service.id);
	touched.services.add(service.id);
	touched.queues.add(service.id);
}

function setBooth(floor: Floor, booth: BoothFloor['booth'], at: number, touched: Touched): void {
	const known = floor.booths.get(booth.id);
	touched.booths.add(booth.id);
	if (!known) {
		floor.booths.set(booth.id, {
			booth,
			officers: [],
			seats: Array.from({ length: booth.seats }, () => null),
			working: [],
			assignments: [{ services: booth.services, from: at }],
			lastEnded: [],
			held: new Set()
		});
		return;
	}
	const before = known.booth.services.join();
	known.booth = booth;
	if (before !== booth.services.join()) {
		known.assignments.push({ services: booth.services, from: at });
	}
	while (known.seats.length < booth.seats) known.seats.push(null);
	while (known.seats.length > booth.seats && known.seats[known.seats.length - 1] === null) {
		known.seats.pop();
	}
}

function endPause(floor: Floor, where: PauseScope, at: number): void {
	for (const pause of floor.pauses) {
		if (pause.until === null && pause.scope === where.scope && pause.id === where.id) pause.until = at;
	}
}

/** Opens and closes the spans in which each booth could serve. */
function updateWorking(floor: Floor, at: number, touched: Touched): void {
	for (const booth of floor.booths.values()) {
		const works =
			floor.status === 'open' &&
			!booth.booth.withdrawn &&
			booth.officers.length > 0 &&
			pauseOfBooth(floor, booth.booth) === null;
		const last = booth.working[booth.working.length - 1];
		const worked = last !== undefined && last.to === null;
		if (works === worked) continue;
		if (works) booth.working.push({ from: at, to: null });
		else if (last) last.to = at;
		touched.booths.add(booth.booth.id);
	}
}

/** Tickets of an earlier day leave the queues when a new day opens; they stay countable and findable. */
function leaveEarlierDays(floor: Floor, touched: Touched): void {
	for (const ticket of floor.tickets.values()) {
		if (ticket.day >= floor.day || ticket.active === null) continue;
		unplace(floor, ticket);
		ticket.active = null;
		ticket.undoable = null;
		touched.tickets.add(ticket.id);
	}
}

function newStep(no: number, serviceId: string, people: number): Step {
	return { no, serviceId, people, turns: [], closed: null, closedBy: null };
}

function newTurn(no: number, origin: Turn['origin'], follows: string | null, dueAt: number): Turn {
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
		endedAt: null,
		outcome: null,
		late: false,
		withdrawn: false,
		missed: false,
		served: false
	};
}

function blankTicket(id: string, fact: FactOf<'sheets-printed'>, number: number): Ticket {
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
		undoable: null
	};
}

/** Every number that exists moves its series on, so that none can be given again. */
function addTicket(floor: Floor, ticket: Ticket, touched: Touched): void {
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

function issue(floor: Floor, fact: FactOf<'issued'>, entry: Entry, touched: Touched): void {
	const known = floor.tickets.get(fact.ticketId);
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
		undoable: {
			operationId: entry.operationId,
			kind: 'issue',
			step: fact.active,
			turn: 0,
			boothId: null,
			seat: null
		}
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
	curveBucket(day, entry.at).issued++;
}

function change(
	floor: Floor,
	ticketId: string,
	touched: Touched,
	act: (ticket: Ticket) => void
): void {
	const ticket = floor.tickets.get(ticketId);
	if (!ticket) return;
	unplace(floor, ticket);
	act(ticket);
	place(floor, ticket);
	touched.tickets.add(ticketId);
}

function changeTurn(
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

function undoable(
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

function serve(floor: Floor, ticket: Ticket, turn: Turn): void {
	if (turn.served) return;
	turn.served = true;
	dayTally(floor.tally, ticket.day).served++;
}

function called(floor: Floor, fact: FactOf<'called'>, entry: Entry, touched: Touched): void {
	changeTurn(floor, fact, touched, (turn, ticket, step) => {
		if (turn.state !== 'waiting') return;
		if (fact.by === 'next' && turn.boothOnly === null) {
			const queue = queueOf(floor, step.serviceId);
			queue.run = ticket.lane === 'priority' ? queue.run + 1 : 0;
			touched.queues.add(step.serviceId);
		}
		turn.state = 'called';
		turn.boothId = fact.boothId;
		turn.seat = fact.seat;
		turn.reasonId = fact.reasonId;
		turn.calls = fact.by === 'without-call' ? 0 : 1;
		turn.calledAt = entry.at;
		turn.heldUntil = null;
		turn.boothOnly = null;
		// From the call on, what went before on this ticket can only be corrected.
		ticket.undoable = undoable(entry, 'call', fact, turn);
		if (turn.calls > 0) markCall(floor, fact, 1, entry.at);
		countWait(floor, ticket, step, turn);
	});
}

function markCall(
	floor: Floor,
	named: { ticketId: string; step: number; turn: number },
	calls: number,
	at: number
): void {
	const { ticketId, step, turn } = named;
	floor.recentCalls.push({ ticketId, step, turn, calls, at });
	if (floor.recentCalls.length > RECENT) floor.recentCalls.shift();
}

function countWait(floor: Floor, ticket: Ticket, step: Step, turn: Turn): void {
	const day = dayTally(floor.tally, ticket.day);
	curveBucket(day, turn.calledAt!).called++;
	tallyInto(day.waits, step.serviceId, turn.calledAt! - turn.dueAt, WAIT_BUCKET_MS, WAIT_BUCKETS);
}

function ended(floor: Floor, fact: FactOf<'ended'>, entry: Entry, touched: Touched): void {
	changeTurn(floor, fact, touched, (turn, ticket, step) => {
		if (turn.state === 'ended') return;
		const day = dayTally(floor.tally, ticket.day);
		if (!fact.late && turn.calledAt !== null && turn.origin !== 'undo') {
			const ms = entry.at - turn.calledAt;
			tallyInto(day.cycles, step.serviceId, ms, CYCLE_BUCKET_MS, CYCLE_BUCKETS);
		}
		turn.state = 'ended';
		turn.endedAt = entry.at;
		turn.outcome = fact.outcome;
		turn.late = fact.late;
		turn.reasonId = failureReason(fact.results, step.serviceId);
		turn.boothId = fact.boothId;
		serve(floor, ticket, turn);
		boothTally(day, fact.boothId).turns++;
		curveBucket(day, entry.at).ended++;
		for (const no of [...fact.alsoEnded, ...fact.unreachable]) {
			const other = ticket.steps[no];
			if (!other || other.closed) continue;
			other.closed = fact.alsoEnded.includes(no) ? 'result' : 'dropped';
			other.closedBy = entry.operationId;
		}
		goTo(ticket, fact.next, 'next', entry.operationId);
		ticket.undoable = undoable(entry, 'finish', fact, turn);
		record(floor, entry, ticket, fact, fact.results, touched);
	});
}

function failureReason(results: Result[], serviceId: string): string | null {
	const own = results.find((r) => r.serviceId === serviceId && r.outcome === 'failed');
	return own?.reasonId ?? null;
}

function record(
	floor: Floor,
	entry: Entry,
	ticket: Ticket,
	named: { step: number; turn: number; boothId: string; late: boolean },
	results: Result[],
	touched: Touched
): void {
	const recorded = {
		operationId: entry.operationId,
		ticketId: ticket.id,
		step: named.step,
		turn: named.turn,
		boothId: named.boothId,
		by: entry.by,
		at: entry.at,
		day: ticket.day,
		results,
		applied: true,
		late: named.late
	};
	// One operation may end several tickets ("we already served these"), so the key holds the ticket too.
	const key = recordedKey(entry.operationId, ticket.id);
	floor.recorded.set(key, recorded);
	touched.recorded.add(key);
	const booth = floor.booths.get(named.boothId);
	if (booth) remember(booth.lastEnded, key);
	tallyResults(floor.tally, recorded, (id) => floor.services.get(id)?.counts, 1);
}

/** Key of what one operation recorded for one ticket. */
export function recordedKey(operationId: string, ticketId: string): string {
	return `${operationId}/${ticketId}`;
}

function goTo(
	ticket: Ticket,
	next: { step: number; dueAt: number } | null,
	origin: Turn['origin'],
	follows: string
): void {
	ticket.active = next?.step ?? null;
	const step = next ? ticket.steps[next.step] : undefined;
	if (!step || !next) return;
	step.turns.push(newTurn(step.turns.length, origin, follows, next.dueAt));
}

function turnOpened(
	floor: Floor,
	fact: FactOf<'turn-opened'>,
	entry: Entry,
	touched: Touched
): void {
	change(floor, fact.ticketId, touched, (ticket) => {
		const step = ticket.steps[fact.step];
		// Two makers that open the same turn join inside it.
		if (!step || step.turns.length !== fact.turn) return;
		const before = turnOf(step);
		const turn = newTurn(fact.turn, fact.origin, fact.follows, fact.dueAt);
		turn.state = fact.state;
		turn.rankAt = fact.rankAt;
		turn.boothOnly = fact.boothOnly;
		turn.heldUntil = fact.heldUntil;
		turn.reasonId = fact.reasonId;
		turn.boothId = fact.boothId;
		turn.seat = fact.seat;
		if (fact.state !== 'waiting') {
			turn.calls = Math.max(1, before?.calls ?? 1);
			turn.calledAt = before?.calledAt ?? entry.at;
		}
		const left = activeStep(ticket);
		const leaving = left && left !== step ? turnOf(left) : undefined;
		if (leaving && leaving.state !== 'ended') leaving.withdrawn = true;
		step.turns.push(turn);
		step.closed = null;
		step.closedBy = null;
		ticket.active = fact.step;
		ticket.undoable = null;
		if (fact.state === 'serving') {
			turn.startedAt = before?.startedAt ?? entry.at;
			serve(floor, ticket, turn);
		}
		if (before && (fact.origin === 'transfer' || fact.origin === 'hold')) {
			ticket.undoable = undoable(
				entry,
				fact.origin === 'hold' ? 'hold' : 'send',
				{ step: fact.step, turn: fact.turn },
				before
			);
		}
	});
}

/** Takes back what an operation counted; where the ticket goes is said by the `turn-opened` that follows. */
function undone(floor: Floor, fact: FactOf<'undone'>, touched: Touched): void {
	const visitors = floor.visitors.get(fact.operationId);
	if (visitors?.applied) {
		visitors.applied = false;
		dayTally(floor.tally, visitors.day).visitors -= visitors.count;
		touched.visitors.add(fact.operationId);
	}
	if (fact.ticketId === null) return;
	standDown(floor, recordedKey(fact.operationId, fact.ticketId), touched);
	change(floor, fact.ticketId, touched, (ticket) => {
		const last = ticket.undoable;
		ticket.undoable = null;
		if (last?.operationId !== fact.operationId) return;
		const day = dayTally(floor.tally, ticket.day);
		const turn = ticket.steps[last.step]?.turns[last.turn];
		const wasServed = turn?.served ?? false;
		if (fact.what === 'no-show' && turn?.missed) {
			turn.missed = false;
			day.missed--;
		}
		if ((fact.what === 'finish' || fact.what === 'start') && turn?.served) {
			turn.served = false;
			day.served--;
		}
		if (fact.what === 'finish') {
			if (turn?.boothId && wasServed) boothTally(day, turn.boothId).turns--;
			for (const step of ticket.steps) {
				if (step.closedBy !== fact.operationId) continue;
				step.closed = null;
				step.closedBy = null;
			}
			const next = activeStep(ticket);
			const opened = next && turnOf(next);
			if (opened?.follows === fact.operationId) opened.withdrawn = true;
			ticket.active = null;
		}
	});
}

function standDown(floor: Floor, key: string, touched: Touched): void {
	const recorded = floor.recorded.get(key);
	if (!recorded?.applied) return;
	recorded.applied = false;
	touched.recorded.add(key);
	tallyResults(floor.tally, recorded, (id) => floor.services.get(id)?.counts, -1);
}

function corrected(floor: Floor, fact: FactOf<'corrected'>, entry: Entry, touched: Touched): void {
	const key = recordedKey(fact.operationId, fact.ticketId);
	const before = floor.recorded.get(key);
	const ticket = floor.tickets.get(fact.ticketId);
	if (!before || !ticket) return;
	standDown(floor, key, touched);
	const again = { ...before, operationId: entry.operationId, results: fact.results, applied: true };
	const newKey = recordedKey(entry.operationId, fact.ticketId);
	floor.recorded.set(newKey, again);
	touched.recorded.add(newKey);
	const booth = floor.booths.get(before.boothId);
	if (booth) remember(booth.lastEnded, newKey);
	tallyResults(floor.tally, again, (id) => floor.services.get(id)?.counts, 1);
	const own = fact.results.find((r) => r.serviceId === ticket.steps[before.step]?.serviceId);
	const turn = ticket.steps[before.step]?.turns[before.turn];
	if (own && turn) {
		turn.outcome = own.outcome;
		turn.reasonId = failureReason(fact.results, own.serviceId);
	}
	touched.tickets.add(ticket.id);
}
