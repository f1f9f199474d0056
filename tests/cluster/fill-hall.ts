import { randomUUID } from 'node:crypto';
import type { Wish } from '#lib/core/wish.ts';
import type { makeRushHall } from './rush-hall.ts';

/** So many wishes are given to the clerk at once: it makes batches of them. */
const AT_ONCE = 400;

/**
 * Fills a rush's open hall: half of the numbers are given and served, the other half wait.
 * @param plan only its gates and booths given here work
 * @param take gives a wish in somebody's name to the hall, and gives back its answer when it was done
 */
export async function fillHall(
	plan: Pick<Awaited<ReturnType<typeof makeRushHall>>, 'gates' | 'booths' | 'service'>,
	take: (wish: Wish, by: string) => Promise<unknown>,
	tickets: number
): Promise<void> {
	for (const boothId of plan.booths)
		await take({ kind: 'open-booth', boothId, takeOver: false }, boothId);
	const services = [{ serviceId: plan.service.id, people: 1 }];
	for (let given = 0; given < tickets; given += AT_ONCE) {
		const some = Array.from({ length: Math.min(AT_ONCE, tickets - given) }, (_, i) => {
			const gateId = plan.gates[i % plan.gates.length]!;
			const ticketId = randomUUID();
			return take({ kind: 'issue', gateId, ticketId, services, lane: 'regular', party: 1 }, 'gate');
		});
		await Promise.all(some);
	}
	const { id: serviceId, outcome, level } = plan.service;
	const results = [{ serviceId, outcome, level, reasonId: null, count: 1 }];
	const turns = Math.floor(tickets / 2 / plan.booths.length);
	await Promise.all(
		plan.booths.map(async (boothId) => {
			for (let i = 0; i < turns; i++) {
				const called = (await take({ kind: 'call-next', boothId }, boothId)) as {
					tickets: { id: string }[];
				};
				const ticketId = called.tickets[0]!.id;
				await take({ kind: 'finish', ticketId, results, callNext: false }, boothId);
			}
		})
	);
}
