import { describe, expect, test } from 'vitest';
import { adviseMoves } from './advice.ts';
import { booth, catalogue, service, TestHall } from './hall.fixture.ts';
import { lookAhead } from './look-ahead.ts';

const MINUTE_MS = 60_000;
const services = [
	service('level-2', { counts: 'enrolled', outcomes: ['enrolled', 'failed', 'left'] }),
	service('activation', { after: ['level-2'] })
];

/** Two booths for level 2 and `others` for activation; `waiting` people for each. */
function hallWith(others: number, waiting: { level2: number; activation: number }): TestHall {
	const booths = [
		...[1, 2].map((n) => booth(n, ['level-2'])),
		...Array.from({ length: others }, (_, i) => booth(i + 3, ['activation']))
	];
	const hall = new TestHall(catalogue({ services, booths }));
	hall.pass(60);
	for (let i = 0; i < waiting.level2; i++) hall.issue(['level-2']);
	for (let i = 0; i < waiting.activation; i++) hall.issue(['activation']);
	return hall;
}

/** A move carried out by hand, for comparison. */
function moved(hall: TestHall, boothId: string, to: string) {
	const { booth } = hall.floor.booths.get(boothId)!;
	return { ...booth, services: [to] };
}

describe('advice to move a booth', () => {
	test('takes one from where nobody waits to where many do', () => {
		const hall = hallWith(4, { level2: 40, activation: 0 });
		const [best] = adviseMoves(hall.floor, hall.at);
		expect(best).toMatchObject({ from: 'activation', to: 'level-2' });
		expect(best!.waitAfterMs).toBeLessThan(best!.waitBeforeMs - 5 * MINUTE_MS);
		expect(best!.leftAfterMs - best!.leftBeforeMs).toBeLessThan(
			best!.waitBeforeMs - best!.waitAfterMs
		);
	});

	test('is not silent where so many wait that one more booth is a small share of what they need', () => {
		const hall = hallWith(6, { level2: 0, activation: 0 });
		for (let n = 20; n < 38; n++) {
			hall.press({ kind: 'set-booth', booth: booth(n, ['level-2']) }, 'organiser');
			hall.press({ kind: 'open-booth', boothId: `b${n}`, takeOver: false }, `officer-${n}`);
		}
		for (let i = 0; i < 400; i++) hall.issue(['level-2']);
		const [best] = adviseMoves(hall.floor, hall.at);
		expect(best).toMatchObject({ from: 'activation', to: 'level-2' });
	});

	test('names the emptiest booth, and of equal ones the last in the row', () => {
		const hall = hallWith(3, { level2: 40, activation: 1 });
		hall.callNext('b5');
		expect(adviseMoves(hall.floor, hall.at)[0]?.boothId).toBe('b4');
	});

	test('is silent when all is well, and when both sides are as pressed', () => {
		const calm = hallWith(2, { level2: 2, activation: 2 });
		expect(adviseMoves(calm.floor, calm.at)).toEqual([]);
		const pressed = hallWith(2, { level2: 40, activation: 40 });
		expect(adviseMoves(pressed.floor, pressed.at)).toEqual([]);
	});

	test('never takes the only booth of a service, a paused one or one of several services', () => {
		const only = hallWith(1, { level2: 40, activation: 0 });
		expect(adviseMoves(only.floor, only.at)).toEqual([]);
		const paused = hallWith(2, { level2: 40, activation: 0 });
		const scope = { scope: 'booth' as const, id: 'b4' };
		paused.press({ kind: 'pause', ...scope, reasonId: 'line-down' });
		expect(adviseMoves(paused.floor, paused.at).map(({ boothId }) => boothId)).not.toContain('b4');
	});

	test('leaves the hall as it was', () => {
		const hall = hallWith(4, { level2: 40, activation: 5 });
		const before = JSON.stringify([...hall.floor.queues].map(([, q]) => [...q.lanes.regular]));
		const clock = hall.floor.clock;
		adviseMoves(hall.floor, hall.at);
		expect(hall.floor.clock).toBe(clock);
		expect(JSON.stringify([...hall.floor.queues].map(([, q]) => [...q.lanes.regular]))).toBe(
			before
		);
	});
});

describe('the look ahead', () => {
	test('agrees with the hall itself when booths take the measured time and nobody else comes', () => {
		const hall = hallWith(2, { level2: 24, activation: 0 });
		const until = hall.at + 60 * MINUTE_MS;
		const ahead = lookAhead(hall.floor, hall.at, { until, crowd: 0 }).get('level-2')!;
		const start = hall.at;
		let ended = 0;
		for (let seat = ['b1', 'b2'].map((id) => hall.callNext(id)); hall.at < until;) {
			hall.pass(5.3);
			if (hall.at > until) break;
			for (const ticketId of seat) hall.finish(ticketId, 'level-2');
			ended += 2;
			seat = ['b1', 'b2'].map((id) => hall.callNext(id));
		}
		expect(hall.at - start).toBeGreaterThan(55 * MINUTE_MS);
		expect(Math.abs(ahead.ended - ended)).toBeLessThanOrEqual(2);
	});

	test('lets a booth that is moved serve the other queue', () => {
		const hall = hallWith(2, { level2: 40, activation: 0 });
		const until = hall.at + 60 * MINUTE_MS;
		const asItStands = lookAhead(hall.floor, hall.at, { until }).get('level-2')!;
		const other = lookAhead(hall.floor, hall.at, { until, moved: moved(hall, 'b4', 'level-2') });
		expect(other.get('level-2')!.ended).toBeGreaterThan(1.3 * asItStands.ended);
	});

	test('sends people on to their next step, and stands still in the break', () => {
		const hall = hallWith(2, { level2: 0, activation: 0 });
		for (let i = 0; i < 6; i++) hall.issue(['level-2', 'activation']);
		const ahead = lookAhead(hall.floor, hall.at, { crowd: 0 });
		expect(ahead.get('level-2')!.ended).toBe(6);
		expect(ahead.get('activation')!.ended).toBe(6);
		const noon = hall.floor.rules.days[0]!.halves;
		hall.at = noon[0]!.to + 10 * MINUTE_MS;
		const resting = lookAhead(hall.floor, hall.at, { crowd: 0, until: noon[1]!.from - 1 });
		expect(resting.get('level-2')!.ended).toBe(0);
	});
});
