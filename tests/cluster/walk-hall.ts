import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Wish } from '#lib/core/wish.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { RandomWalk, type Step } from './random-walk.ts';

/** A field event of two days that so many random wishes went through, in the program's own clerk. Gives its id. */
export async function walkHall(sql: Sql, seed: number, wishes: number): Promise<number> {
	const id = await createFieldEvent(drizzle(sql), {
		name: `Ngày hội ${seed}`,
		place: 'Tuy Hòa',
		date: '2023-10-13',
		days: 2,
		gates: 2,
		booths: { card: 1, 'level-2': 2, activation: 1, help: 1 }
	});
	const clerk = new Clerk(sql, id, () => {});
	const catalogue = catalogueOf((await loadFloor(sql, id))!);
	const walk = new RandomWalk(catalogue, seed);
	const take = async (step: Step) => {
		const answer = await clerk.take(step);
		walk.learn(step, answer);
		return answer;
	};
	const must = async (wish: Wish) => {
		const answer = await take(walk.press(wish));
		if (!answer.ok) throw new Error(`${wish.kind}: ${answer.refused}`);
	};
	const wander = async (count: number) => {
		for (let i = 0; i < count; i++) await take(walk.next());
	};
	await must({ kind: 'open', catalogue });
	await wander(wishes * 0.7);
	for (const ticketId of walk.seated()) await take(walk.press({ kind: 'return', ticketId }));
	await must({ kind: 'open-day', day: 2 });
	await wander(wishes * 0.3);
	return id;
}
