import { foldDigits } from './digits.ts';
import { formatNumber } from './ticket-number.ts';

/**
 * One person's file, as lists name it: whose ticket, for which service, which of the people of that ticket. It says
 * nothing of the person, and stays the same however often lists go out and come in.
 */
export interface FollowUpKey {
	/** Which field event, as its six signs. */
	code: string;
	day: number;
	prefix: string;
	number: number;
	serviceId: string;
	/** From 1, among the files of this ticket and service. */
	ordinal: number;
}

/** Signs that are not mistaken for one another. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_SIGNS = 6;
const CODES = SIGNS.length ** CODE_SIGNS;

/** Six signs for a field event, so that a list of another one is noticed. Ids are random, so their end is. */
export function fieldEventCode(fieldEventId: number): string {
	let rest = fieldEventId % CODES;
	let code = '';
	for (let sign = 0; sign < CODE_SIGNS; sign++) {
		code = SIGNS.charAt(rest % SIGNS.length) + code;
		rest = Math.floor(rest / SIGNS.length);
	}
	return code;
}

/** `7KQ2MA-1-A-017-level-2-1`: letters and dashes, so that no spreadsheet takes it for a date or a number. */
export function followUpId(fieldEventId: number, key: Omit<FollowUpKey, 'code'>): string {
	const { day, prefix, number, serviceId, ordinal } = key;
	const code = fieldEventCode(fieldEventId);
	return [code, day, formatNumber(prefix, number), serviceId, ordinal].join('-');
}

const WRITTEN = /^([2-9A-HJ-NP-Z]{6})-(\d{1,3})-([A-Z]\d{0,2})-(\d{3,6})-([A-Z0-9-]+)-(\d{1,3})$/;

/** Reads an id as `followUpId` writes it, in whatever case, with any dash and stray spaces; null when it is none. */
export function readFollowUpId(text: string): FollowUpKey | null {
	const folded = foldDigits(text.slice(0, 120))
		.toUpperCase()
		.replace(/[‐-―−_]/g, '-')
		.replace(/\s+/g, '');
	const [, code, day, prefix, number, service, ordinal] = WRITTEN.exec(folded) ?? [];
	if (!code || !prefix || !service) return null;
	return {
		code,
		day: Number(day),
		prefix,
		number: Number(number),
		serviceId: service.toLowerCase(),
		ordinal: Number(ordinal)
	};
}
