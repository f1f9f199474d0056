import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { Database } from '#lib/server/account/database.ts';
import { joinedVersion, type HandFields, type Letterhead } from '#lib/server/db/report.schema.ts';
import { outstandingOf, type Outstanding } from './outstanding.ts';
import type { Period } from './period.ts';
import { readJoinedIn, type Wanted } from './read-report.ts';

export type JoinedVersion = typeof joinedVersion.$inferSelect;

/** The same for the same field events, in whatever order they were chosen. */
export function scopeOf(ids: readonly number[]): string {
	return [...ids].sort((a, b) => a - b).join(',');
}

const one = (ids: readonly number[], no: number) =>
	and(eq(joinedVersion.scope, scopeOf(ids)), eq(joinedVersion.no, no));

export async function findJoinedVersion(
	db: Database,
	ids: readonly number[],
	no: number
): Promise<JoinedVersion | null> {
	const [row] = await db.select().from(joinedVersion).where(one(ids, no));
	return row ?? null;
}

/** The frozen versions over the same field events of one kind and period, the oldest first. */
export function joinedVersionsOf(
	db: Database,
	ids: readonly number[],
	{ kind, from }: Pick<Period, 'kind' | 'from'>
): Promise<JoinedVersion[]> {
	return db
		.select()
		.from(joinedVersion)
		.where(
			and(
				eq(joinedVersion.scope, scopeOf(ids)),
				eq(joinedVersion.kind, kind),
				eq(joinedVersion.from, from)
			)
		)
		.orderBy(asc(joinedVersion.no));
}

/**
 * Freezes one reading over several field events, all of one snapshot, as their next version. Nothing ever changes the
 * figures afterwards.
 * @param by account id
 * @returns the version's number; null when none of the field events exists
 */
export async function freezeJoined(
	sql: Sql,
	ids: readonly number[],
	wanted: Wanted,
	by: string
): Promise<number | null> {
	return (await sql.begin('isolation level repeatable read', async (tx) => {
		// Two people who freeze at once get two numbers, one after the other; the snapshot begins behind the lock.
		await tx`lock table joined_version in share row exclusive mode`;
		const reading = await readJoinedIn(tx, ids, wanted);
		if (!reading) return null;
		const { kind, from, to } = reading.sum.period;
		const outstanding: { name: string; outstanding: Outstanding }[] = [];
		for (const { id, name } of reading.sum.venues) {
			outstanding.push({ name, outstanding: await outstandingOf(tx, id) });
		}
		const json = (value: unknown) => tx`${JSON.stringify(value)}::text::jsonb`;
		const scope = scopeOf(ids);
		const [row] = await tx<{ no: number }[]>`
			insert into joined_version
				(scope, no, kind, "from", "to", at, figures, outstanding, frozen_by)
			values (${scope},
				(select coalesce(max(no), 0) + 1 from joined_version where scope = ${scope}),
				${kind}, ${from}, ${to}, ${reading.sum.at}, ${json(reading)}, ${json(outstanding)}, ${by})
			returning no`;
		return row!.no;
	})) as number | null;
}

/**
 * Somebody takes responsibility for a frozen version: from now on it is no draft, and its words are kept with it.
 * @param words as they stand for the version's period
 * @returns false when there is no such version or somebody has taken it already
 */
export async function takeJoined(
	db: Database,
	ids: readonly number[],
	no: number,
	by: { accountId: string; now: Date },
	words: { letterhead: Letterhead; fields: HandFields }
): Promise<boolean> {
	const taken = await db
		.update(joinedVersion)
		.set({ responsible: by.accountId, responsibleAt: by.now, ...words })
		.where(and(one(ids, no), isNull(joinedVersion.responsible)))
		.returning({ no: joinedVersion.no });
	return taken.length > 0;
}
