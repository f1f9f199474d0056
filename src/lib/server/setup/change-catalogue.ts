import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Refusal } from '#lib/core/refusal.ts';
import { wishSchema } from '#lib/core/wish.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import { submit } from '#lib/server/floor/hall.ts';
import { mayWish } from '#lib/server/floor/wish-roles.ts';
import { changeDraft, type CatalogueWish } from '#lib/server/setup/change-draft.ts';

/**
 * Changes what an organiser set up, before opening as rows and after it through the clerk, so that what changed, when
 * and by whom is in the journal. Null when all is done; else the first refusal, with nothing changed before opening and
 * the wishes before it kept after opening.
 */
export async function changeCatalogue(
	fieldEventId: number,
	wishes: readonly CatalogueWish[],
	by: Actor
): Promise<Refusal | null> {
	for (const wish of wishes) {
		const checked = v.safeParse(wishSchema, wish);
		const field = checked.issues?.[0].path?.map((item) => String(item.key)).join('.') ?? '';
		if (!checked.success) return { refused: 'bad-wish', detail: { field } };
		if (!mayWish(by, fieldEventId, wish)) return { refused: 'not-allowed' };
	}
	if (by.kind === 'nobody') return { refused: 'not-allowed' };
	const drafted = await changeDraft(db, sql, fieldEventId, wishes);
	if (drafted.kind === 'changed') return null;
	if (drafted.kind === 'refused') return drafted;
	for (const wish of wishes) {
		const command = { operationId: randomUUID(), wish, by: by.accountId };
		const answer = await submit(fieldEventId, command);
		if (!answer.ok) return answer;
	}
	return null;
}
