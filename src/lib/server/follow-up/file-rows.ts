import type { Sql, TransactionSql } from 'postgres';
import {
	noFiles,
	NOT_FOLLOWED,
	type FollowUpCounts,
	type FollowUpStanding,
	type FollowUpState,
	type RejectionReason
} from '#lib/core/follow-up.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import { activatedLater } from './activated-later.ts';

/** Above the number of any change. */
const AFTER_CHANGES = 1_000_000;

/** One person's file as it was taken and where it stands. A ticket for a party has one for each of its people. */
export interface FileRow {
	fieldEventId: number;
	ticketId: string;
	serviceId: string;
	ordinal: number;
	/** How many files of this service there are on the ticket. */
	people: number;
	day: number;
	prefix: string;
	number: number;
	/** Of the booth that took it; empty where that names none. */
	unit: string;
	booth: { number: number; word: 'bàn' | 'quầy' } | null;
	/** Hall time in ms. */
	takenAt: number;
	standing: FollowUpStanding;
	/** The change that it stands by; null while it only waits. */
	changed: { at: number; by: string; recordedIn: number } | null;
}

/** What names a file inside the database. */
export type FileKey = Pick<FileRow, 'fieldEventId' | 'ticketId' | 'serviceId' | 'ordinal'>;

/** The same as one text, for finding it among those in memory. */
export function keyText(file: FileKey): string {
	return [file.fieldEventId, file.ticketId, file.serviceId, file.ordinal].join('/');
}

/** How lists call a file: `A-017`, or `A-017 (2/3)` where its ticket has several. */
export function fileLabel({ prefix, number, ordinal, people }: FileRow): string {
	const ticket = formatNumber(prefix, number);
	return people > 1 ? `${ticket} (${ordinal}/${people})` : ticket;
}

type StandingColumns = {
	state: FollowUpState | null;
	reason: RejectionReason | null;
	appointmentAt: number | null;
	appointmentPlace: string | null;
	changedAt: number | null;
	by: string | null;
	recordedIn: number | null;
};
type Columns = Omit<FileRow, 'booth' | 'standing' | 'changed'> &
	StandingColumns & { boothNumber: number | null; boothWord: 'bàn' | 'quầy' | null };

/**
 * One row for each person whose file counts: every result with the outcome that its service counts, of services that
 * wait for an approval (`isFollowedUp`). A correction keeps the sitting's place and time, so the order of the people of
 * a ticket, and with it each one's id, stays; what is undone is gone.
 */
export function filesOf(tx: Sql | TransactionSql, ids: readonly number[]) {
	return tx`
		select r.field_event_id, r.ticket_id, s.id as service_id,
			row_number() over (partition by r.field_event_id, r.ticket_id, s.id
				order by r.step_no, r.turn_no, r.at, r.operation_id, result.nth, person)::int as ordinal,
			count(*) over (partition by r.field_event_id, r.ticket_id, s.id)::int as people,
			r.day, r.at as taken_at, b.number as booth_number, b.word as booth_word,
			normalize(btrim(regexp_replace(coalesce(b.unit, ''), '\\s+', ' ', 'g')), NFC) as unit
		from recorded r
		cross join lateral jsonb_array_elements(r.results) with ordinality as result(of, nth)
		join service s on s.field_event_id = r.field_event_id and s.id = result.of->>'serviceId'
			and s.counts = 'enrolled' and s.id <> all(${[...NOT_FOLLOWED]}::text[])
			and result.of->>'outcome' = 'enrolled'
		cross join lateral generate_series(1, (result.of->>'count')::int) as person
		left join booth b on b.field_event_id = r.field_event_id and b.id = r.booth_id
		where r.field_event_id = any(${[...ids]}::bigint[]) and r.applied`;
}

/**
 * Where every file stands, up to a hall time (ms) where one is given: by its last change, or by the booth that activated it
 * since.
 */
export function standingsOf(
	tx: Sql | TransactionSql,
	ids: readonly number[],
	before: number | null = null
) {
	return tx`
		select distinct on (field_event_id, ticket_id, service_id, ordinal) *
		from (
			select field_event_id, ticket_id, service_id, ordinal, no, state, reason, appointment_at,
				appointment_place, recorded_in, at, by
			from follow_up_change where field_event_id = any(${[...ids]}::bigint[])
			union all
			select field_event_id, ticket_id, service_id, 1, ${AFTER_CHANGES}::int, 'activated', null, null,
				null, field_event_id, at, by
			from (${activatedLater(tx, ids)}) a
			where not exists (select from follow_up_change c where c.field_event_id = a.field_event_id
				and c.ticket_id = a.ticket_id and c.service_id = a.service_id and c.at >= a.at
				and (${before}::bigint is null or c.at < ${before}::bigint))
		) told
		where ${before}::bigint is null or at < ${before}::bigint
		order by field_event_id, ticket_id, service_id, ordinal, no desc`;
}

