import { randomUUID } from 'node:crypto';
import type { Refusal } from '#lib/core/refusal.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { WishOf } from '#lib/core/wish.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import { submit } from '#lib/server/floor/hall.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { mayWish } from '#lib/server/floor/wish-roles.ts';
import { lockSetUp } from '#lib/server/setup/draft-lock.ts';

/** Opens a field event with all that is set up at this instant, or opens a closed one again as it was. */
export async function openFieldEvent(fieldEventId: number, by: Actor): Promise<Refusal | null> {
	return db.transaction(async (tx) => {
		await lockSetUp(tx, fieldEventId);
		const floor = await loadFloor(sql, fieldEventId);
		if (!floor) return { refused: 'not-open' };
		return run(fieldEventId, { kind: 'open', catalogue: catalogueOf(floor) }, by);
	});
}

/** Closes a field event: no more numbers and no more calls; what was counted stays. */
export function closeFieldEvent(fieldEventId: number, by: Actor): Promise<Refusal | null> {
	return run(fieldEventId, { kind: 'close' }, by);
}

/** Opens a later day; numbers start anew. */
export function openDay(fieldEventId: number, day: number, by: Actor): Promise<Refusal | null> {
	return run(fieldEventId, { kind: 'open-day', day }, by);
}

async function run(
	fieldEventId: number,
	wish: WishOf<'open' | 'close' | 'open-day'>,
	by: Actor
): Promise<Refusal | null> {
	if (by.kind === 'nobody' || !mayWish(by, fieldEventId, wish)) return { refused: 'not-allowed' };
	const command = { operationId: randomUUID(), wish, by: by.accountId };
	const answer = await submit(fieldEventId, command);
	return answer.ok ? null : answer;
}
