import { eq } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { carryOut } from '#lib/core/decide.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { WishOf } from '#lib/core/wish.ts';
import type { Database } from '#lib/server/account/database.ts';
import { area, booth, fieldEvent, gate, reason, service } from '#lib/server/db/hall.schema.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { lockSetUp } from '#lib/server/setup/draft-lock.ts';

/** Every change of the catalogue; the same before opening, where it is rows, and after, where it is a fact. */
export type CatalogueWish = WishOf<
	'set-service' | 'set-booth' | 'set-gate' | 'set-area' | 'set-reason' | 'set-rules'
>;

/**
 * Changes the set-up of a field event that is not open yet: the rules judge each wish as they will later, and rows are
 * written, all or none. `opened` when it is open by now, and the wishes belong to the clerk.
 */
export function changeDraft(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	wishes: readonly CatalogueWish[]
): Promise<{ kind: 'changed' } | { kind: 'opened' } | ({ kind: 'refused' } & Refusal)> {
	return db.transaction(async (tx) => {
		await lockSetUp(tx, fieldEventId);
		const floor = await loadFloor(sql, fieldEventId);
		if (floor?.status !== 'draft') return { kind: 'opened' as const };
		for (const wish of wishes) {
			const context = { at: 0, by: 'system', operationId: '' };
			const carried = carryOut(floor, wish, context);
			if ('refusal' in carried) return { kind: 'refused' as const, ...carried.refusal };
		}
		for (const wish of wishes) await write(tx, fieldEventId, wish);
		return { kind: 'changed' as const };
	});
}

async function write(tx: Database, fieldEventId: number, wish: CatalogueWish): Promise<void> {
	switch (wish.kind) {
		case 'set-service': {
			const { service: set } = wish;
			const target = [service.fieldEventId, service.id];
			await tx
				.insert(service)
				.values({ fieldEventId, ...set })
				.onConflictDoUpdate({ target, set });
			return;
		}
		case 'set-booth': {
			const { booth: set } = wish;
			const target = [booth.fieldEventId, booth.id];
			await tx
				.insert(booth)
				.values({ fieldEventId, ...set })
				.onConflictDoUpdate({ target, set });
			return;
		}
		case 'set-gate': {
			const { gate: set } = wish;
			const target = [gate.fieldEventId, gate.id];
			await tx
				.insert(gate)
				.values({ fieldEventId, ...set })
				.onConflictDoUpdate({ target, set });
			return;
		}
		case 'set-area': {
			const { area: set } = wish;
			const target = [area.fieldEventId, area.id];
			await tx
				.insert(area)
				.values({ fieldEventId, ...set })
				.onConflictDoUpdate({ target, set });
			return;
		}
		case 'set-reason': {
			const { reason: set } = wish;
			const target = [reason.fieldEventId, reason.id];
			await tx
				.insert(reason)
				.values({ fieldEventId, ...set })
				.onConflictDoUpdate({ target, set });
			return;
		}
		case 'set-rules':
			await tx.update(fieldEvent).set({ rules: wish.rules }).where(eq(fieldEvent.id, fieldEventId));
	}
}
