import { randomUUID } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { programHall, type ProgramHall } from '../../../../tests/program-hall.ts';
import type * as Join from './join.ts';
import type { OwnTicket } from './own-tickets.ts';
import type * as PhoneSnapshots from './phone-snapshot.ts';

let join: typeof Join;
let hall: ProgramHall;
let press: ProgramHall['press'];
let phone: typeof PhoneSnapshots;
let fieldEventId: number;

beforeAll(async () => {
	hall = await programHall({ gates: 1, booths: { 'level-2': 2, activation: 1 } });
	({ fieldEventId, press } = hall);
	join = await import('./join.ts');
	phone = await import('./phone-snapshot.ts');
});
afterAll(() => hall.end());

async function rules(more: { selfService?: boolean; selfServicePerDevice?: number }) {
	const { rules } = await hall.floor();
	await press({ kind: 'set-rules', rules: { ...rules, ...more } });
}

const form = (more: Partial<Join.JoinForm> = {}): Join.JoinForm => ({
	services: ['level-2'],
	answers: [],
	party: '1',
	operationId: randomUUID(),
	ticketId: randomUUID(),
	...more
});
const address = '10.0.0.7';
const device = () => {
	const own: OwnTicket[] = [];
	const take = async (sent = form(), limiter?: RateLimiterMemory) => {
		const taken = await join.takeOwnTicket(fieldEventId, sent, { own, address }, limiter);
		if (!('refused' in taken)) {
			if (own.every(({ ticketId }) => ticketId !== taken.ticketId)) {
				own.push({ fieldEventId, ticketId: taken.ticketId });
			}
		}
		return taken;
	};
	return { own, take };
};

