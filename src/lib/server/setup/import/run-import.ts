import type { Sql } from 'postgres';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { changeAccount } from '#lib/server/account/change-account.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { changeDraft } from '#lib/server/setup/change-draft.ts';
import { keepChangesBeside } from '#lib/server/setup/change-field-event.ts';
import { unitChanges } from '#lib/server/setup/change-units.ts';
import { lockSetUp } from '#lib/server/setup/draft-lock.ts';
import { markOf, planImport } from '#lib/server/setup/import/plan-import.ts';
import type {
	HeaderRefusal,
	ImportDeed,
	ImportPlan,
	SeenPlan,
	SetUpKind
} from '#lib/server/setup/import/plan.ts';
import { readStanding } from '#lib/server/setup/import/standing.ts';
import { readTable, type TableRefusal, type TableSheet } from '#lib/server/setup/read-table.ts';
import { addUnits, listUnits, setUnitTarget } from '#lib/server/setup/units.ts';

export interface ImportDoor {
	db: Database;
	sql: Sql;
	fieldEventId: number;
	by: Actor;
	/** Hall ms. */
	at: number;
	/** Hands wishes to the clerk together, in their order; null when all were granted, else the first refusal. */
	takeWishes: (wishes: Wish[]) => Promise<Refusal | null>;
}

export type ImportAnswer<Plan extends SeenPlan = ImportPlan> =
	/** Why nothing of the file could be read. */
	| { kind: 'unreadable'; why: TableRefusal | HeaderRefusal }
	/** What it would do, or what is wrong with it. Nothing was changed. */
	| { kind: 'seen'; plan: Plan; mark: string; changedSince: boolean }
	| { kind: 'imported'; plan: Plan }
	/** The hall refused while it was being imported: what it had granted before stays, nothing else was kept. */
	| { kind: 'refused'; plan: Plan; refusal: Refusal };

/** Reads a file against the hall as it stands, and changes nothing. */
export async function lookAtImport(
	{ db, sql, fieldEventId }: Pick<ImportDoor, 'db' | 'sql' | 'fieldEventId'>,
	kind: SetUpKind,
	bytes: Uint8Array
): Promise<ImportAnswer> {
	const read = await readTable(bytes);
	if (!read.ok) return { kind: 'unreadable', why: read.why };
	return look(db, sql, fieldEventId, kind, read.sheets);
}

async function look(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	kind: SetUpKind,
	sheets: TableSheet[]
): Promise<Extract<ImportAnswer, { kind: 'seen' | 'unreadable' }>> {
	const standing = await readStanding(db, sql, fieldEventId);
	if (!standing) return { kind: 'unreadable', why: { code: 'empty' } };
	const plan = planImport(kind, sheets, standing);
	if ('code' in plan) return { kind: 'unreadable', why: plan };
	return { kind: 'seen', plan, mark: markOf(plan), changedSince: false };
}

/** The units alone, whatever booths and services there are. */
const NOTHING_ELSE = { booths: [], services: [] };

/** Undoes the transaction when the hall refuses what the plan had thought possible. */
class HallRefused extends Error {
	constructor(
		readonly plan: ImportPlan,
		readonly refusal: Refusal
	) {
		super('the hall refused a change of the import');
	}
}

/**
 * Imports a file that was looked at: all of it in one transaction, or nothing. It is read anew under the lock of the
 * set-up; any bad cell, and any difference from what was looked at (`mark`), gives the new preview instead. Before
 * opening, the hall's own changes are rows of the same transaction; while open they go to the clerk in one go, tried by
 * the rules just before, and the rest is kept only when all were granted.
 */
export async function runImport(
	door: ImportDoor,
	kind: SetUpKind,
	bytes: Uint8Array,
	mark: string
): Promise<ImportAnswer> {
	const { db, sql, fieldEventId } = door;
	const read = await readTable(bytes);
	if (!read.ok) return { kind: 'unreadable', why: read.why };
	try {
		return await db.transaction(async (tx): Promise<ImportAnswer> => {
			await lockSetUp(tx, fieldEventId);
			const seen = await look(tx, sql, fieldEventId, kind, read.sheets);
			if (seen.kind === 'unreadable' || seen.plan.bad.length > 0) return seen;
			if (seen.mark !== mark) return { ...seen, changedSince: true };
			const { plan } = seen;
			await keepingUnits(tx, door, plan, async () => {
				for (const deed of plan.deeds) await keep(tx, door, plan, deed);
			});
			await changeHall(tx, door, plan);
			return { kind: 'imported', plan };
		});
	} catch (fault) {
		if (!(fault instanceof HallRefused)) throw fault;
		return { kind: 'refused', plan: fault.plan, refusal: fault.refusal };
	}
}

/** Lets the list of changes say what becomes of each unit, where the plan touches any. */
async function keepingUnits(
	tx: Database,
	{ fieldEventId, by, at }: ImportDoor,
	plan: ImportPlan,
	act: () => Promise<void>
): Promise<void> {
	const touches = plan.deeds.some(
		({ do: what }) => what === 'add-unit' || what === 'set-unit-target'
	);
	if (!touches) return act();
	const unitsNow = async () => (await listUnits(tx, fieldEventId, NOTHING_ELSE)).units;
	const before = new Map((await unitsNow()).map((unit) => [unit.name, unit]));
	await act();
	const changes = (await unitsNow()).map(({ name, targets }) => {
		const figures = Object.entries(targets).map(([id, figure]) => ({ id, ...figure }));
		return unitChanges(before.get(name) ?? null, { name, figures });
	});
	const kept = changes.filter((change) => change !== null);
	await keepChangesBeside(tx, fieldEventId, { by, at }, kept);
}

/** What is no matter of the hall's rules: units, their targets, people. */
async function keep(
	tx: Database,
	{ fieldEventId, by }: ImportDoor,
	plan: ImportPlan,
	deed: ImportDeed
): Promise<void> {
	switch (deed.do) {
		case 'add-unit':
			return addUnits(tx, fieldEventId, [deed.name]);
		case 'set-unit-target': {
			const { unit, serviceId, target, eligible } = deed;
			return setUnitTarget(tx, fieldEventId, unit, serviceId, { target, eligible });
		}
		case 'add-person': {
			const { do: _, ...wanted } = deed;
			const made = await createAccount(tx, { ...wanted, fieldEventId }, by);
			// The plan has asked all of this; only a name taken a moment ago is left.
			if (!made.ok) throw new HallRefused(plan, { refused: 'try-again' });
			return;
		}
		case 'change-person': {
			const changed = await changeAccount(tx, deed.id, deed.change, by);
			if (!changed.ok) throw new HallRefused(plan, { refused: 'try-again' });
			return;
		}
		case 'wish':
	}
}

async function changeHall(tx: Database, door: ImportDoor, plan: ImportPlan): Promise<void> {
	const wishes = plan.deeds.flatMap((deed) => (deed.do === 'wish' ? [deed.wish] : []));
	if (wishes.length === 0) return;
	const drafted = await changeDraft(tx, door.sql, door.fieldEventId, wishes);
	if (drafted.kind === 'changed') return;
	const refusal = drafted.kind === 'refused' ? drafted : await door.takeWishes(wishes);
	if (refusal) throw new HallRefused(plan, refusal);
}
