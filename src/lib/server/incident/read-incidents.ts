import type { Sql, TransactionSql } from 'postgres';
import type { Words } from '#lib/core/catalogue.ts';
import { INCIDENT_GROUPS, type IncidentGroup } from '#lib/core/incident-group.ts';
import type { incident as incidentTable } from '#lib/server/db/incident.schema.ts';
import { pauseIncidents, wholeMinutes, type IncidentPlace } from './pause-incidents.ts';

/** One line of the log: a pause with what people said of it, or what was written by hand. Hall ms. */
export interface Incident {
	fieldEventId: number;
	/** Of the pause (`reason@since`), or of the row. */
	key: string;
	byHand: boolean;
	group: IncidentGroup;
	from: number;
	to: number | null;
	/** Null: written by hand without an end. */
	minutes: number | null;
	/** Empty for what was written by hand. */
	places: IncidentPlace[];
	reason: Words | null;
	what: string;
	cause: string;
	proposal: string;
	/** People affected: those waiting when it began, or as somebody counted them. */
	people: number | null;
	/** People who waited when the pause began; null for what was written by hand. */
	waiting: number | null;
	leftOut: boolean;
}

type Row = typeof incidentTable.$inferSelect;

/**
 * The log of some field events by group and time, also what was left out of it.
 * @param at hall ms: until when a pause that lasts is counted
 */
export async function readIncidents(
	tx: Sql | TransactionSql,
	ids: readonly number[],
	at: number
): Promise<Incident[]> {
	const rows = await tx<Row[]>`
		select field_event_id as "fieldEventId", id, pause_key as "pauseKey", incident_group as "group",
			started_at as "startedAt", ended_at as "endedAt", what, cause, proposal, people,
			left_out as "leftOut"
		from incident where field_event_id = any(${[...ids]}::bigint[])`;
	const pauses = await pauseIncidents(tx, ids, at);
	const said = new Map(rows.map((row) => [`${row.fieldEventId} ${row.pauseKey}`, row]));
	const told = pauses.map(({ waiting, ...pause }): Incident => {
		const row = said.get(`${pause.fieldEventId} ${pause.key}`);
		said.delete(`${pause.fieldEventId} ${pause.key}`);
		return {
			...pause,
			byHand: false,
			waiting,
			group: row?.group ?? pause.group,
			what: row?.what ?? '',
			cause: row?.cause ?? '',
			proposal: row?.proposal ?? '',
			people: row?.people ?? waiting,
			leftOut: row?.leftOut ?? false
		};
	});
	// What was said of a pause that is no longer there stands as if written by hand: nothing is lost.
	const others = rows.filter(
		(row) => row.pauseKey === null || said.has(`${row.fieldEventId} ${row.pauseKey}`)
	);
	return [...told, ...others.map(byHand)].sort(
		(a, b) =>
			INCIDENT_GROUPS.indexOf(a.group) - INCIDENT_GROUPS.indexOf(b.group) ||
			a.from - b.from ||
			(a.key < b.key ? -1 : 1)
	);
}

function byHand({ fieldEventId, id, group, startedAt, endedAt, ...row }: Row): Incident {
	const { what, cause, proposal, people, leftOut } = row;
	return {
		fieldEventId,
		key: id,
		byHand: true,
		group,
		from: startedAt,
		to: endedAt,
		minutes: endedAt === null ? null : wholeMinutes(startedAt, endedAt),
		places: [],
		reason: null,
		what,
		cause,
		proposal,
		people,
		waiting: null,
		leftOut
	};
}
