import { describe, expect, test } from 'vitest';
import { booth, catalogue, service, TestHall } from '#lib/core/hall.fixture.ts';
import { boothView } from '#lib/core/view/booth-view.ts';
import { Officer } from './officer.fixture.ts';

const state = (hall: TestHall, id: string) =>
	boothView(hall.floor, hall.at, 'b1')!.seats.find((t) => t?.id === id)?.state ?? 'not here';

describe('the one large button', () => {
	test('is always the next right thing: sit down, call, start, finish and call the next', async () => {
		const hall = new TestHall();
		const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.press({ kind: 'leave-booth', boothId: 'b1' }, 'officer-1');
		const officer = new Officer(hall, 'b1');
		expect(officer.desk.press).toEqual({ kind: 'sit-down', takeOver: false });
		await officer.press();
		expect(officer.desk.press.kind).toBe('call-next');
		await officer.press();
		expect(officer.desk.press.kind).toBe('start');
		await officer.press();
		expect(officer.desk.press.kind).toBe('finish');
		await officer.press();
		expect(state(hall, first)).toBe('not here');
		expect(state(hall, second)).toBe('called');
		expect(officer.desk.press.kind).toBe('start');
	});

	test('a double click on it is one press', async () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		const officer = new Officer(hall, 'b1');
		await Promise.all([officer.desk.advance(), officer.desk.advance()]);
		officer.now += 120;
		await officer.desk.advance();
		expect(officer.sent.map(({ wish }) => wish.kind)).toEqual(['call-next']);
		expect(state(hall, id)).toBe('called');
	});

	test('says that the service is paused, and not that nobody waits, when people wait for it', async () => {
		const hall = new TestHall();
		const officer = new Officer(hall, 'b1');
		const pause = { scope: 'service' as const, id: 'level-2' };
		hall.press({ kind: 'pause', ...pause, reasonId: 'line-down' }, 'organiser');
		expect(officer.desk.press.kind).toBe('nobody-waits');
		hall.issue(['level-2']);
		expect(officer.desk.press.kind).toBe('stopped');
		hall.press({ kind: 'resume', ...pause }, 'organiser');
		expect(officer.desk.press.kind).toBe('call-next');
	});

	test('a wider pause stands before the booth’s own, which only then can be ended here', () => {
		const hall = new TestHall();
		const officer = new Officer(hall, 'b1');
		hall.press({ kind: 'pause', scope: 'booth', id: 'b1', reasonId: 'line-down' });
		expect(officer.desk.press.kind).toBe('resume');
		const all = { scope: 'field-event' as const, id: null };
		hall.press({ kind: 'pause', ...all, reasonId: 'line-down' }, 'organiser');
		expect(officer.desk.press.kind).toBe('stopped');
		hall.press({ kind: 'resume', ...all }, 'organiser');
		expect(officer.desk.press.kind).toBe('resume');
	});

	test('does nothing while nobody waits, and calls as soon as somebody does', async () => {
		const hall = new TestHall();
		const officer = new Officer(hall, 'b1');
		await officer.press();
		expect(officer.desk.press.kind).toBe('nobody-waits');
		expect(officer.sent).toEqual([]);
		const id = hall.issue(['level-2']);
		await officer.press();
		expect(state(hall, id)).toBe('called');
	});

	test('takes a booth over when another officer is in its only seat', async () => {
		const hall = new TestHall();
		const other = new Officer(hall, 'b1', 'officer-9');
		expect(other.desk.press).toEqual({ kind: 'sit-down', takeOver: true });
		await other.press();
		expect(hall.floor.booths.get('b1')!.officers).toEqual(['officer-9']);
	});

	test('ends a sitting also while the booth is paused, and resumes once the seat is free', async () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		const officer = new Officer(hall, 'b1');
		await officer.press();
		await officer.press();
		await officer.desk.wish({ kind: 'pause', scope: 'booth', id: 'b1', reasonId: 'line-down' });
		await officer.press();
		expect(officer.desk.halfDone).toBe('booth-paused');
		expect(officer.desk.press.kind).toBe('resume');
		await officer.press();
		expect(officer.desk.press.kind).toBe('nobody-waits');
	});
});

describe('several seats', () => {
	test('the desk follows whoever was called into the seat they were called to', async () => {
		const hall = new TestHall();
		const ids = [1, 2].map(() => hall.issue(['activation']));
		const officer = new Officer(hall, 'b2');
		await officer.press();
		officer.desk.choose(2);
		await officer.press();
		expect(officer.desk.seatNo).toBe(2);
		expect(officer.desk.ticket?.id).toBe(ids[1]);
		officer.desk.choose(1);
		expect(officer.desk.ticket?.id).toBe(ids[0]);
	});
});

