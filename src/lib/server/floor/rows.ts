import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Sql, TransactionSql } from 'postgres';
import type { Touched } from '#lib/core/touched.ts';
import { FACT_VERSION, type Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Turn } from '#lib/core/ticket.ts';
import * as hall from '../db/hall.schema.ts';
import { hallMessage } from '../db/message.schema.ts';

type Row = Record<string, unknown>;

/**
 * One statement a table, whatever the number of rows: they travel as one JSON text and become rows of the table's own
 * type. Upserts name every column, so a row in the table always equals the floor's object.
 */
const UPSERTS = new Map<PgTable, string>();

function upsertText(table: PgTable, columns: string[]): string {
	const known = UPSERTS.get(table);
	if (known) return known;
	const config = getTableConfig(table);
	const own = config.columns.find((column) => column.primary);
	const key = own ? [own.name] : (config.primaryKeys[0]?.columns.map((c) => c.name) ?? []);
	const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
	const changed = columns.filter((name) => !key.includes(name));
	const text =
		`insert into "${config.name}" (${quoted(columns)}) ` +
		`select ${quoted(columns)} from json_populate_recordset(null::"${config.name}", $1::text::json) ` +
		`on conflict (${quoted(key)}) do ` +
		(changed.length > 0
			? `update set ${changed.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`
			: 'nothing');
	UPSERTS.set(table, text);
	return text;
}

/** Writes rows given by column name; every row of one call has the same columns. */
export function upsert(sql: Sql | TransactionSql, table: PgTable, rows: Row[]): Promise<unknown> {
	const first = rows[0];
	if (!first) return Promise.resolve();
	return sql.unsafe(upsertText(table, Object.keys(first)), [JSON.stringify(rows)], {
		prepare: true
	});
}

/** Writes every row that the entries of a batch changed. All statements are sent at once, in order. */
export function writeTouched(
	tx: TransactionSql,
	floor: Floor,
	touched: Touched
): Promise<unknown>[] {
	const e = floor.fieldEventId;
	const pending: Promise<unknown>[] = [];
	const put = (table: PgTable, rows: Row[]) => pending.push(upsert(tx, table, rows));
	if (touched.fieldEvent) {
		pending.push(
			tx`update field_event set status = ${floor.status}, day = ${floor.day},
				rules = ${JSON.stringify(floor.rules)}::text::jsonb where id = ${e}`
		);
	}
	put(
		hall.service,
		[...union(touched.services, touched.queues)].flatMap((id) => serviceRow(floor, id))
	);
	put(
		hall.booth,
		[...touched.booths].flatMap((id) => boothRow(floor, id))
	);
	put(
		hall.gate,
		[...touched.gates].flatMap((id) => withEvent(e, floor.gates.get(id)))
	);
	put(
		hall.area,
		[...touched.areas].flatMap((id) => areaRow(floor, id))
	);
	put(
		hall.reason,
		[...touched.reasons].flatMap((id) => reasonRow(floor, id))
	);
	put(
		hall.series,
		[...touched.series].flatMap((key) => withEvent(e, floor.series.get(key)))
	);
	if (touched.pauses) {
		put(
			hall.pause,
			floor.pauses.map((p) => ({
				field_event_id: e,
				scope: p.scope,
				id: p.id ?? '',
				reason_id: p.reasonId,
				since: p.since,
				until: p.until
			}))
		);
	}
	put(
		hallMessage,
		[...touched.messages].flatMap((id) => messageRow(floor, id))
	);
	put(
		hall.recorded,
		[...touched.recorded].flatMap((key) => recordedRow(floor, key))
	);
	put(
		hall.visitors,
		[...touched.visitors].flatMap((id) => visitorsRow(floor, id))
	);
	put(
		hall.station,
		[...touched.stations].flatMap((id) => withEvent(e, floor.stations.get(id)))
	);
	put(
		hall.conflict,
		[...touched.conflicts].flatMap((id) => conflictRow(floor, id))
	);
	pending.push(...writeTickets(tx, floor, touched.tickets));
	return pending;
}

