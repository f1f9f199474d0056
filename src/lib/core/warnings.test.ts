import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { booth, catalogue, service, TestHall } from './hall.fixture.ts';
import { isSurge, LEAST_BEFORE } from './reason-surge.ts';
import { operationsView } from './view/operations-view.ts';

const warnings = (hall: TestHall) => operationsView(hall.floor, hall.at).warnings;
const kinds = (hall: TestHall) => warnings(hall).map(({ kind }) => kind);
const of = (hall: TestHall, kind: string) => warnings(hall).filter((one) => one.kind === kind);

/** Lets everybody at a booth be done with at once, so many times. */
function serve(hall: TestHall, times: number, outcome: 'enrolled' | 'failed' = 'enrolled') {
	for (let i = 0; i < times; i++) {
		hall.issue(['level-2']);
		const id = hall.callNext('b1');
		hall.pass(1);
		hall.finish(id, 'level-2', { outcome });
	}
}

test('a hall in which all goes well warns of nothing', () => {
	const hall = new TestHall();
	serve(hall, 40);
	expect(warnings(hall)).toEqual([]);
});

describe('a queue', () => {
	test('is warned of when somebody has waited as long as was set, with how many have', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		hall.press({ kind: 'leave-booth', boothId: 'b1' });
		hall.pass(20);
		hall.issue(['level-2']);
		hall.pass(19);
		expect(kinds(hall)).toEqual([]);
		hall.pass(1);
		expect(warnings(hall)).toEqual([
			{ kind: 'long-wait', serviceId: 'level-2', waitedMs: 40 * 60_000, waiting: 2, over: 1 }
		]);
	});

	test('does not count the midday break as waiting', () => {
		const hall = new TestHall();
		hall.press({ kind: 'leave-booth', boothId: 'b1' });
		hall.pass(4.25 * 60);
		hall.issue(['level-2']);
		hall.pass(15 + 90 + 20);
		expect(of(hall, 'long-wait')).toEqual([]);
		hall.pass(5);
		expect(of(hall, 'long-wait')).toMatchObject([{ waitedMs: 40 * 60_000 }]);
	});

	test('that stands still by a pause is not warned of', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		hall.press({ kind: 'pause', scope: 'service', id: 'level-2', reasonId: 'line-down' });
		hall.pass(60);
		expect(kinds(hall)).toEqual([]);
	});

	test('that will not be reached before closing is told in the last hour, with about how many', () => {
		const hall = new TestHall();
		for (let i = 0; i < 60; i++) hall.issue(['level-2']);
		hall.pass(8.5 * 60);
		expect(of(hall, 'not-reached')).toEqual([]);
		hall.pass(60);
		const [found] = of(hall, 'not-reached');
		expect(found).toMatchObject({ serviceId: 'level-2', waiting: 60 });
		const { left } = found as { left: number };
		expect(left).toBeGreaterThan(30);
		expect(left).toBeLessThanOrEqual(60);
		hall.press({ kind: 'leave-booth', boothId: 'b1' });
		hall.pass(29);
		hall.press({ kind: 'set-booth', booth: booth(1, ['activation']) });
		expect(of(hall, 'not-reached')).toMatchObject([{ left: null }]);
		hall.pass(1);
		expect(of(hall, 'not-reached')).toEqual([]);
	});
});

describe('a booth', () => {
	test('that stands idle while somebody waits for it is named, and no longer once it calls', () => {
		const hall = new TestHall();
		hall.pass(30);
		hall.issue(['level-2']);
		hall.pass(2);
		expect(kinds(hall)).toEqual([]);
		hall.pass(1);
		expect(warnings(hall)).toMatchObject([{ kind: 'idle-booth', boothId: 'b1', waiting: 1 }]);
		hall.callNext('b1');
		expect(kinds(hall)).toEqual([]);
	});

	test('at which nothing is pressed for long while somebody waits may be without its officer', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		hall.pass(20);
		expect(warnings(hall)).toMatchObject([
			{ kind: 'silent-booth', boothId: 'b1', waiting: 1, seated: 0 }
		]);
	});

	test('whose sitting is far longer than usual is named with the number', () => {
		const hall = new TestHall();
		serve(hall, 30);
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: id });
		hall.pass(4);
		expect(kinds(hall)).toEqual([]);
		hall.pass(10);
		expect(warnings(hall)).toMatchObject([
			{ kind: 'long-sitting', boothId: 'b1', seat: 1, number: hall.number(id) }
		]);
		hall.pass(10);
		expect(warnings(hall)).toMatchObject([{ kind: 'silent-booth', boothId: 'b1', seated: 1 }]);
	});

	test('whose service stood still meanwhile has not served longer than usual', () => {
		const hall = new TestHall();
		serve(hall, 30);
		hall.issue(['level-2']);
		hall.callNext('b1');
		hall.pass(2);
		const pause = { scope: 'service', id: 'level-2' } as const;
		hall.press({ kind: 'pause', ...pause, reasonId: 'line-down' });
		hall.pass(25);
		expect(kinds(hall)).toEqual([]);
		hall.press({ kind: 'resume', ...pause });
		hall.pass(1);
		expect(kinds(hall)).toEqual([]);
		hall.pass(10);
		expect(kinds(hall)).toEqual(['silent-booth']);
	});

	test('is not idle for the time in which its service stood still', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		const pause = { scope: 'service', id: 'level-2' } as const;
		hall.press({ kind: 'pause', ...pause, reasonId: 'line-down' });
		hall.pass(25);
		hall.press({ kind: 'resume', ...pause });
		hall.pass(2);
		expect(kinds(hall)).toEqual([]);
		hall.pass(1);
		expect(kinds(hall)).toEqual(['idle-booth']);
	});

	test('that is paused, closed or without anybody waiting is left alone', () => {
		const hall = new TestHall();
		hall.pass(60);
		expect(kinds(hall)).toEqual([]);
		hall.issue(['level-2']);
		hall.press({ kind: 'pause', scope: 'booth', id: 'b1', reasonId: 'line-down' });
		hall.pass(10);
		expect(kinds(hall)).toEqual([]);
	});

	test('is expected nowhere in the midday break', () => {
		const hall = new TestHall();
		hall.pass(4.4 * 60);
		hall.issue(['level-2']);
		hall.pass(20);
		expect(kinds(hall)).toEqual([]);
	});
});