/** Which files of a field event: of one unit (empty: without a unit), in one state; null means all. */
export interface FileFilter {
	unit: string | null;
	state: FollowUpState | null;
}

/** The files of field events by unit, day and number. */
export async function readFiles(
	tx: Sql | TransactionSql,
	ids: readonly number[],
	{
		filter = { unit: null, state: null },
		tickets = null,
		from = 0,
		most = null
	}: {
		filter?: FileFilter;
		/** Of these tickets alone. */
		tickets?: readonly string[] | null;
		from?: number;
		most?: number | null;
	} = {}
): Promise<FileRow[]> {
	const rows = await tx<Columns[]>`
		with file as (${filesOf(tx, ids)}), standing as (${standingsOf(tx, ids)})
		select f.field_event_id as "fieldEventId", f.ticket_id as "ticketId",
			f.service_id as "serviceId", f.ordinal, f.people, f.day, t.prefix, t.number, f.unit,
			f.booth_number as "boothNumber", f.booth_word as "boothWord",
			f.taken_at as "takenAt", c.state, c.reason,
			c.appointment_at as "appointmentAt", c.appointment_place as "appointmentPlace",
			c.at as "changedAt", c.by, c.recorded_in as "recordedIn"
		from file f
		left join standing c using (field_event_id, ticket_id, service_id, ordinal)
		join ticket t on t.field_event_id = f.field_event_id and t.id = f.ticket_id
		where (${filter.unit}::text is null or f.unit = ${filter.unit}::text)
			and (${filter.state}::text is null or coalesce(c.state, 'waiting') = ${filter.state}::text)
			and (${tickets ? [...tickets] : null}::uuid[] is null
				or f.ticket_id = any(${tickets ? [...tickets] : null}::uuid[]))
		order by array_position(${[...ids]}::bigint[], f.field_event_id), f.unit = '', f.unit,
			f.day, t.prefix, t.number, f.service_id, f.ordinal
		offset ${from} limit ${most}`;
	return rows.map(rowOf);
}

function rowOf(columns: Columns): FileRow {
	const { boothNumber, boothWord, state, reason, appointmentAt, appointmentPlace, ...rest } =
		columns;
	const { changedAt, by, recordedIn, ...file } = rest;
	return {
		...file,
		booth: boothNumber === null ? null : { number: boothNumber, word: boothWord! },
		standing: standingOf({ state, reason, appointmentAt, appointmentPlace }),
		changed: changedAt === null ? null : { at: changedAt, by: by!, recordedIn: recordedIn! }
	};
}

function standingOf(
	columns: Pick<StandingColumns, 'state' | 'reason' | 'appointmentAt' | 'appointmentPlace'>
): FollowUpStanding {
	const { state, reason, appointmentAt, appointmentPlace } = columns;
	switch (state) {
		case 'appointed':
			return { state, appointment: { at: appointmentAt!, place: appointmentPlace! } };
		case 'rejected':
			return { state, reason: reason! };
		default:
			return { state: state ?? 'waiting' };
	}
}

/** Files of one unit by where they stand. */
export type UnitFiles = FollowUpCounts & { unit: string };

/** Where the files of a field event stand now, by unit in the order of their names. */
export async function countFiles(
	tx: Sql | TransactionSql,
	ids: readonly number[]
): Promise<UnitFiles[]> {
	const rows = await tx<{ unit: string; state: FollowUpState; n: number }[]>`
		with file as (${filesOf(tx, ids)}), standing as (${standingsOf(tx, ids)})
		select f.unit, coalesce(c.state, 'waiting') as state, count(*)::int as n
		from file f left join standing c using (field_event_id, ticket_id, service_id, ordinal)
		group by 1, 2 order by f.unit = '', 1`;
	return byUnit(rows);
}

export function byUnit(
	rows: readonly { unit: string; state: FollowUpState; n: number }[]
): UnitFiles[] {
	const units = new Map<string, UnitFiles>();
	for (const { unit, state, n } of rows) {
		const known = units.get(unit) ?? { unit, ...noFiles() };
		units.set(unit, known);
		known[state] += n;
		known.taken += n;
	}
	return [...units.values()];
}

/** The sum of counts; an empty list gives zeros. */
export function sumOfFiles(counts: Iterable<FollowUpCounts>): FollowUpCounts {
	const sum = noFiles();
	for (const one of counts) {
		for (const key of Object.keys(sum) as (keyof FollowUpCounts)[]) sum[key] += one[key];
	}
	return sum;
}
