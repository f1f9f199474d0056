import { describe, expect, test } from 'vitest';
import { soughtBy } from './sought-by.ts';

const asked = (query: string) => soughtBy(new URLSearchParams(query), 2);

describe('what a question for a ticket asks', () => {
	test('a number is looked for on the present day unless another is named', () => {
		expect(asked('number=a%2017')).toEqual({ by: 'number', prefix: 'A', number: 17, day: 2 });
		expect(asked('number=A2-017&day=1')).toEqual({
			by: 'number',
			prefix: 'A2',
			number: 17,
			day: 1
		});
	});

	test('digits alone and a link are told apart', () => {
		expect(asked('digits=17')).toEqual({ by: 'digits', number: 17, day: 2 });
		expect(asked('token=ABC')).toEqual({ by: 'token', token: 'abc' });
	});

	test('of a lost slip any one thing remembered is enough', () => {
		expect(asked('gate=g1')).toEqual({
			by: 'circumstances',
			day: 2,
			from: null,
			gateId: 'g1',
			serviceId: null,
			state: null
		});
		expect(asked('state=no-show')).toMatchObject({ state: 'no-show' });
	});

	test('nonsense asks nothing', () => {
		expect(asked('')).toBeNull();
		expect(asked('number=hello')).toBeNull();
		expect(asked('state=dancing&from=yesterday')).toBeNull();
	});
});
