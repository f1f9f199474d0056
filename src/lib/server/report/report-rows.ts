import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';
import {
	reportSetting,
	reportText,
	reportVersion,
	type HandFields,
	type Letterhead
} from '#lib/server/db/report.schema.ts';
import type { Period } from './period.ts';
import type { GradeBounds, ReportReading } from './reading.ts';
import { nothing } from './scope.ts';
import { DEFAULT_GRADES } from './standings.ts';

/** How the reports of a field event are headed and graded; what was never set is empty or assumed. */
export interface ReportSettings {
	letterhead: Letterhead;
	grades: GradeBounds & { areDefault: boolean };
}

export const HAND_FIELDS = [
	'attendance',
	'preparation',
	'otherHelp',
	'infrastructure',
	'staffing',
	'records',
	'security',
	'proposals',
	'nextTasks'
] as const satisfies readonly (keyof HandFields)[];

export const LETTERHEAD_FIELDS = [
	'parentBody',
	'issuingBody',
	'symbol',
	'place',
	'authority',
	'signer',
	'recipients'
] as const satisfies readonly (keyof Letterhead)[];

const emptyFields = () =>
	Object.fromEntries(HAND_FIELDS.map((name) => [name, ''])) as Record<keyof HandFields, string>;

/** Until it is set, the letterhead names the organiser of the field event. */
export async function readSettings(db: Database, fieldEventId: number): Promise<ReportSettings> {
	const [row] = await db
		.select({ organiser: fieldEvent.organiser, set: reportSetting })
		.from(fieldEvent)
		.leftJoin(reportSetting, eq(reportSetting.fieldEventId, fieldEvent.id))
		.where(eq(fieldEvent.id, fieldEventId));
	const grades = row?.set?.grades;
	return {
		letterhead: row?.set?.letterhead ?? {
			parentBody: '',
			issuingBody: row?.organiser ?? '',
			symbol: 'BC',
			place: '',
			authority: '',
			signer: '',
			recipients: ''
		},
		grades: grades ? { ...grades, areDefault: false } : { ...DEFAULT_GRADES, areDefault: true }
	};
}

/** Sets the letterhead or the grades and leaves the other alone. */
export async function saveSettings(
	db: Database,
	fieldEventId: number,
	set: { letterhead: Letterhead } | { grades: GradeBounds }
): Promise<void> {
	await db
		.insert(reportSetting)
		.values({ fieldEventId, ...set })
		.onConflictDoUpdate({ target: reportSetting.fieldEventId, set });
}

/** What was written by hand for the report of this kind and period. */
export async function readFields(
	db: Database,
	fieldEventId: number,
	{ kind, from }: Period
): Promise<HandFields> {
	const [row] = await db
		.select({ fields: reportText.fields })
		.from(reportText)
		.where(
			and(
				eq(reportText.fieldEventId, fieldEventId),
				eq(reportText.kind, kind),
				eq(reportText.from, from)
			)
		);
	return { ...emptyFields(), ...row?.fields };
}

export async function saveFields(
	db: Database,
	fieldEventId: number,
	{ kind, from }: Period,
	fields: HandFields
): Promise<void> {
	await db
		.insert(reportText)
		.values({ fieldEventId, kind, from, fields })
		.onConflictDoUpdate({
			target: [reportText.fieldEventId, reportText.kind, reportText.from],
			set: { fields }
		});
}

export type ReportVersion = typeof reportVersion.$inferSelect;

export async function findVersion(
	db: Database,
	fieldEventId: number,
	no: number
): Promise<ReportVersion | null> {
	const [row] = await db
		.select()
		.from(reportVersion)
		.where(and(eq(reportVersion.fieldEventId, fieldEventId), eq(reportVersion.no, no)));
	return row ? readVersion(row) : null;
}

/** A version as it is read today: when it was frozen before people could be put off, nobody had been. */
function readVersion(stored: ReportVersion): ReportVersion {
	const told: Partial<ReportReading['figures']> = stored.figures.figures;
	const figures = { ...stored.figures.figures, putOff: told.putOff ?? nothing() };
	return { ...stored, figures: { ...stored.figures, figures } };
}

/** The frozen versions of one kind and period, the oldest first. */
export async function versionsOf(
	db: Database,
	fieldEventId: number,
	{ kind, from }: Pick<Period, 'kind' | 'from'>
): Promise<ReportVersion[]> {
	const rows = await db
		.select()
		.from(reportVersion)
		.where(
			and(
				eq(reportVersion.fieldEventId, fieldEventId),
				eq(reportVersion.kind, kind),
				eq(reportVersion.from, from)
			)
		)
		.orderBy(asc(reportVersion.no));
	return rows.map(readVersion);
}

/** Display names of all accounts, for whoever may see reports. */
export async function accountNames(db: Database): Promise<Map<string, string>> {
	const rows = await db.select({ id: account.id, name: account.name }).from(account);
	return new Map(rows.map(({ id, name }) => [id, name]));
}
