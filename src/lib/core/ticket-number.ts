import type { ClipKey, SpokenDigit, SpokenLetter } from './clip-list.ts';
import { SPOKEN_LETTERS } from './clip-list.ts';
import { foldDigits } from './digits.ts';

/** Letters that sound apart when called over a loudspeaker, in the order in which gates receive them. */
export const PREFIX_LETTERS = ['A', 'C', 'H', 'K', 'M', 'R', 'X'] as const;

/** Numbers that a citizen takes by phone from the poster. */
export const SELF_SERVICE_PREFIX = 'U';

/** Numbers on sheets printed beforehand for a day without anything else. */
export const PAPER_RESERVE_PREFIX = 'Q';

export interface TicketNumber {
	prefix: string;
	number: number;
}

/** The prefix of the gate with this index, from 0: A C H K M R X, then A2 C2 … X2, A3 … */
export function gatePrefix(index: number): string {
	const letter = PREFIX_LETTERS[index % PREFIX_LETTERS.length] ?? PREFIX_LETTERS[0];
	const round = Math.floor(index / PREFIX_LETTERS.length) + 1;
	return round === 1 ? letter : `${letter}${round}`;
}

/** As people see it: at least three digits, never wrapped: `A-017`, `A2-017`, `A-1000`. */
export function formatNumber(prefix: string, number: number): string {
	return `${prefix}-${String(number).padStart(3, '0')}`;
}

/** What VNI typing makes of the digit that follows a vowel: `a1` becomes `á`, `u7` becomes `ư`. */
const VNI_MARKS: Record<string, string> = {
	'\u0301': '1',
	'\u0300': '2',
	'\u0309': '3',
	'\u0303': '4',
	'\u0323': '5',
	'\u0302': '6',
	'\u031b': '7',
	'\u0306': '8'
};

/** The longest number that is read: a hall issues 20,000 a day. */
const MOST_DIGITS = 6;

/**
 * Every way to read a ticket number that a person typed or a scanner gave, the likeliest first; empty when it is
 * none. Only `A2017` has two: A-2017, and A2-017 without its dash. The letter may be small, the dash a space, a
 * dot or nothing, and VNI may have been left on (`á7` is `a17`).
 */
export function numberReadings(text: string): TicketNumber[] {
	const folded = foldDigits(text.slice(0, 40))
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, (mark) => VNI_MARKS[mark] ?? mark)
		.trim()
		.toUpperCase();

	const apart = /^([A-Z](?:[2-9]|[1-9]\d)?)\s*[\s.\-_/‐-―]\s*(\d+)$/.exec(folded);
	if (apart) return reading(apart[1], apart[2]);

	const joined = /^([A-Z])(\d+)$/.exec(folded);
	if (!joined) return [];
	const longPrefix = /^([A-Z][2-9])(\d{3,})$/.exec(folded);
	return [...reading(joined[1], joined[2]), ...reading(longPrefix?.[1], longPrefix?.[2])];
}

/** The likeliest reading of a ticket number such as `A-017`, `a17`, `A2-017`, `A 1000`; null when it is none. */
export function readNumber(text: string): TicketNumber | null {
	return numberReadings(text)[0] ?? null;
}

function reading(prefix: string | undefined, digits: string | undefined): TicketNumber[] {
	if (prefix === undefined || digits === undefined || digits.length > MOST_DIGITS) return [];
	const number = Number(digits);
	return number === 0 ? [] : [{ prefix, number }];
}

/**
 * The clips that speak a number, digit by digit as it is written: A-017 is *A không một bảy*; A2-017 is
 * *A hai không một bảy*. A letter without a clip is left out.
 */
export function spokenParts(prefix: string, number: number): ClipKey[] {
	const parts: ClipKey[] = [];
	for (const sign of formatNumber(prefix, number)) {
		if (isSpokenLetter(sign)) parts.push(`letter-${sign.toLowerCase() as Lowercase<SpokenLetter>}`);
		else if (/\d/.test(sign)) parts.push(`digit-${Number(sign) as SpokenDigit}`);
	}
	return parts;
}

function isSpokenLetter(sign: string): sign is SpokenLetter {
	return (SPOKEN_LETTERS as readonly string[]).includes(sign);
}
