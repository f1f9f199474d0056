import { expect, test } from 'vitest';
import { boothRanges } from './booth-ranges.ts';

test('booths in a row are said as one', () => {
	expect(boothRanges([])).toBe('');
	expect(boothRanges([7])).toBe('7');
	expect(boothRanges([7, 6])).toBe('6, 7');
	expect(boothRanges([5, 6, 7, 9, 12, 13])).toBe('5–7, 9, 12, 13');
	expect(boothRanges([5, 5, 6, 7])).toBe('5–7');
});
