import { randomUUID } from 'node:crypto';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { submit } from '#lib/server/floor/hall.ts';
import { mayWish } from '#lib/server/floor/wish-roles.ts';

/**
 * Hands wishes to the clerk of a field event in one go, so that they form one batch.
 * The first refusal, or null.
 */
export async function takeWishes(
	fieldEventId: number,
	wishes: readonly Wish[],
	by: Actor
): Promise<Refusal | null> {
	if (by.kind === 'nobody' || wishes.some((wish) => !mayWish(by, fieldEventId, wish))) {
		return { refused: 'not-allowed' };
	}
	const answers = await Promise.all(
		wishes.map((wish) =>
			submit(fieldEventId, { operationId: randomUUID(), wish, by: by.accountId })
		)
	);
	return answers.find((answer) => !answer.ok) ?? null;
}
