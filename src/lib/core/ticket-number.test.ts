import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	formatNumber,
	gatePrefix,
	numberReadings,
	PREFIX_LETTERS,
	readNumber,
	spokenParts
} from './ticket-number.ts';

test('gates receive letters that sound apart, and from the eighth gate a digit follows the letter', () => {
	expect([0, 1, 6, 7, 8, 13, 14].map(gatePrefix)).toEqual(['A', 'C', 'X', 'A2', 'C2', 'X2', 'A3']);
	const many = Array.from({ length: 200 }, (_, index) => gatePrefix(index));
	expect(new Set(many).size).toBe(200);
});

test('a number has at least three digits and is never wrapped', () => {
	expect(formatNumber('A', 17)).toBe('A-017');
	expect(formatNumber('A', 999)).toBe('A-999');
	expect(formatNumber('A', 1000)).toBe('A-1000');
	expect(formatNumber('A2', 17)).toBe('A2-017');
});

describe('a number that somebody types at a desk', () => {
	test.each([
		['A-017', 'A', 17],
		['a17', 'A', 17],
		['A 1000', 'A', 1000],
		['a.17', 'A', 17],
		['A2-017', 'A2', 17],
		['a2 17', 'A2', 17],
		['A–017', 'A', 17],
		['Ａ-017'.normalize('NFKC'), 'A', 17],
		['A-０１７', 'A', 17],
		['á7', 'A', 17],
		['ư17', 'U', 717],
		['A10-005', 'A10', 5]
	])('%j is read', (text, prefix, number) => {
		expect(readNumber(text)).toEqual({ prefix, number });
	});

	test.each([
		'',
		'017',
		'A',
		'A-',
		'A-000',
		'AB-017',
		'A1-017',
		'A-1234567',
		'A-01x',
		'Nguyễn Văn A 12'
	])('%j is none', (text) => {
		expect(readNumber(text)).toBeNull();
	});

	test('without its dash may be of a gate with a digit', () => {
		expect(numberReadings('A2017')).toEqual([
			{ prefix: 'A', number: 2017 },
			{ prefix: 'A2', number: 17 }
		]);
		expect(numberReadings('A217')).toEqual([{ prefix: 'A', number: 217 }]);
	});

	test('is read back from every way in which it is printed', () => {
		fc.assert(
			fc.property(fc.nat(150), fc.integer({ min: 1, max: 999_999 }), (gate, number) => {
				const prefix = gatePrefix(gate);
				expect(readNumber(formatNumber(prefix, number))).toEqual({ prefix, number });
			})
		);
	});

	test('never breaks the reader', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(Array.isArray(numberReadings(text))).toBe(true);
			})
		);
	});
});

test('a number is spoken letter by letter and digit by digit', () => {
	expect(spokenParts('A', 17)).toEqual(['letter-a', 'digit-0', 'digit-1', 'digit-7']);
	expect(spokenParts('A2', 17)).toEqual(['letter-a', 'digit-2', 'digit-0', 'digit-1', 'digit-7']);
	for (const letter of PREFIX_LETTERS) expect(spokenParts(letter, 1000)).toHaveLength(5);
});
