import { randomUUID } from 'node:crypto';
import type { Wish } from '#lib/core/wish.ts';
import type { Clerk } from '#lib/server/floor/clerk.ts';
import { RUSH_SERVICE } from './rush-hall.ts';

/** So many wishes are given to the clerk at once: it makes batches of them. */
const AT_ONCE = 400;

/**
 * Fills a rush's open hall through the clerk and into the journal: half of the numbers are given and served, the other half wait.
 * @param at the gates that give, and the booths that serve
 */
export async function fillHall(
	clerk: Clerk,
	at: { gates: readonly string[]; booths: readonly string[] },
	tickets: number
): Promise<void> {
	const take = async (wish: Wish, by: string) => {
		const answer = await clerk.take({ operationId: randomUUID(), wish, at: Date.now(), by });
		if (!answer.ok) throw new Error(`${wish.kind}: ${answer.refused}`);
		return answer;
	};
	for (const boothId of at.booths)
		await take({ kind: 'open-booth', boothId, takeOver: false }, boothId);
	const { id: serviceId, outcome, level } = RUSH_SERVICE;
	const services = [{ serviceId, people: 1 }];
	for (let given = 0; given < tickets; given += AT_ONCE) {
		const some = Array.from({ length: Math.min(AT_ONCE, tickets - given) }, (_, i) => {
			const gateId = at.gates[i % at.gates.length]!;
			const ticketId = randomUUID();
			return take({ kind: 'issue', gateId, ticketId, services, lane: 'regular', party: 1 }, 'gate');
		});
		await Promise.all(some);
	}
	const results = [{ serviceId, outcome, level, reasonId: null, count: 1 }];
	const turns = Math.floor(tickets / 2 / at.booths.length);
	await Promise.all(
		at.booths.map(async (boothId) => {
			for (let i = 0; i < turns; i++) {
				const called = await take({ kind: 'call-next', boothId }, boothId);
				const ticketId = called.tickets[0]!.id;
				await take({ kind: 'finish', ticketId, results, callNext: false }, boothId);
			}
		})
	);
}
