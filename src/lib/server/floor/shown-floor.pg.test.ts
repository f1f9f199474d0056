import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#lib/core/answer.ts';
import { programHall, type ProgramHall } from '../../../../tests/program-hall.ts';
import type * as Realtime from '../realtime/relay.ts';

let hall: ProgramHall;
let relays: typeof Realtime;

beforeAll(async () => {
	hall = await programHall({ gates: 1, booths: { 'level-2': 1 } });
	relays = await import('../realtime/relay.ts');
});
afterAll(() => hall.end());

/** Takes a number; gives its ticket and what was answered. */
async function arrive() {
	const { hall: floors, fieldEventId } = hall;
	const ticketId = randomUUID();
	const [gateId] = (await hall.floor()).gates.keys();
	const services = [{ serviceId: 'level-2', people: 1 }];
	const wish = { kind: 'issue', gateId: gateId!, ticketId, lane: 'regular', party: 1 } as const;
	const wanted = { ...wish, services };
	const command = { operationId: randomUUID(), wish: wanted, by: 'gate' };
	const answer = await floors.submit(fieldEventId, command);
	return { ticketId, answer: answer as Extract<Answer, { ok: true }> };
}

/** A node that nobody rings: it looks at the journal when it is asked to. */
async function otherNode() {
	const other = new relays.Relay(hall.sql, hall.fieldEventId, await hall.hall.hallTime());
	await other.shown();
	return other;
}

describe('the shown floor', () => {
	test('shows whatever was answered before, however many press at once', async () => {
		for (let round = 0; round < 20; round++) {
			const seen = await Promise.all(
				Array.from({ length: 5 }, async () => {
					const { ticketId } = await arrive();
					return (await hall.floor()).tickets.has(ticketId);
				})
			);
			expect(seen).toEqual([true, true, true, true, true]);
		}
	});

	test('shows on another node what an asker knows to have been answered', async () => {
		const other = await otherNode();
		const { ticketId, answer } = await arrive();
		expect((await other.shown(answer.clock))!.tickets.has(ticketId)).toBe(true);
		other.end();
	});

	test('is given as it stands to somebody who names a clock that no hall has reached', async () => {
		const { clock } = (await arrive()).answer;
		expect((await hall.hall.shownFloor(hall.fieldEventId, clock + 1_000_000)).clock).toBe(clock);
	});
});
