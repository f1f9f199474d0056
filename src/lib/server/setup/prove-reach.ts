import { eq } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';
import { isLoopback } from '#lib/server/setup/reach.ts';

/** Who opened the trial page, and how. */
export interface Trial {
	fieldEventId: number;
	/** What the address ended in. */
	code: string;
	/** Name and port that the browser asked for. */
	host: string;
	clientAddress: string;
	userAgent: string;
	/** The machine's own addresses. */
	ownAddresses: readonly string[];
}

/** Proven, or why the opening proves nothing. */
export type TrialAnswer = 'proven' | 'this-machine' | 'other-address' | 'old-code';

/**
 * A phone opened the trial page: proves that phones reach this server at the chosen address, from a device other than
 * the server itself. Behind a proxy on this machine every visitor has its address, so there a phone's browser counts.
 */
export async function proveReach(
	db: Database,
	trial: Trial,
	now = new Date()
): Promise<TrialAnswer> {
	return db.transaction(async (tx) => {
		const [row] = await tx
			.select({ reach: fieldEvent.reach })
			.from(fieldEvent)
			.where(eq(fieldEvent.id, trial.fieldEventId))
			.for('update');
		if (!row || row.reach.address === '' || row.reach.trialCode !== trial.code) return 'old-code';
		if (new URL(row.reach.address).host !== trial.host) return 'other-address';
		if (isOwn(trial) && !/Mobi|Android|iPhone|iPad/i.test(trial.userAgent)) return 'this-machine';
		const reach = { ...row.reach, provenAt: now.toISOString() };
		await tx.update(fieldEvent).set({ reach }).where(eq(fieldEvent.id, trial.fieldEventId));
		return 'proven';
	});
}

function isOwn({ clientAddress, ownAddresses }: Trial): boolean {
	const address = clientAddress.replace(/^::ffff:/i, '');
	return isLoopback(address) || ownAddresses.includes(address);
}
