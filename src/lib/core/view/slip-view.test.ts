import { expect, it } from 'vitest';
import { TestHall } from '../hall.fixture.ts';
import { gateView } from './gate-view.ts';
import { slipView } from './slip-view.ts';

const HOUR = 3_600_000;

function slipOf(hall: TestHall, ticketId: string) {
	return slipView(hall.floor, hall.at, hall.floor.tickets.get(ticketId)!);
}

it('a slip names the number, the steps in order and when the first is likely to be called', () => {
	const hall = new TestHall();
	const slip = slipOf(hall, hall.issue(['level-2', 'activation']));
	expect(slip).toMatchObject({ number: 'A-001', reprinted: false, party: 1, breaks: [] });
	expect(slip.steps.map((step) => step.name.vi)).toEqual(['level-2', 'activation']);
	expect(slip.between!.from).toBeGreaterThanOrEqual(hall.at);
	expect(slip.between!.to).toBeGreaterThan(slip.between!.from);
});

it('an activation after a level-2 file of the same day is marked as being for earlier files', () => {
	const hall = new TestHall();
	const both = slipOf(hall, hall.issue(['level-2', 'activation']));
	expect(both.steps.map((step) => step.forEarlierFiles)).toEqual([false, true]);
	expect(slipOf(hall, hall.issue(['activation'])).steps[0]?.forEarlierFiles).toBe(false);
});

it('a slip never tells the lane: two tickets that differ in it alone print the same words', () => {
	const hall = new TestHall();
	hall.issue(['level-2']);
	const regular = slipOf(hall, hall.issue(['level-2']));
	const priority = slipOf(hall, hall.issue(['level-2'], { lane: 'priority' }));
	expect(Object.keys(regular)).toEqual(Object.keys(priority));
	expect(JSON.stringify(priority)).not.toMatch(/priority|lane/);
});

it('a range that does not fit before noon steps over the break and the slip names it', () => {
	const hall = new TestHall();
	hall.at += 4.4 * HOUR;
	for (let i = 0; i < 5; i++) hall.issue(['level-2']);
	const slip = slipOf(hall, hall.issue(['level-2']));
	const [morning, afternoon] = hall.floor.rules.days[0]!.halves;
	expect(slip.breaks).toEqual([{ from: morning!.to, to: afternoon!.from }]);
	expect(slip.between!.to).toBeGreaterThan(afternoon!.from);
});

it('a reprint says so and carries the new link', () => {
	const hall = new TestHall();
	const ticketId = hall.issue(['level-2']);
	const token = hall.id();
	hall.press({ kind: 'reprint', ticketId, token }, 'gate');
	expect(slipOf(hall, ticketId)).toMatchObject({ reprinted: true, token });
});

it('while nobody may call, the slip says why instead of a time', () => {
	const hall = new TestHall();
	const ticketId = hall.issue(['level-2']);
	hall.press({ kind: 'pause', scope: 'field-event', id: null, reasonId: 'line-down' }, 'organiser');
	const slip = slipOf(hall, ticketId);
	expect(slip.between).toBeNull();
	expect(slip.pause?.words.vi).toBe('Hệ thống nghiệp vụ tạm gián đoạn');
});

it('the gate reads out the next 20 numbers of a queue and knows the top of its pile of sheets', () => {
	const hall = new TestHall();
	for (let i = 0; i < 25; i++) hall.issue(['level-2']);
	expect(gateView(hall.floor, hall.at, 'g1')).toMatchObject({ sheetsLeft: 0, nextSheet: null });
	const gate = { ...hall.floor.gates.get('g1')!, paper: 'sheets' as const };
	hall.press({ kind: 'set-gate', gate }, 'organiser');
	const ticketIds = [hall.id(), hall.id(), hall.id()];
	hall.press({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds }, 'gate');
	const state = gateView(hall.floor, hall.at, 'g1');
	expect(state).toMatchObject({
		sheetsLeft: 3,
		nextSheet: { ticketId: ticketIds[0], number: 'A-026' }
	});
	const read = state?.upcoming.find(({ serviceId }) => serviceId === 'level-2');
	expect(read?.numbers).toHaveLength(20);
	expect(read?.numbers[0]).toBe('A-001');
});