describe('a phone that takes its own number', () => {
	test('is led to the gate while self-service is off', async () => {
		expect(await device().take()).toEqual({ refused: 'self-service-off' });
		expect(await join.joinPage(fieldEventId, [])).toMatchObject({ standing: 'off', mine: [] });
	});

	test('gets a number of the series U, in the regular lane, and its page shows it', async () => {
		await rules({ selfService: true });
		const phoneOf = device();
		const sent = form({ party: '3', services: ['level-2', 'activation'] });
		expect(await phoneOf.take(sent)).toEqual({ ticketId: sent.ticketId });
		const ticket = (await hall.floor()).tickets.get(sent.ticketId)!;
		expect(ticket).toMatchObject({ prefix: 'U', number: 1, lane: 'regular', party: 3 });
		const page = await join.joinPage(fieldEventId, phoneOf.own);
		expect(page).toMatchObject({ standing: 'open', mine: [{ number: 'U-001', state: 'waiting' }] });
		const seen = await phone.phoneSnapshot(page.mine[0]!.link.slice('/t/'.length));
		expect(seen).toMatchObject({ away: false, snapshot: { state: { number: 'U-001', ahead: 0 } } });
	});

	test('gets one ticket for one form, however often and at once it is sent', async () => {
		const sent = form();
		const phoneOf = device();
		const answers = await Promise.all([1, 2, 3, 4].map(() => phoneOf.take(sent)));
		expect(answers).toEqual(answers.map(() => ({ ticketId: sent.ticketId })));
		expect(await phoneOf.take(sent)).toEqual({ ticketId: sent.ticketId });
		const floor = await hall.floor();
		expect([...floor.tickets.values()].filter((t) => t.prefix === 'U')).toHaveLength(2);
	});

	test('gets a ticket without JavaScript and with spoilt ids in the form', async () => {
		const taken = await device().take(form({ operationId: '', ticketId: '<script>' }));
		expect(taken).toEqual({ ticketId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
	});

	test('takes no more than the organiser allows for one device, and a cancelled one does not count', async () => {
		await rules({ selfServicePerDevice: 2 });
		const phoneOf = device();
		await phoneOf.take();
		const second = await phoneOf.take();
		expect(await phoneOf.take()).toEqual({ refused: 'too-many', detail: { limit: 2 } });
		if ('refused' in second) expect.unreachable();
		await press({ kind: 'cancel', ticketId: second.ticketId });
		expect(await phoneOf.take()).toHaveProperty('ticketId');
		await rules({ selfServicePerDevice: 60 });
	});

	test('a program that burns numbers from one address is stopped', async () => {
		const limiter = new RateLimiterMemory({ points: 3, duration: 60 });
		const takes: unknown[] = [];
		for (let i = 0; i < 5; i++) takes.push(await device().take(form(), limiter));
		expect(takes.filter((taken) => (taken as { refused?: string }).refused)).toEqual([
			{ refused: 'try-again' },
			{ refused: 'try-again' }
		]);
	});

	test('is told what is wrong with a form, and takes nothing', async () => {
		const { take } = device();
		expect(await take(form({ services: [] }))).toEqual({ refused: 'no-service-chosen' });
		expect(await take(form({ party: '99' }))).toMatchObject({ refused: 'bad-wish' });
		expect(await take(form({ party: 'ba' }))).toMatchObject({ refused: 'bad-wish' });
		expect(await take(form({ services: ['no-such'] }))).toMatchObject({
			refused: 'no-such-service'
		});
		expect(await take(form({ services: ['x'.repeat(500)] }))).toMatchObject({
			refused: 'bad-wish'
		});
	});

	test('answers questions in plain words: the answer changes the journey, is told again and is counted', async () => {
		expect((await join.joinPage(fieldEventId, [])).questions).toEqual([]);
		for (const id of ['level-2', 'activation']) {
			const service = (await hall.floor()).services.get(id)!;
			await press({ kind: 'set-service', service: { ...service, asksPreChecks: true } });
		}
		const { questions } = await join.joinPage(fieldEventId, []);
		const own = questions.find(({ name }) => name.includes('own-sim'))!;
		expect(own.of.map(({ serviceId }) => serviceId)).toEqual(['level-2', 'activation']);
		expect(own.plain.vi).toMatch(/đúng tên của bà con không\?$/);
		const sent = form({
			answers: [
				...questions.map(({ name }) => ({ name, answer: name === own.name ? 'no' : 'unknown' })),
				{ name: 'answer level-2 shoe-size', answer: 'yes' }
			]
		});
		const { take } = device();
		expect(await take(sent)).toEqual({ ticketId: sent.ticketId });
		const floor = await hall.floor();
		const ticket = floor.tickets.get(sent.ticketId)!;
		expect(ticket.steps.map((step) => step.serviceId)).toEqual(['help', 'level-2']);
		expect(ticket.active).toBe(0);
		expect(ticket.answers).toEqual([{ serviceId: 'level-2', preCheck: 'own-sim', answer: 'no' }]);
		expect(floor.tally.days.get(1)!.answers).toEqual({ 'level-2': { 'own-sim/no': 1 } });
		const seen = await phone.phoneSnapshot(ticketDigits(sent.ticketId));
		expect(seen).toMatchObject({
			snapshot: {
				state: { told: [{ vi: 'Mời bà con đến bàn hỗ trợ trước để chuẩn hóa thuê bao.' }] }
			}
		});
		// What the clerk wrote is what is read again from rows, and what the journal folds to.
		const { sql } = await import('../db/connection.ts');
		const { verifyFieldEvent } = await import('../report/verify.ts');
		const verified = await verifyFieldEvent(sql, fieldEventId);
		expect(verified).toMatchObject({
			differences: [],
			broken: [],
			counted: { answers: { 'level-2/own-sim/no': 1 } }
		});
		const { reportFigures } = await import('../report/report-figures.ts');
		expect((await reportFigures(sql, fieldEventId))?.answers).toEqual([
			{
				serviceId: 'level-2',
				question: expect.objectContaining({ vi: expect.any(String) }),
				yes: 0,
				no: 1
			}
		]);
	});

	test('is told when a service takes no more numbers, and when the field event has ended', async () => {
		const service = (await hall.floor()).services.get('activation')!;
		await press({ kind: 'set-service', service: { ...service, intakeOpen: false } });
		const { take } = device();
		expect(await take(form({ services: ['activation'] }))).toMatchObject({
			refused: 'service-closed'
		});
		await press({ kind: 'close' });
		expect(await take()).toMatchObject({ refused: 'field-event-closed' });
		expect(await join.joinPage(fieldEventId, [])).toMatchObject({ standing: 'ended' });
	});

	test('a link that never was and one that is spoilt get the same answer', async () => {
		expect(await phone.phoneSnapshot(`1${'7'.repeat(39)}`)).toBeNull();
		expect(await phone.phoneSnapshot(`1${'0'.repeat(38)}9`)).toBeNull();
		expect(await phone.phoneSnapshot('../..')).toBeNull();
	});
});
