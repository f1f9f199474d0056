import { expect, it } from 'vitest';
import { MOST_PAPERS, paperQuery, paperRangeOf, rangeOf } from './paper-range.ts';

const read = (query: string) => paperRangeOf(new URLSearchParams(query));

it('a range of papers survives its way through an address', () => {
	const range = { day: 2, prefix: 'A2', from: 17, to: 61 };
	expect(read(paperQuery(range))).toEqual(range);
});

it('one number is a range of one, and a run is never longer than the printer is asked for', () => {
	expect(read('day=1&prefix=A&from=17')).toEqual({ day: 1, prefix: 'A', from: 17, to: 17 });
	expect(read('day=1&prefix=A&from=1&to=999999')?.to).toBe(MOST_PAPERS);
});

it.each([
	'',
	'day=1&prefix=A',
	'day=0&prefix=A&from=1',
	'day=1&prefix=a&from=1',
	'day=1&prefix=A&from=5&to=4',
	'day=1&prefix=A&from=-1',
	'day=1&prefix=<b>&from=1'
])('what is no range prints nothing: %s', (query) => expect(read(query)).toBeNull());

it('tickets given in a row span their range in whatever order they come', () => {
	const ticket = (number: number) => ({ day: 1, prefix: 'A', number });
	expect(rangeOf([ticket(19), ticket(17), ticket(18)])).toMatchObject({ from: 17, to: 19 });
	expect(rangeOf([])).toBeNull();
});
