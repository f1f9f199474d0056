import { foldDigits } from './digits.ts';
import { PROVINCE_CODES } from './province-codes.ts';

export type Sex = 'male' | 'female';

/** Why a text is not taken as an identity number. */
export const PERSONAL_ID_REFUSALS = [
	'empty',
	'old-id-9-digits',
	'social-insurance-or-tax',
	'not-12-digits',
	'birth-year-in-future'
] as const;
export type PersonalIdRefusal = (typeof PERSONAL_ID_REFUSALS)[number];

/** What is unusual about a number that is taken all the same. */
export const PERSONAL_ID_WARNINGS = ['unknown-province-code', 'birth-year-long-ago'] as const;
export type PersonalIdWarning = (typeof PERSONAL_ID_WARNINGS)[number];

/** What the twelve digits tell by themselves. `digits` is personal data: in memory, never in logs or addresses. */
export interface PersonalId {
	digits: string;
	sex: Sex;
	birthYear: number;
	warnings: PersonalIdWarning[];
}

export type PersonalIdReading =
	{ ok: true; id: PersonalId } | { ok: false; code: PersonalIdRefusal };

/** Older than anybody living is said to be: worth a second look, not a refusal. */
const OLDEST_YEARS = 120;

/**
 * Reads an identity number (số định danh cá nhân) as typed: twelve digits `PPP G YY RRRRRR`, with spaces, dots or
 * dashes between them, full-width digits too. `year` is the present year.
 *
 * Sex and century are in the fourth digit (even: male; 0–1 for 1900–1999, 2–3 for 2000–2099 …), by Decree
 * 137/2015 Art. 13 and Circular 07/2016/TT-BCA. There is no check digit: a slip in the last six cannot be noticed.
 */
export function readPersonalId(text: string, year: number): PersonalIdReading {
	const digits = foldDigits(text).replace(/[\s.\-_‐-―·]/g, '');
	if (digits === '') return { ok: false, code: 'empty' };
	if (!/^\d{12}$/.test(digits)) return { ok: false, code: refusalOf(digits) };

	const century = Number(digits.charAt(3));
	const birthYear = 1900 + 100 * Math.floor(century / 2) + Number(digits.slice(4, 6));
	if (birthYear > year) return { ok: false, code: 'birth-year-in-future' };

	const warnings: PersonalIdWarning[] = [];
	if (!PROVINCE_CODES.has(digits.slice(0, 3))) warnings.push('unknown-province-code');
	if (birthYear < year - OLDEST_YEARS) warnings.push('birth-year-long-ago');
	return {
		ok: true,
		id: { digits, sex: century % 2 === 0 ? 'male' : 'female', birthYear, warnings }
	};
}

function refusalOf(digits: string): PersonalIdRefusal {
	if (/^\d{9}$/.test(digits)) return 'old-id-9-digits';
	if (/^(\d{10}|\d{13})$/.test(digits)) return 'social-insurance-or-tax';
	return 'not-12-digits';
}

/** Where the birth was registered, by the number's first three digits; null for a code that is not in the list. */
export function registeredBirthplace(digits: string): string | null {
	return PROVINCE_CODES.get(digits.slice(0, 3)) ?? null;
}

/** The age that somebody born in `birthYear` reaches in `year`; before the birthday they are one year younger. */
export function ageReached(birthYear: number, year: number): number {
	return year - birthYear;
}