function writeTickets(tx: TransactionSql, floor: Floor, ids: Set<string>): Promise<unknown>[] {
	if (ids.size === 0) return [];
	const e = floor.fieldEventId;
	const tickets: Row[] = [];
	const tokens: Row[] = [];
	const steps: Row[] = [];
	const turns: Row[] = [];
	const seats: Row[] = [];
	for (const id of ids) {
		const ticket = floor.tickets.get(id);
		if (!ticket) continue;
		tickets.push({
			field_event_id: e,
			id,
			day: ticket.day,
			prefix: ticket.prefix,
			number: ticket.number,
			gate_id: ticket.gateId,
			lane: ticket.lane,
			party: ticket.party,
			issued_at: ticket.issuedAt,
			token: ticket.token,
			reprints: ticket.reprints,
			blank: ticket.blank,
			cancelled: ticket.cancelled,
			active: ticket.active,
			undoable: ticket.undoable,
			fence: ticket.fence,
			lease: ticket.lease,
			provisional: ticket.provisional,
			answers: ticket.answers,
			put_off: ticket.putOff
		});
		if (ticket.reprints > 0) {
			for (const [token, ticketId] of floor.tokens) {
				if (ticketId === id) tokens.push({ field_event_id: e, token, ticket_id: id });
			}
		}
		for (const step of ticket.steps) {
			steps.push({
				field_event_id: e,
				ticket_id: id,
				no: step.no,
				service_id: step.serviceId,
				people: step.people,
				closed: step.closed,
				closed_by: step.closedBy,
				added_by: step.addedBy,
				stays_at: step.staysAt
			});
			for (const turn of step.turns) turns.push(turnRow(e, id, step.no, turn));
		}
	}
	for (const at of floor.booths.values()) {
		at.seats.forEach((ticketId, i) => {
			if (ticketId && ids.has(ticketId)) {
				seats.push({ field_event_id: e, booth_id: at.booth.id, seat: i + 1, ticket_id: ticketId });
			}
		});
	}
	const all = [...ids];
	return [
		upsert(tx, hall.ticket, tickets),
		upsert(tx, hall.ticketToken, tokens),
		upsert(tx, hall.step, steps),
		upsert(tx, hall.turn, turns),
		// A seat is freed before it is filled; no upsert here, so that a seat held by another ticket fires its key.
		tx`delete from seat where field_event_id = ${e} and ticket_id = any(${all}::uuid[])`,
		seats.length === 0
			? Promise.resolve()
			: tx`insert into seat select * from json_populate_recordset(null::seat, ${JSON.stringify(seats)}::text::json)`
	];
}

function turnRow(e: number, ticketId: string, stepNo: number, turn: Turn): Row {
	return {
		field_event_id: e,
		ticket_id: ticketId,
		step_no: stepNo,
		no: turn.no,
		state: turn.state,
		origin: turn.origin,
		follows: turn.follows,
		due_at: turn.dueAt,
		rank_at: turn.rankAt,
		booth_only: turn.boothOnly,
		held_until: turn.heldUntil,
		reason_id: turn.reasonId,
		booth_id: turn.boothId,
		seat: turn.seat,
		calls: turn.calls,
		called_at: turn.calledAt,
		started_at: turn.startedAt,
		ended_at: turn.endedAt,
		outcome: turn.outcome,
		late: turn.late,
		withdrawn: turn.withdrawn,
		missed_at: turn.missedAt,
		missed: turn.missed,
		served: turn.served,
		fence: turn.fence
	};
}

function union(a: Set<string>, b: Set<string>): Set<string> {
	return new Set([...a, ...b]);
}

/** Objects whose properties are the column names already. */
function withEvent(e: number, value: object | undefined): Row[] {
	return value ? [{ field_event_id: e, ...value }] : [];
}

export function serviceRow(floor: Floor, id: string): Row[] {
	const s = floor.services.get(id);
	if (!s) return [];
	return [
		{
			field_event_id: floor.fieldEventId,
			id,
			name: s.name,
			counted_noun: s.countedNoun,
			unit: s.unit,
			counts: s.counts,
			outcomes: s.outcomes,
			levels: s.levels,
			target: s.target,
			eligible: s.eligible,
			after: s.after,
			needs: s.needs,
			also: s.also,
			typical_ms: s.typicalMs,
			area_id: s.areaId,
			bring: s.bring,
			afterwards: s.afterwards,
			pre_checks: s.preChecks,
			asks_pre_checks: s.asksPreChecks,
			age_hints: s.ageHints,
			intake_open: s.intakeOpen,
			intake_quota: s.intakeQuota,
			position: s.position,
			withdrawn: s.withdrawn,
			priority_run: floor.queues.get(id)?.run ?? 0
		}
	];
}