test('a gate that gives no number while the others do is named', () => {
	const base = catalogue();
	const hall = new TestHall({
		...base,
		gates: [...base.gates, { ...base.gates[0]!, id: 'g2', prefix: 'C' }]
	});
	const issue = (gateId: string) => {
		const services = [{ serviceId: 'activation', people: 1 }];
		const journey = { services, lane: 'regular', party: 1 } as const;
		hall.press({ kind: 'issue', gateId, ticketId: hall.id(), ...journey }, 'gate');
	};
	issue('g2');
	for (let i = 0; i < 8; i++) {
		hall.pass(2);
		issue('g1');
	}
	expect(of(hall, 'silent-gate')).toMatchObject([{ gateId: 'g2', others: 8 }]);
	hall.press({ kind: 'count-visitors', gateId: 'g2', count: 10 }, 'gate');
	expect(of(hall, 'silent-gate')).toEqual([]);
});

describe('a reason', () => {
	test('at three times its usual rate within 20 minutes is warned of with its service', () => {
		const hall = new TestHall(
			catalogue({ booths: [booth(1, ['level-2'], { unit: 'Tổ số 2' }), booth(2, ['activation'])] })
		);
		serve(hall, 38);
		serve(hall, 2, 'failed');
		hall.pass(30);
		serve(hall, 4);
		serve(hall, 4, 'failed');
		expect(of(hall, 'reason-surge')).toEqual([]);
		serve(hall, 1, 'failed');
		expect(of(hall, 'reason-surge')).toEqual([
			{
				kind: 'reason-surge',
				reasonId: 'sim-not-owner',
				services: ['level-2'],
				count: 5,
				attempts: 9,
				usualCount: 2,
				usualAttempts: 40,
				units: ['Tổ số 2']
			}
		]);
		hall.pass(21);
		expect(of(hall, 'reason-surge')).toEqual([]);
	});

	test('that was taken back does not count', () => {
		const hall = new TestHall();
		serve(hall, 40);
		hall.pass(30);
		serve(hall, 4, 'failed');
		hall.issue(['level-2']);
		const id = hall.callNext('b1');
		const { operationId } = hall.finish(id, 'level-2', { outcome: 'failed' });
		expect(of(hall, 'reason-surge')).toHaveLength(1);
		hall.press({ kind: 'undo', operationId });
		expect(of(hall, 'reason-surge')).toEqual([]);
	});

	const rate = fc
		.record({
			attempts: fc.integer({ min: 1, max: 5_000 }),
			share: fc.double({ min: 0, max: 1, noNaN: true })
		})
		.map(({ attempts, share }) => ({ attempts, count: Math.round(share * attempts) }));
	const limits = fc.record({
		reasonTimes: fc.double({ min: 1, max: 20, noNaN: true }),
		reasonLeast: fc.integer({ min: 1, max: 50 })
	});

	test('at or below its usual rate is never warned of, whatever the thresholds', () => {
		fc.assert(
			fc.property(rate, rate, limits, (now, usual, given) => {
				fc.pre(now.count * usual.attempts <= usual.count * now.attempts);
				expect(isSurge(now, usual, given)).toBe(false);
			})
		);
	});

	test('that is warned of is so too with more cases, and with a lower threshold', () => {
		fc.assert(
			fc.property(rate, rate, limits, (now, usual, given) => {
				if (!isSurge(now, usual, given)) return;
				const more = { count: now.count + 1, attempts: now.attempts + 1 };
				expect(isSurge(more, usual, given)).toBe(true);
				expect(isSurge(now, usual, { ...given, reasonTimes: 1 })).toBe(true);
			})
		);
	});

	test('has no usual rate before there are enough results', () => {
		const limits = { reasonTimes: 3, reasonLeast: 5 };
		const usual = { count: 0, attempts: LEAST_BEFORE - 1 };
		expect(isSurge({ count: 9, attempts: 10 }, usual, limits)).toBe(false);
		expect(isSurge({ count: 9, attempts: 10 }, { ...usual, attempts: 30 }, limits)).toBe(true);
	});
});

test('thresholds are the organiser’s: what passes one hall’s is nothing in another', () => {
	const base = catalogue({ services: [service('level-2'), service('activation')] });
	const { rules } = base;
	const patient = {
		...rules.warnings,
		waitMs: 120 * 60_000,
		idleMs: 60 * 60_000,
		silentMs: 60 * 60_000
	};
	const hall = new TestHall({ ...base, rules: { ...rules, warnings: patient } });
	hall.issue(['level-2']);
	hall.pass(50);
	expect(kinds(hall)).toEqual([]);
	hall.press({ kind: 'set-rules', rules }, 'organiser');
	expect(kinds(hall)).toEqual(['silent-booth', 'long-wait']);
});
