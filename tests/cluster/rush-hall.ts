import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { WishOf } from '#lib/core/wish.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';

/** What everybody in a rush comes for, and what they leave with. */
export const RUSH_SERVICE = { id: 'activation', outcome: 'completed', level: 2 } as const;

/** A hall for a rush: gates, and booths of one seat that all serve activation; in draft, with the wish that opens it. */
export async function makeRushHall(sql: Sql, hall: { gates: number; booths: number }) {
	const fieldEventId = await createFieldEvent(drizzle(sql), {
		name: 'Ngày hội đông người',
		place: 'Nhà thi đấu',
		date: '2023-10-13',
		gates: hall.gates,
		booths: { activation: hall.booths, help: 0 },
		seats: { activation: 1 }
	});
	const catalogue = catalogueOf((await loadFloor(sql, fieldEventId))!);
	const open: { operationId: string; wish: WishOf<'open'> } = {
		operationId: randomUUID(),
		wish: { kind: 'open', catalogue }
	};
	return {
		fieldEventId,
		open,
		gates: catalogue.gates.filter((gate) => gate.kind === 'gate').map(({ id }) => id),
		booths: catalogue.booths.map(({ id }) => id),
		service: RUSH_SERVICE
	};
}
