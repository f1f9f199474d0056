import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SUCCESSES } from '#lib/core/catalogue.ts';
import { demoPlanSchema } from '#lib/server/demo/demo-plan.ts';
import { citizensOf } from './citizen.ts';
import { THREE_VENUES } from './three-venues.ts';
import type { VenueDay } from './venue-day.ts';

describe('the three field events of the model', () => {
	test('are planned as the program takes plans, for seven days in all', () => {
		for (const { plan, days } of THREE_VENUES) {
			expect(v.safeParse(demoPlanSchema, plan).success, plan.name).toBe(true);
			expect(days.map(({ day }) => day)).toEqual(days.map((_, i) => i + 1));
		}
		expect(THREE_VENUES.flatMap(({ days }) => days)).toHaveLength(7);
	});

	test('come to the sums of the press and a little more', () => {
		const sum = (key: 'people' | 'card' | 'level-2' | 'activation') =>
			THREE_VENUES.reduce((all, { expected }) => all + expected[key], 0);
		expect([sum('people'), sum('card'), sum('level-2'), sum('activation')]).toEqual([
			20_186, 512, 10_056, 15_173
		]);
	});
});

describe('a day of one of them', () => {
	const [tuyHoa, songCau, songHinh] = THREE_VENUES;
	const shareOfCards = (day: VenueDay) => {
		const citizens = [1, 2, 3, 4, 5, 6].flatMap((seed) => citizensOf(seed, day));
		return citizens.filter(({ services }) => services.includes('card')).length / citizens.length;
	};

	test('brings people by bus where villages are far, and cards in the share of the place', () => {
		const bus = citizensOf(7, songHinh!.days[0]!);
		const together = new Map<number, number>();
		for (const { arrivesAt } of bus) together.set(arrivesAt, (together.get(arrivesAt) ?? 0) + 1);
		const byBus = [...together.values()].filter((people) => people >= 20);
		expect(Math.max(...byBus)).toBeLessThanOrEqual(45);
		const sum = byBus.reduce((all, people) => all + people, 0);
		expect(sum / bus.length).toBeGreaterThan(0.15);
		expect(sum / bus.length).toBeLessThan(0.45);
		const [usual, more] = [shareOfCards(tuyHoa!.days[0]!), shareOfCards(songHinh!.days[0]!)];
		expect(more / usual).toBeCloseTo(1.09, 1);
	});

	test('fails more activations for want of a code while codes come late', () => {
		const day = songCau!.days[0]!;
		const failures = (now: number) =>
			citizensOf(7, day)
				.filter(({ services }) => services.includes('activation'))
				.flatMap((citizen) => citizen.sitting('activation', citizen.party, now).results)
				.filter(({ reasonId }) => reasonId === 'no-sms-otp').length;
		expect(failures(day.lateCodes!.from)).toBeGreaterThan(4 * failures(day.gatesOpen));
	});

	test('activates levels in the share of the place', () => {
		const levels = citizensOf(7, songHinh!.days[1]!)
			.flatMap((citizen) => citizen.sitting('activation', 1, 0).results)
			.filter(({ outcome }) => SUCCESSES.includes(outcome));
		const first = levels.filter(({ level }) => level === 1).length / levels.length;
		expect(first).toBeCloseTo(0.38, 1);
	});
});