export function boothRow(floor: Floor, id: string): Row[] {
	const at = floor.booths.get(id);
	if (!at) return [];
	const { booth } = at;
	return [
		{
			field_event_id: floor.fieldEventId,
			id,
			number: booth.number,
			word: booth.word,
			area_id: booth.areaId,
			services: booth.services,
			seats: booth.seats,
			preset_level: booth.presetLevel,
			unit: booth.unit,
			withdrawn: booth.withdrawn,
			officers: at.officers,
			working: at.working,
			assignments: at.assignments
		}
	];
}

function areaRow(floor: Floor, id: string): Row[] {
	const area = floor.areas.get(id);
	if (!area) return [];
	const { name, place, movedAt, withdrawn } = area;
	return [{ field_event_id: floor.fieldEventId, id, name, place, moved_at: movedAt, withdrawn }];
}

function messageRow(floor: Floor, id: string): Row[] {
	const message = floor.messages.get(id);
	if (!message) return [];
	const { words, to, serviceId, since, until, endedAt } = message;
	return [
		{
			field_event_id: floor.fieldEventId,
			id,
			words,
			audience: to,
			service_id: serviceId,
			since,
			until,
			ended_at: endedAt
		}
	];
}

export function reasonRow(floor: Floor, id: string): Row[] {
	const r = floor.reasons.get(id);
	if (!r) return [];
	return [
		{
			field_event_id: floor.fieldEventId,
			id,
			kind: r.kind,
			internal: r.internal,
			public: r.public,
			next_step: r.nextStep,
			services: r.services,
			position: r.position,
			withdrawn: r.withdrawn
		}
	];
}

function recordedRow(floor: Floor, key: string): Row[] {
	const r = floor.recorded.get(key);
	if (!r) return [];
	return [
		{
			field_event_id: floor.fieldEventId,
			operation_id: r.operationId,
			ticket_id: r.ticketId,
			step_no: r.step,
			turn_no: r.turn,
			booth_id: r.boothId,
			by: r.by,
			at: r.at,
			day: r.day,
			results: r.results,
			applied: r.applied,
			late: r.late,
			fence: r.fence
		}
	];
}

function visitorsRow(floor: Floor, id: string): Row[] {
	const v = floor.visitors.get(id);
	if (!v) return [];
	return [
		{
			field_event_id: floor.fieldEventId,
			operation_id: v.operationId,
			gate_id: v.gateId,
			day: v.day,
			count: v.count,
			at: v.at,
			applied: v.applied
		}
	];
}

function conflictRow(floor: Floor, operationId: string): Row[] {
	const c = floor.conflicts.get(operationId);
	if (!c) return [];
	return [
		{
			field_event_id: floor.fieldEventId,
			operation_id: c.operationId,
			ticket_id: c.ticketId,
			kind: c.kind,
			step_no: c.step,
			booth_id: c.boothId,
			other_booth_id: c.otherBoothId,
			met: c.met,
			results: c.results,
			at: c.at,
			by: c.by,
			settled: c.settled !== null,
			settled_by: c.settled?.by ?? null,
			settled_at: c.settled?.at ?? null
		}
	];
}

/** Journal entries of a batch. */
export function writeEntries(tx: TransactionSql, e: number, entries: Entry[]): Promise<unknown> {
	const rows = entries.map((entry) => ({
		field_event_id: e,
		clock: entry.clock,
		operation_id: entry.operationId,
		kind: entry.fact.kind,
		version: FACT_VERSION,
		at: entry.at,
		by: entry.by,
		fact: entry.fact
	}));
	if (rows.length === 0) return Promise.resolve();
	return tx`insert into journal (field_event_id, clock, operation_id, kind, version, at, by, fact)
		select field_event_id, clock, operation_id, kind, version, at, by, fact
		from json_populate_recordset(null::journal, ${JSON.stringify(rows)}::text::json)`;
}
