import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES } from '../catalogue.ts';
import { booth, service } from '../hall.fixture.ts';
import { usualQuestion, type PlanQuestion } from './plan-question.ts';
import { readPlan, typedPlan } from './read-plan.ts';

const day = (hour: number) => ({ from: hour * 3_600_000, to: (hour + 4) * 3_600_000 });
const catalogue = {
	services: [
		service('level-2', { typicalMs: 300_000, target: 900 }),
		service('activation', { typicalMs: 420_000, after: ['level-2'] }),
		service('old', { withdrawn: true })
	],
	booths: [
		booth(1, ['level-2']),
		booth(2, ['level-2']),
		booth(3, ['activation'], { seats: 3 }),
		booth(4, ['level-2', 'activation']),
		booth(5, ['activation'], { seats: 3, withdrawn: true })
	],
	gates: [],
	areas: [],
	reasons: [],
	rules: {
		...DEFAULT_RULES,
		days: [
			{ date: '1970-01-01', halves: [day(0)] },
			{ date: '1970-01-02', halves: [day(24), day(30)] }
		]
	}
};

function read(typed: Record<string, string>): PlanQuestion {
	const answer = readPlan(usualQuestion(catalogue), typed);
	if (!answer.ok) throw new Error(JSON.stringify(answer.refused));
	return answer.question;
}
const refusals = (typed: Record<string, string>) => {
	const answer = readPlan(usualQuestion(catalogue), typed);
	return answer.ok ? {} : answer.refused;
};

describe('the question that a field event begins with', () => {
	const usual = usualQuestion(catalogue);

	test('has its booths by kind, and neither withdrawn booths nor withdrawn services', () => {
		expect(usual.booths).toEqual([
			{ services: ['level-2'], seats: 1, count: 2 },
			{ services: ['level-2', 'activation'], seats: 1, count: 1 },
			{ services: ['activation'], seats: 3, count: 1 }
		]);
		expect(usual.services.map(({ id }) => id)).toEqual(['level-2', 'activation']);
	});

	test('expects as many people a day as the targets ask for', () => {
		// 900 on two days, nine in ten with success, from the 52 of 93 who come to level 2.
		expect(usual.people).toBe(890);
	});

	test('takes the hours of the day that is asked for, and the first where there is no such day', () => {
		expect(usualQuestion(catalogue, 2).halves).toHaveLength(2);
		expect(usualQuestion(catalogue, 9).halves).toHaveLength(1);
	});

	test('knows a kind of booth for a service that has none yet', () => {
		const none = usualQuestion({ ...catalogue, booths: [] });
		expect(none.booths.map(({ services, count }) => [services, count])).toEqual([
			[['level-2'], 0],
			[['activation'], 0]
		]);
	});

	test('is the same when what it shows is read back', () => {
		expect(readPlan(usual, typedPlan(usual))).toEqual({ ok: true, question: usual });
	});
});

describe('what an organiser types', () => {
	test('may have thousands grouped, and a comma or a point before a fraction', () => {
		expect(read({ people: '1.200' }).people).toBe(1_200);
		expect(read({ people: '1,200' }).people).toBe(1_200);
		expect(read({ people: ' 1 200 ' }).people).toBe(1_200);
		expect(read({ 'minutes-level-2': '4,5' }).services[0]!.meanMs).toBe(270_000);
		expect(read({ target: '7.5' }).targetMs).toBe(450_000);
		expect(read({ priority: '20' }).priorityShare).toBe(0.2);
		expect(read({ 'booths-0': '0' }).booths[0]!.count).toBe(0);
	});

	test('is refused field by field, each with its own reason', () => {
		expect(
			refusals({
				people: '',
				target: 'hai mươi',
				priority: '101',
				'booths-0': '4,5',
				'booths-1': '-3',
				'minutes-level-2': '0',
				'share-0': '1e3'
			})
		).toEqual({
			people: { code: 'missing' },
			target: { code: 'not-a-number' },
			priority: { code: 'out-of-range', least: 0, most: 100 },
			'booths-0': { code: 'not-whole' },
			'booths-1': { code: 'not-a-number' },
			'minutes-level-2': { code: 'out-of-range', least: 0.5, most: 240 },
			'share-0': { code: 'not-a-number' }
		});
		expect(refusals({ people: '20001' }).people).toEqual({
			code: 'out-of-range',
			least: 1,
			most: 20_000
		});
	});

	test('is refused when nobody comes for anything', () => {
		const nobody = Object.fromEntries(
			usualQuestion(catalogue).journeys.map((_, j) => [`share-${j}`, '0'])
		);
		expect(refusals(nobody)).toEqual({ 'share-0': { code: 'nobody-comes' } });
	});
});
