import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageReached, readPersonalId, registeredBirthplace } from './personal-id.ts';
import { PROVINCE_CODES } from './province-codes.ts';

const YEAR = 2026;

describe('an identity number', () => {
	test('tells sex and birth year by its fourth to sixth digits', () => {
		expect(readPersonalId('054090000123', YEAR)).toEqual({
			ok: true,
			id: { digits: '054090000123', sex: 'male', birthYear: 1990, warnings: [] }
		});
		expect(readPersonalId('054195000456', YEAR)).toMatchObject({
			id: { sex: 'female', birthYear: 1995 }
		});
		expect(readPersonalId('054301000789', YEAR)).toMatchObject({
			id: { sex: 'female', birthYear: 2001 }
		});
		expect(readPersonalId('054218000321', YEAR)).toMatchObject({
			id: { sex: 'male', birthYear: 2018 }
		});
	});

	test.each([
		'054 090 000 123',
		'054.090.000.123',
		'054-090-000-123',
		'０５４０９００００１２３',
		' 054090000123\n'
	])('is taken as people write it: %j', (text) => {
		expect(readPersonalId(text, YEAR)).toMatchObject({ ok: true, id: { digits: '054090000123' } });
	});

	test('with a place code that is not in the list is taken with a warning', () => {
		expect(readPersonalId('555090000123', YEAR)).toMatchObject({
			ok: true,
			id: { warnings: ['unknown-province-code'] }
		});
	});

	test('of somebody more than 120 years old is taken with a warning', () => {
		expect(readPersonalId('054001000123', YEAR)).toMatchObject({
			ok: true,
			id: { birthYear: 1901, warnings: ['birth-year-long-ago'] }
		});
	});

	test.each([
		['220123456', 'old-id-9-digits'],
		['220 123 456', 'old-id-9-digits'],
		['7914123456', 'social-insurance-or-tax'],
		['0312345678001', 'social-insurance-or-tax'],
		['05409000012', 'not-12-digits'],
		['05409000012A', 'not-12-digits'],
		['', 'empty'],
		[' - ', 'empty'],
		['054490000123', 'birth-year-in-future'],
		['054227000123', 'birth-year-in-future']
	])('written %j is refused as %s', (text, code) => {
		expect(readPersonalId(text, YEAR)).toEqual({ ok: false, code });
	});

	test('never breaks the reader, whatever was typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
				const reading = readPersonalId(text, YEAR);
				if (reading.ok) expect(reading.id.digits).toMatch(/^\d{12}$/);
				else expect(reading.code).toBeTruthy();
			})
		);
	});
});

test('there are 63 birth-registration codes, read for display only', () => {
	expect(PROVINCE_CODES.size).toBe(63);
	expect(registeredBirthplace('054090000123')).toBe('Phú Yên');
	expect(registeredBirthplace('999090000123')).toBeNull();
});

test('an age is known to the year only', () => {
	expect(ageReached(1990, YEAR)).toBe(36);
});
