import { and, count, eq, isNull } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { voiceClip } from '#lib/server/db/voice.schema.ts';

/** What an organiser sees beside the hall: how many people are on the staff, how much of the voice is recorded. */
export interface LookOver {
	staff: number;
	clips: number;
	/** Display names of the staff by account id, for "who sits where"; never for public screens. */
	names: Record<string, string>;
}

export async function lookOver(db: Database, fieldEventId: number): Promise<LookOver> {
	const [staff, clips] = await Promise.all([
		db
			.select({ id: account.id, name: account.name })
			.from(account)
			.where(and(eq(account.fieldEventId, fieldEventId), isNull(account.disabledAt))),
		db.select({ n: count() }).from(voiceClip).where(eq(voiceClip.fieldEventId, fieldEventId))
	]);
	return {
		staff: staff.length,
		clips: clips[0]?.n ?? 0,
		names: Object.fromEntries(staff.map(({ id, name }) => [id, name]))
	};
}
