import { expect, test } from 'vitest';
import { ageHintsOf, hintsAtAge } from './age-hints.ts';
import { service } from './hall.fixture.ts';

const words = (vi: string) => ({ vi, en: vi });
const services = [
	service('level-2', {
		ageHints: [
			{ under: 14, words: words('with a guardian') },
			{ under: 6, words: words('level 1 only') }
		]
	}),
	service('gone', { withdrawn: true, ageHints: [{ under: 18, words: words('never shown') }] })
];
const ages = (hints: { under: number }[]) => hints.map((hint) => hint.under);

test('the youngest age comes first, and a service that is no longer offered reminds of nothing', () => {
	expect(ages(ageHintsOf(services))).toEqual([6, 14]);
});

test('in the year of the birthday the younger rule is shown as well', () => {
	expect(ages(hintsAtAge(services, 5))).toEqual([6, 14]);
	expect(ages(hintsAtAge(services, 6))).toEqual([6, 14]);
	expect(ages(hintsAtAge(services, 7))).toEqual([14]);
	expect(ages(hintsAtAge(services, 14))).toEqual([14]);
	expect(ages(hintsAtAge(services, 15))).toEqual([]);
});
