import { expect, test } from 'vitest';
import { lastOf, numbersOf, sheetRunOf } from './busload.ts';

test('a run of sheets goes from the first to the last, both counted, however the two were typed', () => {
	const run = { prefix: 'A', from: 101, to: 145 };
	expect(sheetRunOf('A-101', 'A-145', 'A')).toEqual(run);
	expect(sheetRunOf('a145', ' 101 ', 'A')).toEqual(run);
	expect(numbersOf(run)).toHaveLength(45);
});

test('a number without its letter is of this gate, and so is one that reads two ways', () => {
	expect(sheetRunOf('1', '00020', 'C')).toEqual({ prefix: 'C', from: 1, to: 20 });
	expect(sheetRunOf('A2017', 'A2-036', 'A2')).toEqual({ prefix: 'A2', from: 17, to: 36 });
});

test('sixty sheets are given in one action and not one more', () => {
	expect(sheetRunOf('A-001', 'A-060', 'A')).toMatchObject({ to: 60 });
	expect(sheetRunOf('A-001', 'A-061', 'A')).toBe('too-many');
});

test('what makes no run is told apart: nothing yet, no number, two letters', () => {
	expect(sheetRunOf('A-101', '', 'A')).toBe('missing');
	expect(sheetRunOf('A-101', 'xe 2', 'A')).toBe('unreadable');
	expect(sheetRunOf('A-101', 'A-0', 'A')).toBe('unreadable');
	expect(sheetRunOf('A-101', 'C-120', 'A')).toBe('two-series');
});

test('the last of twenty sheets is nineteen after the first', () => {
	expect(lastOf('A-101', 20, 'A')).toBe('A-120');
	expect(lastOf('', 20, 'A')).toBe('');
});
