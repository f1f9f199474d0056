import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hallSheet } from '#lib/core/view/hall-sheet-view.ts';
import { figuresOf } from '#lib/core/view/totals-view.ts';
import { programHall, type ProgramHall } from '../../../../tests/program-hall.ts';
import type * as Papers from './enter-paper.ts';

let hall: ProgramHall;
let press: ProgramHall['press'];
let papers: typeof Papers;
let fieldEventId: number;

beforeAll(async () => {
	hall = await programHall({ gates: 1, booths: { 'level-2': 2, activation: 1 } });
	({ fieldEventId, press } = hall);
	papers = await import('./enter-paper.ts');
	const reserve = { id: 'q1', name: 'Phiếu giấy dự phòng', prefix: 'Q', withdrawn: false };
	const gate = { ...reserve, kind: 'gate', paper: 'sheets', slip: 'a6' } as const;
	await press({ kind: 'set-gate', gate });
	const ticketIds = Array.from({ length: 20 }, () => randomUUID());
	await press({ kind: 'print-sheets', gateId: 'q1', day: 1, ticketIds });
});
afterAll(() => hall.end());

const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;
/** The booth that does a service. */
async function boothFor(serviceId: string) {
	const { booths } = await hall.floor();
	return [...booths.values()].find((at) => at.booth.services.includes(serviceId))!.booth.id;
}
async function paper(more: Partial<Papers.Paper> = {}): Promise<Papers.Paper> {
	return {
		operationId: randomUUID(),
		ticket: 'Q-001',
		boothId: await boothFor('level-2'),
		serviceId: 'level-2',
		outcome: 'enrolled',
		level: null,
		reasonId: null,
		count: 1,
		at: minutesAgo(30),
		...more
	};
}
const enter = async (more: Partial<Papers.Paper> = {}) =>
	papers.enterPaper(fieldEventId, await paper(more), 'officer');
async function ticketOf(number: number, prefix = 'Q') {
	const { tickets } = await hall.floor();
	return [...tickets.values()].find((one) => one.prefix === prefix && one.number === number)!;
}

test('a reserve sheet that was served on paper counts at the time that it says', async () => {
	const at = minutesAgo(47);
	expect(await enter({ at })).toEqual({ ok: true, number: 'Q-001', verdict: 'applied' });
	const ticket = await ticketOf(1);
	expect(ticket).toMatchObject({ blank: false, provisional: false, issuedAt: at });
	expect(ticket.steps[0]?.turns[0]).toMatchObject({ outcome: 'enrolled', endedAt: at });
	expect(figuresOf(await hall.floor(), 1)).toMatchObject({
		tickets: 1,
		people: 1,
		results: 1
	});
});

test('the same paper sent twice is entered once, and a second paper of the same number is refused', async () => {
	const same = await paper({ ticket: 'q2' });
	const both = await Promise.all([1, 2].map(() => papers.enterPaper(fieldEventId, same, 'a')));
	expect(both).toEqual(Array(2).fill({ ok: true, number: 'Q-002', verdict: 'applied' }));
	expect(await enter({ ticket: 'Q 002' })).toMatchObject({ ok: false, refused: 'service-done' });
});

test('somebody who waits is served on paper, for that service and for another one', async () => {
	const ticketId = randomUUID();
	const services = [{ serviceId: 'level-2', people: 2 }];
	const journey = { services, lane: 'regular' as const, party: 2, answers: [] };
	await press({ kind: 'issue', gateId: 'g1', ticketId, ...journey });
	const { number } = await ticketOf(1, 'A');
	expect(number).toBe(1);
	expect(await enter({ ticket: 'A-001', count: 2, at: Date.now() })).toMatchObject({ ok: true });
	const other = { serviceId: 'activation', outcome: 'completed', level: 2 } as const;
	const boothId = await boothFor('activation');
	expect(await enter({ ticket: 'A-001', boothId, ...other, at: Date.now() })).toMatchObject({
		ok: true
	});
	const ticket = await ticketOf(1, 'A');
	expect(ticket.steps.map((step) => [step.serviceId, step.turns[0]?.outcome])).toEqual([
		['level-2', 'enrolled'],
		['activation', 'completed']
	]);
	const floor = await hall.floor();
	expect(floor.queues.get('level-2')?.lanes.regular.length).toBe(0);
});

test('what cannot be is said, and nothing is written', async () => {
	const clock = (await hall.floor()).clock;
	const refusals = await Promise.all([
		enter({ ticket: 'A-999' }),
		enter({ ticket: 'hello' }),
		enter({ ticket: 'Q-009', boothId: 'none' }),
		enter({ ticket: 'Q-009', serviceId: 'activation' }),
		enter({ ticket: 'Q-009', outcome: 'failed' }),
		enter({ ticket: 'Q-009', at: Date.now() + 3_600_000 })
	]);
	expect(refusals.map((answer) => !answer.ok && answer.refused)).toEqual([
		'no-such-ticket',
		'no-such-ticket',
		'no-such-booth',
		'wrong-service',
		'reason-missing',
		'bad-wish'
	]);
	expect((await hall.floor()).clock).toBe(clock);
});

test('the sheet of the hall says which numbers wait, which were given and which papers are left', async () => {
	const ticketId = randomUUID();
	const services = [{ serviceId: 'level-2', people: 1 }];
	const journey = { services, lane: 'regular' as const, party: 1, answers: [] };
	await press({ kind: 'issue', gateId: 'g1', ticketId, ...journey });
	const sheet = hallSheet(await hall.floor(), Date.now(), 'Q');
	expect(sheet.queues.find((queue) => queue.serviceId === 'level-2')).toMatchObject({
		waiting: 1,
		numbers: ['A-002']
	});
	expect(sheet.series).toContainEqual({ prefix: 'A', last: 'A-002' });
	expect(sheet.reserve).toEqual({ from: 'Q-003', to: 'Q-020', count: 18 });
	expect(sheet.figures.results).toBe(5);
});
