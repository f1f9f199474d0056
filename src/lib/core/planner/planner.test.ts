import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES } from '../catalogue.ts';
import { boothsNeeded } from './booths-needed.ts';
import { DayClock } from './day-clock.ts';
import { drawCrowds, planHall, type Plan } from './plan-hall.ts';
import type { PlanQuestion } from './plan-question.ts';

const MINUTE = 60_000;
const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 22, hour - 7, minute);
const HALVES = [
	{ from: at(7), to: at(11, 30) },
	{ from: at(13), to: at(17) }
];

/** A hall of 600 people: most come to level 2 and go on to activation, some for activation alone. */
const HALL: PlanQuestion = {
	halves: HALVES,
	people: 600,
	journeys: [
		{ services: ['level-2', 'activation'], share: 60 },
		{ services: ['activation'], share: 40 }
	],
	priorityShare: 0.16,
	services: [
		{ id: 'level-2', after: [], also: [], meanMs: 5 * MINUTE },
		{ id: 'activation', after: ['level-2'], also: [], meanMs: 6 * MINUTE }
	],
	booths: [
		{ services: ['level-2'], seats: 1, count: 5 },
		{ services: ['activation'], seats: 3, count: 4 }
	],
	rules: { ...DEFAULT_RULES, days: [{ date: '2026-11-22', halves: HALVES }] },
	targetMs: 20 * MINUTE,
	seed: 1
};
/** Fewer days than an organiser is given: enough for what is asked here. */
const crowds = drawCrowds(HALL).slice(0, 16);
const with_ = (...counts: number[]) => planHall(HALL, crowds, counts);
const service = (plan: Plan, id: string) => plan.services.find((one) => one.serviceId === id)!;
const worstP90 = (plan: Plan, id: string) => {
	const { worst, slots } = service(plan, id);
	return slots[worst!]!.p90Ms!;
};

describe('a day that might be', () => {
	test('is the same for the same question, and another with another seed', () => {
		const small = { ...HALL, people: 60 };
		expect(planHall(small)).toEqual(planHall(small));
		expect(planHall({ ...small, seed: 2 })).not.toEqual(planHall(small));
	});

	test('has half hours from the opening to the closing, and none in the break', () => {
		const { slots } = with_(5, 4);
		expect(slots).toHaveLength(17);
		expect(slots[8]).toEqual({ from: at(11), to: at(11, 30) });
		expect(slots[9]).toEqual({ from: at(13), to: at(13, 30) });
	});

	test('brings as many people to each service as were expected', () => {
		const plan = with_(5, 4);
		const people = service(plan, 'level-2').people;
		expect(people).toBeGreaterThan(0.57 * HALL.people);
		expect(people).toBeLessThan(0.63 * HALL.people);
		const arrivals = service(plan, 'level-2').slots.map((slot) => slot.arrivals);
		expect(arrivals.indexOf(Math.max(...arrivals))).toBe(3);
	});

	test('makes nine in ten wait at least as long as half of them', () => {
		for (const { slots } of with_(5, 4).services) {
			for (const { medianMs, p90Ms } of slots) expect(p90Ms!).toBeGreaterThanOrEqual(medianMs!);
		}
	});

	test('does not count the break as a wait, and says who waits over it', () => {
		const clock = new DayClock(HALVES);
		expect(clock.serviceMs(at(11, 20), at(13, 10))).toBe(20 * MINUTE);
		expect(clock.serviceMs(at(11, 45), at(13, 10))).toBe(10 * MINUTE);
		expect(clock.serviceMs(at(16, 50), at(17, 30))).toBe(40 * MINUTE);
		expect(clock.slotAt(at(12))).toBe(9);
		expect(service(with_(3, 12), 'level-2').left[0]).toBeGreaterThan(20);
	});

	test('calls everybody who came, after closing if need be, and says what was left then', () => {
		const short = service(with_(2, 12), 'level-2');
		expect(short.unserved).toBe(0);
		expect(short.left[1]).toBeGreaterThan(50);
		expect(short.lastCallAt).toBeGreaterThan(at(17));
		const enough = service(with_(9, 12), 'level-2');
		expect(enough.left).toEqual([0, 0]);
		expect(enough.lastCallAt).toBeLessThanOrEqual(at(17));
	});

	test('shows the longest wait after the rush has begun and not at the opening', () => {
		const { worst } = service(with_(6, 12), 'level-2');
		expect(worst).toBeGreaterThanOrEqual(3);
		expect(worst).toBeLessThanOrEqual(7);
	});
});

