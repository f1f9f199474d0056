import { foldDigits } from './digits.ts';
import { looksDamaged, repairCardText } from './card-text-repair.ts';
import type { PersonalIdRefusal, PersonalIdWarning, Sex } from './personal-id.ts';
import { readPersonalId } from './personal-id.ts';

/** What is unusual about a card that is read all the same: corrections of sex and birth year do happen. */
export const CARD_WARNINGS = [
	'birth-year-differs',
	'sex-differs',
	'birth-date-impossible',
	'birth-year-only',
	'separators-lost'
] as const;
export type CardWarning = (typeof CARD_WARNINGS)[number];

/**
 * All that is kept of an identity card. The old number, the date of birth, the address, the date of issue and the
 * parents' names are dropped while reading; the scanned text itself is never kept.
 * A printed code can be copied: it identifies, it proves nothing.
 */
export interface Card {
	digits: string;
	birthYear: number;
	sex: Sex;
	/** A suggestion for the officer's screen; `trusted` is false when it may be damaged and needs a look. */
	shortName: { text: string; trusted: boolean } | null;
	warnings: (CardWarning | PersonalIdWarning)[];
}

export type CardReading =
	{ ok: true; card: Card } | { ok: false; code: 'not-a-card' | PersonalIdRefusal };

/** The longest card known has under 500 characters; a QR code holds less than 3,000 bytes. */
const LONGEST_TEXT = 4000;
// eslint-disable-next-line no-control-regex -- wedges and decoders leave these between and around the parts
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\ufeff]+/g;

const LONGEST_NAME = 60;
const SEXES: Record<string, Sex> = { nam: 'male', nữ: 'female' };

/**
 * Reads the text of an identity card's QR code: parts between `|`, seven on the chip card, eleven on the card from
 * July 2024; neither the count nor the separator is relied on, for scanners lose both. Anchored on the first run of
 * twelve digits, then on the dates. `year` is the present year.
 *
 * Refuses `not-a-card` (no run of twelve digits, or nothing beside it) and what `readPersonalId` refuses. Nothing is
 * refused for its name.
 */
export function readCardQr(text: string, { year }: { year: number }): CardReading {
	const { text: mended } = repairCardText(foldDigits(text.slice(0, LONGEST_TEXT)));
	const clean = mended.replace(CONTROLS, ' ').trim();
	const parts = splitParts(clean) ?? splitRunTogether(clean);
	if (!parts) return { ok: false, code: 'not-a-card' };

	const reading = readPersonalId(parts.digits, year);
	if (!reading.ok) return reading;
	const { digits, birthYear: yearInId, sex: sexInId, warnings: idWarnings } = reading.id;

	const birth = birthYearOf(parts.birthDate, year);
	const birthYear = birth.year ?? yearInId;
	const sex = SEXES[parts.sex.toLowerCase()] ?? sexInId;

	const warnings: Card['warnings'] = [...idWarnings, ...birth.warnings];
	if (birthYear !== yearInId) warnings.push('birth-year-differs');
	if (sex !== sexInId) warnings.push('sex-differs');
	if (parts.runTogether) warnings.push('separators-lost');
	return {
		ok: true,
		card: { digits, birthYear, sex, shortName: nameSuggestion(parts.name), warnings }
	};
}

interface Parts {
	digits: string;
	name: string;
	birthDate: string;
	sex: string;
	runTogether: boolean;
}

/** The usual case. The separator is whatever sign stands after the twelve digits: keyboards turn `|` into `~` or `\`. */
function splitParts(text: string): Parts | null {
	const anchor = /(?<![\p{L}\d])(\d{12})\s*([^\p{L}\p{M}\d\s.,\-_/:])/u.exec(text);
	const digits = anchor?.[1];
	const separator = anchor?.[2];
	if (!anchor || digits === undefined || separator === undefined) return null;

	const parts = text
		.slice(anchor.index + anchor[0].length)
		.split(separator)
		.map((part) => part.trim());
	const sexAt = parts.findIndex((part) => part.toLowerCase() in SEXES);
	const dateAt = parts.findIndex((part) => BIRTH_DATE.test(part));
	// After the sex come the address and the date of issue: a date there is not the date of birth.
	const born = dateAt < (sexAt === -1 ? BIRTH_DATE_PLACE + 1 : sexAt) ? dateAt : -1;
	const end = born !== -1 ? born : sexAt !== -1 ? sexAt : 2;
	return {
		digits,
		name: parts.slice(0, end).find((part) => /\p{L}/u.test(part)) ?? '',
		birthDate: parts[born] ?? '',
		sex: parts[sexAt] ?? '',
		runTogether: false
	};
}

const BIRTH_DATE = /^(?:\d{8}|\d{4})$/;
/** Of the parts after the number: old number, name, date of birth. */
const BIRTH_DATE_PLACE = 2;

/** All separators swallowed on the way: `054090000123220123456Nguyễn Văn Mẫu05091990NamTổ 1…`. */
function splitRunTogether(text: string): Parts | null {
	const digits = /^(\d{12})(?:\d{9})?(?=[\s,]*\p{L})/u.exec(text)?.[1];
	if (digits === undefined) return null;
	const found = /^\d+[\s,]*(\p{L}\D*?)\s*(\d{8}|\d{4})\s*(Nam|NAM|Nữ|NỮ)/u.exec(text);
	const [, name = '', birthDate = '', sex = ''] = found ?? [];
	return { digits, name, birthDate, sex, runTogether: true };
}

/** `ddmmyyyy`; `0000yyyy` or `yyyy` for somebody of whom only the year is known. */
function birthYearOf(date: string, year: number): { year: number | null; warnings: CardWarning[] } {
	if (date === '') return { year: null, warnings: [] };
	const birthYear = Number(date.slice(-4));
	const dayMonth = date.slice(0, -4);
	if (birthYear < 1900 || birthYear > year)
		return { year: null, warnings: ['birth-date-impossible'] };
	if (dayMonth === '' || dayMonth === '0000')
		return { year: birthYear, warnings: ['birth-year-only'] };
	const day = Number(dayMonth.slice(0, 2));
	const month = Number(dayMonth.slice(2));
	const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, birthYear);
	return { year: birthYear, warnings: exists ? [] : ['birth-date-impossible'] };
}

function daysIn(month: number, year: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function nameSuggestion(name: string): Card['shortName'] {
	const text = name.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
	return text === '' ? null : { text, trusted: !looksDamaged(text) };
}
