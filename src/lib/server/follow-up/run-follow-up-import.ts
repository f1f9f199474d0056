import type { Sql, TransactionSql } from 'postgres';
import { markOf } from '#lib/server/setup/import/plan-import.ts';
import type { ImportAnswer } from '#lib/server/setup/import/run-import.ts';
import { readTable, type TableSheet } from '#lib/server/setup/read-table.ts';
import { readFiles } from './file-rows.ts';
import { planFollowUp, type FollowUpPlan } from './plan-follow-up.ts';
import { lockFollowUp, setStandings, type SettingContext } from './set-standing.ts';

type Answer = ImportAnswer<FollowUpPlan>;

/** Reads a list of files against where they stand, and changes nothing. */
export async function lookAtFollowUp(
	sql: Sql,
	fieldEventId: number,
	bytes: Uint8Array
): Promise<Answer> {
	const read = await readTable(bytes);
	if (!read.ok) return { kind: 'unreadable', why: read.why };
	return look(sql, fieldEventId, read.sheets);
}

async function look(
	tx: Sql | TransactionSql,
	fieldEventId: number,
	sheets: TableSheet[]
): Promise<Extract<Answer, { kind: 'seen' | 'unreadable' }>> {
	const plan = planFollowUp(sheets, fieldEventId, await readFiles(tx, [fieldEventId]));
	if ('code' in plan) return { kind: 'unreadable', why: plan };
	return { kind: 'seen', plan, mark: markOf(plan), changedSince: false };
}

/**
 * Brings in a list that was looked at: all of it in one transaction, or nothing. It is read anew while nobody else sets
 * files of this field event; any bad cell, and any difference from what was looked at, gives the new preview instead.
 */
export async function runFollowUpImport(
	sql: Sql,
	context: SettingContext,
	bytes: Uint8Array,
	mark: string
): Promise<Answer> {
	const read = await readTable(bytes);
	if (!read.ok) return { kind: 'unreadable', why: read.why };
	return sql.begin(async (tx): Promise<Answer> => {
		await lockFollowUp(tx, context.recordedIn);
		const seen = await look(tx, context.recordedIn, read.sheets);
		if (seen.kind === 'unreadable' || seen.plan.bad.length > 0) return seen;
		if (seen.mark !== mark) return { ...seen, changedSince: true };
		await setStandings(tx, seen.plan.deeds, 'list', context);
		return { kind: 'imported', plan: seen.plan };
	});
}
