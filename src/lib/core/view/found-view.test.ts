import { describe, expect, test } from 'vitest';
import { HALL_START, TestHall } from '../hall.fixture.ts';
import { foundTickets, QUARTER_MS } from './found-view.ts';

describe('looking a ticket up', () => {
	test('a number is found with its place, its range and its steps', () => {
		const hall = new TestHall();
		hall.issue(['level-2', 'activation']);
		hall.issue(['level-2']);
		const [found] = foundTickets(hall.floor, hall.at, {
			by: 'number',
			prefix: 'A',
			number: 2,
			day: 1
		});
		expect(found?.number).toBe('A-002');
		expect(found?.seen.ahead).toBe(1);
		expect(found?.seen.between).not.toBeNull();
		expect(found?.gateName).toBe('Cổng');
	});

	test('a number whose letter was left out is looked for in every series of the day', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		const found = foundTickets(hall.floor, hall.at, { by: 'digits', number: 1, day: 1 });
		expect(found.map(({ number }) => number)).toEqual(['A-001']);
		expect(foundTickets(hall.floor, hall.at, { by: 'digits', number: 9, day: 1 })).toEqual([]);
	});

	test('after a reprint the new link is found, and the old one is said to be old paper', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		const token = hall.id();
		hall.press({ kind: 'reprint', ticketId: id, token }, 'gate');
		const by = (asked: string) =>
			foundTickets(hall.floor, hall.at, { by: 'token', token: asked })[0];
		expect(by(token)).toMatchObject({ number: 'A-001', oldPaper: false });
		expect(by(id)).toMatchObject({ number: 'A-001', oldPaper: true });
	});

	test('a lost slip is found by its gate, its quarter of an hour, its service and its state', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		hall.pass(20);
		const later = hall.issue(['activation']);
		const sought = {
			by: 'circumstances',
			day: 1,
			from: HALL_START + QUARTER_MS,
			gateId: 'g1',
			serviceId: 'activation',
			state: 'waiting'
		} as const;
		const found = foundTickets(hall.floor, hall.at, sought);
		expect(found.map(({ brief }) => brief.id)).toEqual([later]);
		expect(foundTickets(hall.floor, hall.at, { ...sought, state: 'finished' })).toEqual([]);
	});
});
