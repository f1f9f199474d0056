import { describe, expect, test } from 'vitest';
import { defaultReasons } from '#lib/i18n/default-words.ts';
import { planFieldEvent } from '#lib/server/setup/plan-field-event.ts';
import { citizensOf } from './citizen.ts';
import { HallClock } from './hall-clock.ts';
import { JOURNEYS, OUTCOMES, SERVICES } from './model.ts';
import { DAY, PLAN } from './tuy-hoa.ts';

const ENDS = ['enrolled', 'completed', 'nothing-due', 'deferred', 'left'];
const sum = (shares: readonly (readonly [unknown, number])[]) =>
	shares.reduce((total, [, share]) => total + share, 0);

describe('the plan of the demo day', () => {
	test('every share is a share of a hundred', () => {
		expect(sum(DAY.arrivals)).toBeCloseTo(100);
		expect(sum(JOURNEYS)).toBeCloseTo(100);
		for (const service of SERVICES) expect(sum(OUTCOMES[service])).toBeCloseTo(100);
	});

	test('every reason of the day is one that a field event knows, for the service at which it is given', () => {
		for (const service of SERVICES) {
			for (const [drawn] of OUTCOMES[service]) {
				if (ENDS.includes(drawn)) continue;
				const reason = defaultReasons.find(({ id }) => id === drawn);
				expect(reason?.kind, drawn).toBe('failure');
				if (reason!.services.length > 0) expect(reason!.services, drawn).toContain(service);
			}
		}
	});

	test('every outcome of the day is one that its service offers', () => {
		for (const service of planFieldEvent(PLAN).services) {
			const drawn = OUTCOMES[service.id as (typeof SERVICES)[number]].map(([id]) => id);
			const ends = drawn.filter((id) => ENDS.includes(id));
			expect(service.outcomes).toEqual(expect.arrayContaining(ends));
		}
	});

	test('the hall has 3 card lines and a spare one, 22 booths for level 2, 16 tables of 3 seats, 4 desks and 4 gates', () => {
		const { booths, gates } = planFieldEvent(PLAN);
		const count = (id: string) => booths.filter(({ services }) => services[0] === id).length;
		expect(SERVICES.map(count)).toEqual([4, 22, 16, 4]);
		expect(booths.find(({ services }) => services[0] === 'activation')?.seats).toBe(3);
		expect(gates.filter(({ kind }) => kind === 'gate')).toHaveLength(4);
		expect(booths.find(({ id }) => id === PLAN.spare.boothId)?.services).toEqual(['card']);
	});
});

describe('the people of the demo day', () => {
	const shape = (seed: number) =>
		citizensOf(seed, DAY).map(({ arrivesAt, party, lane, services }) => ({
			arrivesAt,
			party,
			lane,
			services
		}));

	test('the same seed brings the same people, another seed others', () => {
		expect(shape(1)).toEqual(shape(1));
		expect(shape(1)).not.toEqual(shape(2));
	});

	test.each([1, 2, 2023])(
		'they are as many as planned, in the shares of the plan (seed %i)',
		(seed) => {
			const citizens = citizensOf(seed, DAY);
			const people = citizens.reduce((total, { party }) => total + party, 0);
			expect(people).toBeGreaterThanOrEqual(DAY.people);
			expect(people).toBeLessThan(DAY.people + 4);
			const share = (found: number) => found / citizens.length;
			const priority = citizens.filter(({ lane }) => lane === 'priority').length;
			expect(share(priority)).toBeCloseTo(0.16, 1);
			const cards = citizens.filter(({ services }) => services.includes('card')).length;
			expect(share(cards)).toBeCloseTo(0.028, 2);
		}
	);

	test('what comes of a sitting is settled, but nobody is sent away twice', () => {
		for (const citizen of citizensOf(5, DAY).slice(0, 500)) {
			const [first] = citizen.services;
			const sitting = citizen.sitting(first!, citizen.party, citizen.arrivesAt);
			const again = citizen.sitting(first!, citizen.party, citizen.arrivesAt);
			expect(again.results).toEqual(sitting.results);
			expect(again).toMatchObject({ ms: sitting.ms, send: null, hold: false, undo: false });
		}
	});
});

describe('hall time of the simulation', () => {
	test('people act in the order of hall time, whoever was asked first', async () => {
		const clock = new HallClock(0);
		const acted: string[] = [];
		const act = (name: string, ...times: number[]) =>
			clock.live(async (person) => {
				for (const at of times) {
					await person.until(at);
					acted.push(`${name}${person.now}`);
				}
			});
		act('a', 30, 40);
		act('b', 10, 35);
		act('c', 20);
		await clock.run();
		expect(acted).toEqual(['b10', 'c20', 'a30', 'b35', 'a40']);
	});

	test('who sits idle is called before the time is up', async () => {
		const clock = new HallClock(0);
		const heard: string[] = [];
		let idle: { call(): void } | undefined;
		clock.live(async (person) => {
			idle = person;
			heard.push(await person.idle(1_000_000), String(person.now));
		});
		clock.live(async (person) => {
			await person.until(500);
			idle!.call();
		});
		await clock.run();
		expect(heard).toEqual(['called', '500']);
	});

	test('the day ends with the last life, whoever still looks on', async () => {
		const clock = new HallClock(0);
		clock.live((person) => person.until(100));
		clock.lookOn((person) => person.until(1_000));
		await clock.run();
		expect(clock.now).toBe(100);
	});

	test('a fault of anybody ends the day with that fault', async () => {
		const clock = new HallClock(0);
		clock.live(async (person) => {
			await person.until(5);
			throw new Error('no power');
		});
		await expect(clock.run()).rejects.toThrow('no power');
	});
});
