import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { programHall, type ProgramHall } from '../../../../tests/program-hall.ts';
import type * as AtExit from './at-exit.ts';
import type * as GiveOpinion from './give-opinion.ts';
import { satisfactionFigures } from './satisfaction-figures.ts';

let hall: ProgramHall;
let press: ProgramHall['press'];
let opinions: typeof GiveOpinion;
let exit: typeof AtExit;
let fieldEventId: number;

beforeAll(async () => {
	hall = await programHall({ gates: 1, booths: { 'level-2': 2 } });
	({ fieldEventId, press } = hall);
	opinions = await import('./give-opinion.ts');
	exit = await import('./at-exit.ts');
	await press({ kind: 'open-booth', boothId: await boothId(), takeOver: true });
});
afterAll(() => hall.end());

const boothId = async () => [...(await hall.floor()).booths.keys()][0]!;

/** A ticket that waits for level 2, and what its slip shows. */
async function issue() {
	const floor = await hall.floor();
	const gateId = [...floor.gates.values()].find((gate) => gate.kind === 'gate')!.id;
	const ticketId = randomUUID();
	const services = [{ serviceId: 'level-2', people: 1 }];
	await press({ kind: 'issue', gateId, ticketId, services, lane: 'regular', party: 1 });
	return { ticketId, link: ticketDigits(ticketId) };
}

async function ended() {
	const slip = await issue();
	const { ticketId } = slip;
	await press({ kind: 'serve', boothId: await boothId(), ticketId });
	const result = {
		serviceId: 'level-2',
		outcome: 'enrolled',
		level: null,
		reasonId: null,
		count: 1
	} as const;
	await press({ kind: 'finish', ticketId, results: [result], callNext: false });
	return slip;
}

const counted = async () => (await satisfactionFigures(hall.sql, fieldEventId)).total;

test('somebody who still waits is asked to come back afterwards', async () => {
	const { link } = await issue();
	expect(await opinions.giveOwnOpinion(link, 'satisfied', '10.0.0.1')).toBe('not-ended');
	expect(await counted()).toMatchObject({ answered: 0 });
});

test('one ticket has one answer, which may be changed', async () => {
	const before = await counted();
	const { link, ticketId } = await ended();
	expect(await opinions.giveOwnOpinion(link, 'unsatisfied', '10.0.0.1')).toBeNull();
	expect(await opinions.giveOwnOpinion(link, 'very-satisfied', '10.0.0.1')).toBeNull();
	expect(
		await opinions.giveOpinionAtExit(fieldEventId, ticketId, 'satisfied', '10.0.0.9')
	).toBeNull();
	expect(await counted()).toEqual({
		...before,
		satisfied: before.satisfied + 1,
		answered: before.answered + 1,
		tickets: before.tickets + 1
	});
});

test('two answers at the same time are one', async () => {
	const before = await counted();
	const { link } = await ended();
	const both = ['satisfied', 'very-satisfied', 'unsatisfied', 'satisfied'] as const;
	await Promise.all(both.map((one) => opinions.giveOwnOpinion(link, one, '10.0.0.2')));
	expect((await counted()).answered).toBe(before.answered + 1);
});

test('a replaced link, a wrong one and a ticket that was cancelled are not asked', async () => {
	const { link, ticketId } = await ended();
	await press({ kind: 'reprint', ticketId, token: randomUUID() });
	expect(await opinions.giveOwnOpinion(link, 'satisfied', '10.0.0.1')).toBe('no-such-ticket');
	expect(await opinions.giveOwnOpinion('17', 'satisfied', '10.0.0.1')).toBe('no-such-ticket');
	const second = await issue();
	await press({ kind: 'cancel', ticketId: second.ticketId });
	expect(await opinions.giveOwnOpinion(second.link, 'satisfied', '10.0.0.1')).toBe('no-journey');
});

test('somebody who plays with one link is told to wait, and nobody else is', async () => {
	const [one, other] = [await ended(), await ended()];
	const answers = [];
	for (let i = 0; i < 13; i++) {
		answers.push(await opinions.giveOwnOpinion(one.link, 'satisfied', '10.0.0.3'));
	}
	expect(answers.slice(0, 12)).toEqual(Array(12).fill(null));
	expect(answers[12]).toBe('try-again');
	expect(await opinions.giveOwnOpinion(other.link, 'satisfied', '10.0.0.3')).toBeNull();
});

test('the tablet at the exit finds a ticket by its number and shows what it answered', async () => {
	const { ticketId } = await ended();
	const { prefix, number } = (await hall.floor()).tickets.get(ticketId)!;
	const asked = new URLSearchParams({ number: `${prefix}-${number}` });
	expect((await exit.atExit(fieldEventId, asked)).tickets).toMatchObject([
		{ ticketId, refused: null, given: null }
	]);
	await opinions.giveOpinionAtExit(fieldEventId, ticketId, 'very-satisfied', '10.0.0.9');
	expect((await exit.atExit(fieldEventId, asked)).tickets).toMatchObject([
		{ given: 'very-satisfied' }
	]);
	expect((await exit.atExit(fieldEventId, new URLSearchParams())).tickets).toBeNull();
});

test('the figures are those of an independent count, and a cancelled ticket leaves them', async () => {
	const rows = await hall.sql<{ opinion: string; n: number }[]>`
		select opinion, count(*)::int as n from satisfaction where field_event_id = ${fieldEventId} group by 1`;
	const of = (opinion: string) => rows.find((row) => row.opinion === opinion)?.n ?? 0;
	const total = await counted();
	expect([total.verySatisfied, total.satisfied, total.unsatisfied]).toEqual(
		['very-satisfied', 'satisfied', 'unsatisfied'].map(of)
	);
	await hall.sql`update ticket set cancelled = true where id in (
		select ticket_id from satisfaction where opinion = 'very-satisfied' limit 1)`;
	expect((await counted()).verySatisfied).toBe(total.verySatisfied - 1);
});
