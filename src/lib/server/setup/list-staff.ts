import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { listAccounts } from '#lib/server/account/list-accounts.ts';
import { leaderVenue } from '#lib/server/db/leader-venue.schema.ts';
import { signInCode, type Role } from '#lib/server/db/account.schema.ts';

/** One person of the staff as the organiser sees them. Times are real, in ms. */
export interface StaffMember {
	id: string;
	name: string;
	unit: string;
	role: Role;
	signInName: string;
	hasPassword: boolean;
	disabled: boolean;
	/** When the person last used a session that still lives; null when signed in nowhere. */
	lastUsedAt: number | null;
	/** Until when the printed code opens; null when there is none. */
	printedUntil: number | null;
	/** One-time codes that were shown and not used yet. */
	openCodes: number;
	/** Further field events of a leader. */
	alsoIn: number[];
}

/** The staff of a field event and the organisers, with which of their codes still open. */
export async function listStaff(
	db: Database,
	fieldEventId: number,
	now = new Date()
): Promise<StaffMember[]> {
	const accounts = await listAccounts(db, fieldEventId);
	const ids = accounts.map((account) => account.id);
	const codes = await db
		.select()
		.from(signInCode)
		.where(
			and(
				inArray(signInCode.accountId, ids),
				gt(signInCode.expiresAt, now),
				isNull(signInCode.withdrawnAt),
				or(eq(signInCode.reusable, true), isNull(signInCode.usedAt))
			)
		);
	const beside = await db
		.select({ accountId: leaderVenue.accountId, id: leaderVenue.fieldEventId })
		.from(leaderVenue)
		.where(inArray(leaderVenue.accountId, ids));
	return accounts.map((account) => {
		const own = codes.filter((code) => code.accountId === account.id);
		const printed = own.find((code) => code.reusable);
		return {
			id: account.id,
			name: account.name,
			unit: account.unit ?? '',
			role: account.role,
			signInName: account.signInName,
			hasPassword: account.hasPassword,
			disabled: account.disabledAt !== null,
			lastUsedAt: account.lastUsedAt ? new Date(account.lastUsedAt).getTime() : null,
			printedUntil: printed?.expiresAt.getTime() ?? null,
			openCodes: own.length - (printed ? 1 : 0),
			alsoIn: beside.filter(({ accountId }) => accountId === account.id).map(({ id }) => id)
		};
	});
}
