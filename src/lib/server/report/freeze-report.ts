import { and, eq, isNull } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { Database } from '#lib/server/account/database.ts';
import { reportVersion } from '#lib/server/db/report.schema.ts';
import { askedReport } from './open-report.ts';
import { outstandingOf } from './outstanding.ts';
import { readReportIn, type Wanted } from './read-report.ts';
import { readFields, readSettings } from './report-rows.ts';

/**
 * Freezes a reading: figures, clock and what had not come in yet, all of one snapshot, as the next version of the field
 * event. Nothing ever changes the figures afterwards.
 * @param by account id
 * @returns the version's number; null when there is no such field event
 */
export async function freezeReport(
	sql: Sql,
	fieldEventId: number,
	wanted: Wanted,
	by: string
): Promise<number | null> {
	return (await sql.begin('isolation level repeatable read', async (tx) => {
		// Two people who freeze at once get two numbers, one after the other; the snapshot begins behind the lock.
		await tx`lock table report_version in share row exclusive mode`;
		const reading = await readReportIn(tx, [fieldEventId], wanted);
		if (!reading) return null;
		const { kind, from, to } = reading.period;
		const outstanding = await outstandingOf(tx, fieldEventId);
		const { clock } = reading.venues[0]!;
		const json = (value: unknown) => tx`${JSON.stringify(value)}::text::jsonb`;
		const [row] = await tx<{ no: number }[]>`
			insert into report_version
				(field_event_id, no, kind, "from", "to", clock, at, figures, outstanding, frozen_by)
			values (${fieldEventId},
				(select coalesce(max(no), 0) + 1 from report_version where field_event_id = ${fieldEventId}),
				${kind}, ${from}, ${to}, ${clock}, ${reading.at}, ${json(reading)}, ${json(outstanding)}, ${by})
			returning no`;
		return row!.no;
	})) as number | null;
}

/** Freezes the report that an address asks for, as it is now. @param at hall time, ms */
export async function freezeAsked(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	query: URLSearchParams,
	at: number,
	by: string
): Promise<number | null> {
	const asked = await askedReport(db, fieldEventId, query, at);
	if (!asked) return null;
	const { grades } = await readSettings(db, fieldEventId);
	const { slotMinutes } = asked.question;
	return freezeReport(sql, fieldEventId, { period: asked.period, at, slotMinutes, grades }, by);
}

/**
 * Somebody takes responsibility for a frozen version: from now on it is no draft, and its words are kept with it.
 * @returns false when there is no such version or somebody has taken it already
 */
export async function takeResponsibility(
	db: Database,
	fieldEventId: number,
	no: number,
	by: string,
	now: Date
): Promise<boolean> {
	const own = and(eq(reportVersion.fieldEventId, fieldEventId), eq(reportVersion.no, no));
	return await db.transaction(async (tx) => {
		const [version] = await tx.select().from(reportVersion).where(own).for('update');
		if (!version || version.responsible !== null) return false;
		const { letterhead } = await readSettings(tx, fieldEventId);
		const fields = await readFields(tx, fieldEventId, version.figures.period);
		await tx
			.update(reportVersion)
			.set({ responsible: by, responsibleAt: now, letterhead, fields })
			.where(and(own, isNull(reportVersion.responsible)));
		return true;
	});
}
