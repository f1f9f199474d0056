import type { Actor } from '#lib/server/account/actor.ts';
import {
	createAccount,
	type Account,
	type AccountRefusals
} from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import type { Role } from '#lib/server/db/account.schema.ts';

/** One line of a staff list. */
export interface StaffLine {
	name: string;
	unit: string | null;
}

/** What is wrong with a staff list: the line (from 1) and why. */
export interface StaffLineRefusal {
	line: number;
	refused: AccountRefusals;
}

/** Reads a pasted list, one person a line: `name`, or `name; unit` (a tab, as from a sheet, does too). */
export function readStaffLines(text: string): StaffLine[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.split(/[;\t]/).map((part) => part.trim()))
		.filter(([name]) => name)
		.map(([name = '', unit]) => ({ name, unit: unit || null }));
}

/**
 * Makes the accounts of a whole list in one role of one field event, all or none. They have no
 * password: their people come in by the codes of the officers' list.
 */
export async function createStaff(
	db: Database,
	list: { fieldEventId: number; role: Exclude<Role, 'organiser'>; people: readonly StaffLine[] },
	by: Actor,
	now = new Date()
): Promise<{ ok: true; accounts: Account[] } | { ok: false; refused: StaffLineRefusal[] }> {
	const accounts: Account[] = [];
	const refused: StaffLineRefusal[] = [];
	const { fieldEventId, role } = list;
	await db
		.transaction(async (tx) => {
			for (const [i, { name, unit }] of list.people.entries()) {
				const made = await createAccount(tx, { name, unit, role, fieldEventId }, by, now);
				if (made.ok) accounts.push(made.account);
				else refused.push({ line: i + 1, refused: made.refused });
			}
			if (refused.length > 0) tx.rollback();
		})
		.catch((problem: unknown) => {
			if (refused.length === 0) throw problem;
		});
	return refused.length > 0 ? { ok: false, refused } : { ok: true, accounts };
}
