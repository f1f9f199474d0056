import type { Sql } from 'postgres';
import type { Booth, Gate, Reason, Rules, Service } from '#lib/core/catalogue.ts';
import {
	emptyFloor,
	numberKey,
	place,
	queueOf,
	recordedKey,
	RECENT,
	remember,
	seriesKey,
	type BoothFloor,
	type CallMark,
	type Conflict,
	type Floor,
	type Recorded,
	type VisitorsCounted
} from '#lib/core/floor.ts';
import { readRules } from '#lib/core/read-fact.ts';
import {
	boothTally,
	curveBucket,
	CYCLE_BUCKET_MS,
	CYCLE_BUCKETS,
	dayTally,
	tallyAnswers,
	tallyGiven,
	tallyInto,
	tallyResults,
	WAIT_BUCKET_MS,
	WAIT_BUCKETS
} from '#lib/core/tally.ts';
import { tellsWait, type Step, type Ticket, type Turn } from '#lib/core/ticket.ts';

/**
 * A floor from rows, with its clock, in one REPEATABLE READ snapshot: everything that `decide` reads is in rows.
 * Null when there is no such field event. Counts are summed from the rows anew, by the functions that `evolve` uses.
 */
export async function loadFloor(sql: Sql, fieldEventId: number): Promise<Floor | null> {
	return (await sql.begin('isolation level repeatable read read only', async (tx) => {
		const e = fieldEventId;
		const [event] = await tx<
			{ status: Floor['status']; day: number; rules: Rules; clock: number }[]
		>`
			select status, day, rules, clock from field_event
			join floor_clock on field_event_id = id where id = ${e}`;
		if (!event) return null;
		const floor = emptyFloor(fieldEventId, readRules(event.rules));
		floor.status = event.status;
		floor.day = event.day;
		floor.clock = event.clock;

		const [services, booths, gates, areas, reasons, pauses, series, stations] = await Promise.all([
			tx<Row[]>`select * from service where field_event_id = ${e} order by position, id`,
			tx<Row[]>`select * from booth where field_event_id = ${e} order by number, id`,
			tx<Row[]>`select * from gate where field_event_id = ${e} order by id`,
			tx<Row[]>`select * from area where field_event_id = ${e} order by id`,
			tx<Row[]>`select * from reason where field_event_id = ${e} order by position, id`,
			tx<Row[]>`select * from pause where field_event_id = ${e} order by since`,
			tx<Row[]>`select * from series where field_event_id = ${e}`,
			tx<Row[]>`select * from station where field_event_id = ${e}`
		]);
		for (const row of services) {
			floor.services.set(row.id, serviceOf(row));
			queueOf(floor, row.id).run = row.priority_run;
		}
		for (const row of booths) floor.booths.set(row.id, boothOf(row));
		for (const row of gates) floor.gates.set(row.id, gateOf(row));
		for (const row of areas) {
			const { id, name, place, withdrawn, moved_at: movedAt } = row;
			floor.areas.set(id, { id, name, place, withdrawn, movedAt });
		}
		for (const row of reasons) floor.reasons.set(row.id, reasonOf(row));
		floor.pauses = pauses.map((row) => ({
			scope: row.scope,
			id: row.id === '' ? null : row.id,
			reasonId: row.reason_id,
			since: row.since,
			until: row.until
		}));
		for (const { prefix, day, holder, next, ceiling, grants } of series) {
			floor.series.set(seriesKey(prefix, day), { prefix, day, holder, next, ceiling, grants });
		}
		for (const { id, epoch, place } of stations) floor.stations.set(id, { id, epoch, place });
		const [tickets, tokens, steps, turns, recorded, visitors, conflicts] = await Promise.all([
			tx<
				Row[]
			>`select * from ticket where field_event_id = ${e} order by day, issued_at, prefix, number`,
			tx<Row[]>`select token, ticket_id from ticket_token where field_event_id = ${e}`,
			tx<Row[]>`select * from step where field_event_id = ${e} order by ticket_id, no`,
			tx<Row[]>`select * from turn where field_event_id = ${e} order by ticket_id, step_no, no`,
			tx<Row[]>`select * from recorded where field_event_id = ${e} order by at, operation_id`,
			tx<Row[]>`select * from visitors where field_event_id = ${e}`,
			tx<Row[]>`select * from conflict where field_event_id = ${e} order by at, operation_id`
		]);
		for (const row of tickets) {
			floor.tickets.set(row.id, ticketOf(row));
			floor.byNumber.set(numberKey(row.day, row.prefix, row.number), row.id);
		}
		for (const row of tokens) floor.tokens.set(row.token, row.ticket_id);
		for (const row of steps) floor.tickets.get(row.ticket_id)?.steps.push(stepOf(row));
		for (const row of turns) {
			floor.tickets.get(row.ticket_id)?.steps[row.step_no]?.turns.push(turnOfRow(row));
		}
		for (const row of recorded) {
			const item = recordedOf(row);
			floor.recorded.set(recordedKey(item.operationId, item.ticketId), item);
		}
		for (const row of visitors) floor.visitors.set(row.operation_id, visitorsOf(row));
		for (const row of conflicts) floor.conflicts.set(row.operation_id, conflictOf(row));
		for (const ticket of floor.tickets.values()) place(floor, ticket);
		rememberLatest(floor);
		countAgain(floor);
		return floor;
	})) as Floor | null;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of this one file, turned into core types below
type Row = any;

function serviceOf(row: Row): Service {
	return {
		id: row.id,
		name: row.name,
		countedNoun: row.counted_noun,
		unit: row.unit,
		counts: row.counts,
		outcomes: row.outcomes,
		levels: row.levels,
		target: row.target,
		eligible: row.eligible,
		after: row.after,
		needs: row.needs,
		also: row.also,
		typicalMs: row.typical_ms,
		areaId: row.area_id,
		bring: row.bring,
		afterwards: row.afterwards,
		preChecks: row.pre_checks,
		asksPreChecks: row.asks_pre_checks,
		ageHints: row.age_hints,
		intakeOpen: row.intake_open,
		intakeQuota: row.intake_quota,
		position: row.position,
		withdrawn: row.withdrawn
	};
}

function boothOf(row: Row): BoothFloor {
	const booth: Booth = {
		id: row.id,
		number: row.number,
		word: row.word,
		areaId: row.area_id,
		services: row.services,
		seats: row.seats,
		presetLevel: row.preset_level,
		unit: row.unit,
		withdrawn: row.withdrawn
	};
	return {
		booth,
		officers: row.officers,
		seats: Array.from({ length: booth.seats }, () => null),
		staying: new Set(),
		working: row.working,
		assignments: row.assignments,
		lastEnded: [],
		held: new Set()
	};
}

function gateOf(row: Row): Gate {
	return {
		id: row.id,
		name: row.name,
		prefix: row.prefix,
		kind: row.kind,
		paper: row.paper,
		slip: row.slip,
		withdrawn: row.withdrawn
	};
}

function reasonOf(row: Row): Reason {
	return {
		id: row.id,
		kind: row.kind,
		internal: row.internal,
		public: row.public,
		nextStep: row.next_step,
		services: row.services,
		position: row.position,
		withdrawn: row.withdrawn
	};
}

function ticketOf(row: Row): Ticket {
	return {
		id: row.id,
		day: row.day,
		prefix: row.prefix,
		number: row.number,
		gateId: row.gate_id,
		lane: row.lane,
		party: row.party,
		issuedAt: row.issued_at,
		token: row.token,
		reprints: row.reprints,
		blank: row.blank,
		cancelled: row.cancelled,
		steps: [],
		active: row.active,
		undoable: row.undoable,
		fence: row.fence,
		lease: row.lease,
		provisional: row.provisional,
		answers: row.answers
	};
}

function stepOf(row: Row): Step {
	return {
		no: row.no,
		serviceId: row.service_id,
		people: row.people,
		turns: [],
		closed: row.closed,
		closedBy: row.closed_by,
		addedBy: row.added_by,
		staysAt: row.stays_at
	};
}

function turnOfRow(row: Row): Turn {
	return {
		no: row.no,
		state: row.state,
		origin: row.origin,
		follows: row.follows,
		dueAt: row.due_at,
		rankAt: row.rank_at,
		boothOnly: row.booth_only,
		heldUntil: row.held_until,
		reasonId: row.reason_id,
		boothId: row.booth_id,
		seat: row.seat,
		calls: row.calls,
		calledAt: row.called_at,
		startedAt: row.started_at,
		endedAt: row.ended_at,
		outcome: row.outcome,
		late: row.late,
		withdrawn: row.withdrawn,
		missedAt: row.missed_at,
		missed: row.missed,
		served: row.served,
		fence: row.fence
	};
}

function recordedOf(row: Row): Recorded {
	return {
		operationId: row.operation_id,
		ticketId: row.ticket_id,
		step: row.step_no,
		turn: row.turn_no,
		boothId: row.booth_id,
		by: row.by,
		at: row.at,
		day: row.day,
		results: row.results,
		applied: row.applied,
		late: row.late,
		fence: row.fence
	};
}

function conflictOf(row: Row): Conflict {
	return {
		operationId: row.operation_id,
		ticketId: row.ticket_id,
		kind: row.kind,
		boothId: row.booth_id,
		otherBoothId: row.other_booth_id,
		results: row.results,
		at: row.at,
		by: row.by,
		settled: row.settled
	};
}

function visitorsOf(row: Row): VisitorsCounted {
	return {
		operationId: row.operation_id,
		gateId: row.gate_id,
		day: row.day,
		count: row.count,
		at: row.at,
		applied: row.applied
	};
}

/** The short lists of the latest, as far as rows tell: a second call's own time is not among them. */
function rememberLatest(floor: Floor): void {
	const calls: CallMark[] = [];
	for (const ticket of floor.tickets.values()) {
		if (!ticket.blank) {
			const last = floor.lastIssued.get(ticket.gateId) ?? [];
			remember(last, ticket.id);
			floor.lastIssued.set(ticket.gateId, last);
		}
		if (ticket.day !== floor.day) continue;
		for (const step of ticket.steps) {
			for (const turn of step.turns) {
				if (turn.calledAt === null || turn.calls === 0) continue;
				const { calls: times, calledAt: at } = turn;
				calls.push({ ticketId: ticket.id, step: step.no, turn: turn.no, calls: times, at });
			}
		}
	}
	floor.recentCalls = calls.sort((a, b) => a.at - b.at).slice(-RECENT);
	for (const [key, recorded] of floor.recorded) {
		const booth = floor.booths.get(recorded.boothId);
		if (booth && recorded.day === floor.day) remember(booth.lastEnded, key);
	}
}

/** The tally from the tickets themselves: what `evolve` adds up entry by entry must come to the same. */
function countAgain(floor: Floor): void {
	for (const ticket of floor.tickets.values()) {
		if (ticket.blank) continue;
		const day = dayTally(floor.tally, ticket.day);
		day.tickets++;
		day.people += ticket.party;
		day.byLane[ticket.lane]++;
		curveBucket(day, ticket.issuedAt).issued++;
		tallyGiven(day, ticket, []);
		if (ticket.cancelled) {
			day.cancelledTickets++;
			day.cancelledPeople += ticket.party;
		} else tallyAnswers(day, ticket.answers, 1);
		for (const step of ticket.steps)
			for (const turn of step.turns) countTurn(floor, ticket, step, turn);
	}
	for (const visitors of floor.visitors.values()) {
		if (visitors.applied) dayTally(floor.tally, visitors.day).visitors += visitors.count;
	}
	for (const recorded of floor.recorded.values()) {
		if (!recorded.applied) continue;
		tallyResults(floor.tally, recorded, (id) => floor.services.get(id)?.counts, 1);
	}
}

function countTurn(floor: Floor, ticket: Ticket, step: Step, turn: Turn): void {
	const day = dayTally(floor.tally, ticket.day);
	if (turn.served) day.served++;
	if (turn.missed) day.missed++;
	if (turn.calledAt !== null && tellsWait(turn)) {
		curveBucket(day, turn.calledAt).called++;
		tallyInto(day.waits, step.serviceId, turn.calledAt - turn.dueAt, WAIT_BUCKET_MS, WAIT_BUCKETS);
	}
	if (turn.state !== 'ended' || turn.endedAt === null) return;
	curveBucket(day, turn.endedAt).ended++;
	if (!turn.late && turn.calledAt !== null && turn.origin !== 'undo') {
		const ms = turn.endedAt - turn.calledAt;
		tallyInto(day.cycles, step.serviceId, ms, CYCLE_BUCKET_MS, CYCLE_BUCKETS);
	}
	if (turn.served && turn.boothId) boothTally(day, turn.boothId).turns++;
}
