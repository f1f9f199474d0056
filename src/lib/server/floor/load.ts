import type { Sql, TransactionSql } from 'postgres';
import type { Booth, Gate, Reason, Rules, Service } from '#lib/core/catalogue.ts';
import {
	emptyFloor,
	numberKey,
	place,
	queueOf,
	recordedKey,
	seriesKey,
	type BoothFloor,
	type Conflict,
	type Floor,
	type Recorded,
	type VisitorsCounted
} from '#lib/core/floor.ts';
import type { HallMessage } from '#lib/core/hall-message.ts';
import { readRules } from '#lib/core/read-fact.ts';
import type { Step, Ticket, Turn } from '#lib/core/ticket.ts';
import { countAgain, rememberLatest } from './count-again.ts';
import { readByColumns, type Columns } from './read-by-columns.ts';

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
		await readTickets(tx, floor);
		const [visitors, messages, conflicts] = await Promise.all([
			tx<Row[]>`select * from visitors where field_event_id = ${e}`,
			tx<Row[]>`select * from hall_message where field_event_id = ${e} order by since, id`,
			tx<Row[]>`select * from conflict where field_event_id = ${e} order by at, operation_id`
		]);
		for (const row of visitors) floor.visitors.set(row.operation_id, visitorsOf(row));
		for (const row of messages) floor.messages.set(row.id, messageOf(row));
		for (const row of conflicts) floor.conflicts.set(row.operation_id, conflictOf(row));
		for (const ticket of floor.tickets.values()) place(floor, ticket);
		rememberLatest(floor);
		countAgain(floor);
		return floor;
	})) as Floor | null;
}

/**
 * The tables that are long in a full hall, by columns. All are asked for at once and answered one after the other, tickets
 * before their steps before their turns; what orders rows is in the rows themselves.
 */
async function readTickets(tx: TransactionSql, floor: Floor): Promise<void> {
	const e = floor.fieldEventId;
	const tickets = new Map<string, Ticket>();
	const recorded: Recorded[] = [];
	await Promise.all([
		readByColumns(tx, 'ticket', e, (columns, i) => {
			const ticket = ticketOf(columns, i);
			tickets.set(ticket.id, ticket);
		}),
		readByColumns(tx, 'step', e, (columns, i) => {
			const step = stepOf(columns, i);
			tickets.get(columns.ticket_id[i])!.steps[step.no] = step;
		}),
		readByColumns(tx, 'turn', e, (columns, i) => {
			const turn = turnOf(columns, i);
			const step = tickets.get(columns.ticket_id[i])!.steps[columns.step_no[i]]!;
			step.turns[turn.no] = turn;
		}),
		readByColumns(tx, 'recorded', e, (columns, i) => recorded.push(recordedOf(columns, i))),
		readByColumns(tx, 'ticket_token', e, ({ token, ticket_id: ticketId }, i) => {
			floor.tokens.set(token[i], ticketId[i]);
		})
	]);
	const inOrder = [...tickets.values()].sort(
		(a, b) => a.day - b.day || a.issuedAt - b.issuedAt || byNumber(a, b)
	);
	for (const ticket of inOrder) {
		floor.tickets.set(ticket.id, ticket);
		floor.byNumber.set(numberKey(ticket.day, ticket.prefix, ticket.number), ticket.id);
	}
	recorded.sort((a, b) => a.at - b.at || (a.operationId < b.operationId ? -1 : 1));
	for (const item of recorded) {
		floor.recorded.set(recordedKey(item.operationId, item.ticketId), item);
	}
}

function byNumber(a: Ticket, b: Ticket): number {
	return a.prefix === b.prefix ? a.number - b.number : a.prefix < b.prefix ? -1 : 1;
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

function messageOf(row: Row): HallMessage {
	const { id, words, audience: to, service_id: serviceId, since, until, ended_at: endedAt } = row;
	return { id, words, to, serviceId, since, until, endedAt };
}

function ticketOf(c: Columns, i: number): Ticket {
	return {
		id: c.id[i],
		day: c.day[i],
		prefix: c.prefix[i],
		number: c.number[i],
		gateId: c.gate_id[i],
		lane: c.lane[i],
		party: c.party[i],
		issuedAt: c.issued_at[i],
		token: c.token[i],
		reprints: c.reprints[i],
		blank: c.blank[i],
		cancelled: c.cancelled[i],
		steps: [],
		active: c.active[i],
		undoable: c.undoable[i],
		fence: c.fence[i],
		lease: c.lease[i],
		provisional: c.provisional[i],
		answers: c.answers[i],
		putOff: c.put_off[i]
	};
}

function stepOf(c: Columns, i: number): Step {
	return {
		no: c.no[i],
		serviceId: c.service_id[i],
		people: c.people[i],
		turns: [],
		closed: c.closed[i],
		closedBy: c.closed_by[i],
		addedBy: c.added_by[i],
		staysAt: c.stays_at[i]
	};
}

function turnOf(c: Columns, i: number): Turn {
	return {
		no: c.no[i],
		state: c.state[i],
		origin: c.origin[i],
		follows: c.follows[i],
		dueAt: c.due_at[i],
		rankAt: c.rank_at[i],
		boothOnly: c.booth_only[i],
		heldUntil: c.held_until[i],
		reasonId: c.reason_id[i],
		boothId: c.booth_id[i],
		seat: c.seat[i],
		calls: c.calls[i],
		calledAt: c.called_at[i],
		startedAt: c.started_at[i],
		endedAt: c.ended_at[i],
		outcome: c.outcome[i],
		late: c.late[i],
		withdrawn: c.withdrawn[i],
		missedAt: c.missed_at[i],
		missed: c.missed[i],
		served: c.served[i],
		fence: c.fence[i]
	};
}

function recordedOf(c: Columns, i: number): Recorded {
	return {
		operationId: c.operation_id[i],
		ticketId: c.ticket_id[i],
		step: c.step_no[i],
		turn: c.turn_no[i],
		boothId: c.booth_id[i],
		by: c.by[i],
		at: c.at[i],
		day: c.day[i],
		results: c.results[i],
		applied: c.applied[i],
		late: c.late[i],
		fence: c.fence[i]
	};
}

function conflictOf(row: Row): Conflict {
	return {
		operationId: row.operation_id,
		ticketId: row.ticket_id,
		kind: row.kind,
		step: row.step_no,
		boothId: row.booth_id,
		otherBoothId: row.other_booth_id,
		met: row.met,
		results: row.results,
		at: row.at,
		by: row.by,
		settled: row.settled ? { by: row.settled_by, at: row.settled_at } : null
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