describe('booths', () => {
	test('more of them never make waits longer', () => {
		for (const [id, counts] of [
			['level-2', (n: number) => [n, 12]],
			['activation', (n: number) => [8, n]]
		] as const) {
			let before = Infinity;
			for (let n = 2; n <= 10; n++) {
				const p90 = worstP90(with_(...counts(n)), id);
				// Chance may give and take a little.
				expect(p90).toBeLessThanOrEqual(before + 2 * MINUTE);
				before = p90;
			}
		}
	});

	test('none at all serve nobody, and nobody is sent on', () => {
		const plan = with_(0, 4);
		const none = service(plan, 'level-2');
		expect(none.worst).toBeNull();
		expect(none.unserved).toBeCloseTo(none.people);
		expect(none.people).toBeGreaterThan(300);
		expect(none.left[1]).toBeGreaterThan(300);
		expect(service(plan, 'activation').people).toBeLessThan(0.45 * HALL.people);
	});

	test('faster work upstream brings people downstream sooner', () => {
		const slow = service(with_(3, 12), 'activation').slots;
		const fast = service(with_(9, 12), 'activation').slots;
		const morning = (slots: typeof slow) =>
			slots.slice(0, 7).reduce((sum, { arrivals }) => sum + arrivals, 0);
		expect(morning(fast)).toBeGreaterThan(morning(slow));
	});

	test('that serve two services take from both', () => {
		const both = {
			...HALL,
			booths: [{ services: ['level-2', 'activation'], seats: 1, count: 16 }]
		};
		const plan = planHall(both, crowds);
		expect(plan.services.map(({ unserved }) => unserved)).toEqual([0, 0]);
		expect(plan.services.map(({ booths }) => booths)).toEqual([16, 16]);
	});
});

describe('what a sitting settles as well', () => {
	test('leaves nothing in the other queue', () => {
		const question: PlanQuestion = {
			...HALL,
			journeys: [{ services: ['card', 'level-2'], share: 1 }],
			people: 60,
			services: [
				{ id: 'card', after: [], also: ['level-2'], meanMs: 12 * MINUTE },
				{ id: 'level-2', after: ['card'], also: [], meanMs: 5 * MINUTE }
			],
			booths: [{ services: ['card'], seats: 1, count: 4 }]
		};
		const plan = planHall(question, drawCrowds(question).slice(0, 4));
		expect(service(plan, 'card').people).toBeGreaterThan(50);
		expect(service(plan, 'level-2').people).toBe(0);
	});
});

describe('how many booths are needed', () => {
	const { groups, plan, reached } = boothsNeeded(HALL, crowds);

	test('is enough: in the worst half hour nine in ten wait less than the target', () => {
		expect(reached).toBe(true);
		for (const { serviceId } of plan.services) {
			expect(worstP90(plan, serviceId)).toBeLessThan(HALL.targetMs);
		}
	});

	test('is the smallest number: one fewer is too few', () => {
		const counts = HALL.booths.map((_, g) => groups.find(({ group }) => group === g)!.needed!);
		for (const { group, services } of groups) {
			const fewer = counts.map((count, g) => (g === group ? count - 1 : count));
			expect(worstP90(with_(...fewer), services[0]!)).toBeGreaterThanOrEqual(HALL.targetMs);
		}
	});

	test('does not depend on how many there are now', () => {
		const other = { ...HALL, booths: HALL.booths.map((group) => ({ ...group, count: 1 })) };
		const found = (needs: typeof groups) => needs.map(({ group, needed }) => [group, needed]);
		expect(found(boothsNeeded(other, crowds).groups)).toEqual(found(groups));
	});

	test('grows with a shorter target', () => {
		const strict = boothsNeeded({ ...HALL, targetMs: 5 * MINUTE }, crowds);
		groups.forEach(({ needed }, i) => {
			expect(strict.groups[i]!.needed!).toBeGreaterThanOrEqual(needed!);
		});
		expect(strict.groups.some(({ needed }, i) => needed! > groups[i]!.needed!)).toBe(true);
	});

	test('is left as it is where nobody comes', () => {
		const question = {
			...HALL,
			services: [...HALL.services, { id: 'help', after: [], also: [], meanMs: 8 * MINUTE }],
			booths: [...HALL.booths, { services: ['help'], seats: 1, count: 2 }]
		};
		const help = boothsNeeded(question, crowds).groups.find(({ group }) => group === 2)!;
		expect(help).toMatchObject({ services: [], now: 2, needed: 2 });
	});

	test('is said to be out of reach when not even the most booths would do', () => {
		const crowded = {
			...HALL,
			people: 3_000,
			services: HALL.services.map((one) => ({ ...one, meanMs: 240 * MINUTE })),
			targetMs: MINUTE
		};
		const out = boothsNeeded(crowded, drawCrowds(crowded).slice(0, 1));
		expect(out.reached).toBe(false);
		expect(out.groups.some(({ needed }) => needed === null)).toBe(true);
	});
});
