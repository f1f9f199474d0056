import type { Rules } from '#lib/core/catalogue.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { issueSignInCode } from '#lib/server/account/issue-sign-in-code.ts';
import type { Role } from '#lib/server/db/account.schema.ts';
import { listStaff } from '#lib/server/setup/list-staff.ts';

/** One person's cut-out of the printed list. */
export interface PrintedCode {
	accountId: string;
	name: string;
	unit: string;
	role: Role;
	/** 24 digits in groups of four. */
	shown: string;
	/** The path of the QR's link. */
	path: string;
	/** Real time, ms. */
	expiresAt: number;
}

const DAY_MS = 86_400_000;
/** From packing up on the last evening to the last question about it. */
const AFTER_LAST_DAY_MS = 12 * 3_600_000;

/** How long printed codes open: to the night after the last day, at least a day, at most a month (real ms). */
export function lifeOfPrintedCodes(days: Rules['days'], now: number): number {
	const end = days.at(-1)?.halves.at(-1)?.to ?? now;
	return Math.min(31 * DAY_MS, Math.max(DAY_MS, end + AFTER_LAST_DAY_MS - now));
}

/**
 * Makes the sign-in codes of the printed list. A person's earlier printed code ends with it, so that a lost list is
 * answered by a new one; `onlyNew` leaves those alone who have a paper that still opens.
 */
export async function printOfficersList(
	db: Database,
	wanted: { fieldEventId: number; roles: readonly Role[]; onlyNew: boolean; lifeMs: number },
	by: Actor
): Promise<PrintedCode[]> {
	const staff = await listStaff(db, wanted.fieldEventId);
	const due = staff.filter(
		(person) =>
			!person.disabled &&
			person.role !== 'organiser' &&
			wanted.roles.includes(person.role) &&
			!(wanted.onlyNew && person.printedUntil !== null)
	);
	const printed: PrintedCode[] = [];
	for (const { id, name, unit, role } of due) {
		const wish = { lifeMs: wanted.lifeMs, reusable: true };
		const issued = await issueSignInCode(db, id, wish, by);
		if (!issued.ok) continue;
		const { shown, path, expiresAt } = issued.code;
		printed.push({ accountId: id, name, unit, role, shown, path, expiresAt: expiresAt.getTime() });
	}
	return printed;
}
