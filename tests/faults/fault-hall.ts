import type { Sql } from 'postgres';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { makeRushHall } from '../cluster/rush-hall.ts';

/** A hall that is open, with gates of one letter each and booths for activation. */
export async function openFaultHall(sql: Sql, hall: { gates: number; booths: number }) {
	const plan = await makeRushHall(sql, hall);
	const { fieldEventId } = plan;
	const opened = await new Clerk(sql, fieldEventId, () => {}).take({
		...plan.open,
		at: Date.now(),
		by: 'organiser'
	});
	if (!opened.ok) throw new Error(opened.refused);
	const floor = (await loadFloor(sql, fieldEventId))!;
	return {
		...plan,
		places: plan.gates.map((gateId) => ({
			kind: 'gate' as const,
			gateId,
			prefix: floor.gates.get(gateId)!.prefix
		}))
	};
}