describe('a lost line', () => {
	test('keeps the press and sends it again with the same operation id, so that it is done once', async () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		hall.issue(['level-2']);
		const officer = new Officer(hall, 'b1');
		officer.line = 'answer-lost';
		await officer.press();
		expect(officer.desk.unsent?.wish.kind).toBe('call-next');
		expect(officer.desk.refusal?.refused).toBe('unreachable');
		officer.line = 'good';
		await officer.press();
		expect(officer.sent[1]).toEqual(officer.sent[0]);
		expect(officer.desk.unsent).toBeNull();
		expect(hall.floor.recentCalls).toHaveLength(1);
	});

	test('takes no other press before the lost one is settled', async () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		const officer = new Officer(hall, 'b1');
		officer.line = 'away';
		await officer.press();
		await officer.desk.wish({ kind: 'leave-booth', boothId: 'b1' });
		expect(officer.sent).toHaveLength(1);
		await officer.desk.giveUp();
		officer.line = 'good';
		await officer.desk.wish({ kind: 'leave-booth', boothId: 'b1' });
		expect(hall.floor.booths.get('b1')!.officers).toEqual([]);
	});

	test('outlives signing in again', async () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		const officer = new Officer(hall, 'b1');
		officer.line = 'signed-out';
		await officer.press();
		officer.line = 'good';
		const again = officer.sitDown();
		expect(again.unsent?.operationId).toBe(officer.sent[0]!.operationId);
		await again.sendAgain();
		expect(state(hall, id)).toBe('called');
		expect(officer.kept.size).toBe(0);
	});
});

describe('what is recorded', () => {
	const given = catalogue({
		services: [
			service('card', {
				counts: 'enrolled',
				outcomes: ['enrolled', 'failed', 'nothing-due', 'left'],
				also: ['activation']
			}),
			service('activation', { levels: [1, 2] })
		],
		booths: [booth(1, ['card', 'activation'])]
	});

	test('a level must be chosen once; then it stays chosen at this desk', async () => {
		const hall = new TestHall(given);
		hall.issue(['activation']);
		hall.issue(['activation']);
		const officer = new Officer(hall, 'b1');
		await officer.press();
		await officer.press();
		await officer.press();
		expect(officer.desk.refusal?.refused).toBe('level-missing');
		expect(officer.desk.press.kind).toBe('finish');
		officer.desk.setLevel('activation', 2);
		expect(officer.desk.refusal).toBeNull();
		await officer.press();
		await officer.press();
		await officer.press();
		expect([...hall.floor.recorded.values()].map(({ results }) => results[0]?.level)).toEqual([
			2, 2
		]);
	});

	test('of three people two are done and one could not be, with its reason', async () => {
		const hall = new TestHall(given);
		hall.issue(['card'], { party: 3 });
		const officer = new Officer(hall, 'b1');
		await officer.press();
		await officer.press();
		officer.desk.setDraft({ others: { failed: 1 }, stays: 0, reasonId: null, also: [] });
		await officer.press();
		expect(officer.desk.refusal?.refused).toBe('reason-missing');
		expect(officer.desk.panel).toBe('failed');
		officer.desk.setDraft({ others: { failed: 1 }, stays: 0, reasonId: 'sim-not-owner', also: [] });
		await officer.press();
		const [recorded] = hall.floor.recorded.values();
		expect(recorded!.results.map(({ outcome, count }) => [outcome, count])).toEqual([
			['enrolled', 2],
			['failed', 1]
		]);
	});

	test('a service done in the same sitting is recorded with it, and its waiting step is over', async () => {
		const hall = new TestHall(given);
		const id = hall.issue(['card', 'activation']);
		const officer = new Officer(hall, 'b1');
		await officer.press();
		officer.desk.setLevel('activation', 1);
		if (officer.desk.sitting?.service.id === 'card') {
			officer.desk.setDraft({ others: {}, stays: 0, reasonId: null, also: ['activation'] });
		}
		await officer.press();
		await officer.press();
		expect(hall.floor.tickets.get(id)!.active).toBeNull();
		expect(officer.desk.goesTo).toMatchObject({ serviceId: null, left: false });
	});

	test('an undo right after finish-and-call brings the same citizen back into the seat', async () => {
		const hall = new TestHall();
		const first = hall.issue(['level-2', 'activation']);
		hall.issue(['level-2']);
		const officer = new Officer(hall, 'b1');
		await officer.press();
		await officer.press();
		await officer.press();
		expect(officer.desk.goesTo?.serviceId).toBe('activation');
		await officer.desk.undo();
		expect(officer.desk.ticket?.id).toBe(first);
		expect(officer.desk.press.kind).toBe('finish');
		expect(officer.desk.done).toBeNull();
	});
});
