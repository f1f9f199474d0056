import type { Card } from './card-qr.ts';
import { readCardQr } from './card-qr.ts';
import { foldDigits } from './digits.ts';
import type { PersonalId, PersonalIdRefusal } from './personal-id.ts';
import { readPersonalId } from './personal-id.ts';
import { readTicketLink, type TicketLinkReading } from './ticket-link.ts';
import type { TicketNumber } from './ticket-number.ts';
import { numberReadings } from './ticket-number.ts';

/** What a scanned or typed text may be that nothing can be done with, beside a refused identity number. */
export const SCAN_REFUSALS = [
	'empty',
	'ticket-newer',
	'vneid',
	'health-insurance',
	'bank-payment',
	'web-link',
	'typing-tool-on',
	'too-long',
	'unknown'
] as const;
export type ScanRefusal = (typeof SCAN_REFUSALS)[number];

/** What a scanned or typed text is. A screen takes the kinds that it asked for and says in words what the others are. */
export type Scanned =
	| Extract<TicketLinkReading, { kind: 'ticket' }>
	/** `others` are further readings, likeliest first: `A2017` is A-2017, or A2-017 without its dash. */
	| ({ kind: 'number'; others: TicketNumber[] } & TicketNumber)
	/** Up to five digits alone: a ticket number whose letter was left out. */
	| { kind: 'number-without-letter'; number: number }
	| { kind: 'card'; card: Card }
	| { kind: 'personal-id'; id: PersonalId }
	| { kind: 'refused'; code: ScanRefusal | PersonalIdRefusal };

export interface ScanContext {
	/** The present year. */
	year: number;
	/** The scanner saw a Vietnamese typing tool at work while the text came in. */
	imeSeen?: boolean;
}

/** A QR code holds less than 3,000 bytes; whatever is longer was pasted. */
const LONGEST_TEXT = 4000;
// eslint-disable-next-line no-control-regex -- what scanners put before and after
const EDGES = /^[\s\u0000-\u001f\ufeff]+|[\s\u0000-\u001f\ufeff]+$/g;

/** Tells what a text is that came from a scanner, a camera or a keyboard. Never throws. */
export function recogniseScan(text: string, { year, imeSeen = false }: ScanContext): Scanned {
	if (text.length > LONGEST_TEXT) return refused('too-long');
	const clean = foldDigits(text).replace(EDGES, '');
	if (!/[\p{L}\p{N}]/u.test(clean)) return refused('empty');

	const link = readTicketLink(clean);
	if (link) return link.kind === 'ticket' ? link : refused('ticket-newer');
	if (isBankPayment(clean)) return refused('bank-payment');
	if (isWebLink(clean)) return refused(/vneid/i.test(clean) ? 'vneid' : 'web-link');
	if (isHealthInsurance(clean)) return refused('health-insurance');

	const card = readCardQr(clean, { year });
	if (card.ok) return { kind: 'card', card: card.card };
	if (card.code !== 'not-a-card') return refused(card.code);

	const [number, ...others] = numberReadings(clean);
	if (number) return { kind: 'number', ...number, others };
	if (/^[\d\s.\-_‐-―·]+$/.test(clean)) return digitsAlone(clean, year);

	if (imeSeen || looksTypedThroughIme(clean)) return refused('typing-tool-on');
	return refused(isOpaqueToken(clean) ? 'vneid' : 'unknown');
}

function refused(code: ScanRefusal | PersonalIdRefusal): Scanned {
	return { kind: 'refused', code };
}

function digitsAlone(text: string, year: number): Scanned {
	const digits = text.replace(/\D/g, '');
	if (digits.length <= 5) {
		const number = Number(digits);
		return number === 0 ? refused('unknown') : { kind: 'number-without-letter', number };
	}
	const reading = readPersonalId(text, year);
	return reading.ok ? { kind: 'personal-id', id: reading.id } : refused(reading.code);
}

/** EMVCo merchant code, as VietQR prints it: payload format 01, then tag, two digits of length, value … */
function isBankPayment(text: string): boolean {
	return /^000201\d{4}/.test(text) && text.length >= 30;
}

function isWebLink(text: string): boolean {
	return /^(?:https?:|www\.)\S+$/i.test(text);
}

/** Health insurance (BHYT) joins with `|` too, but its name and address are hex of UTF-8. */
function isHealthInsurance(text: string): boolean {
	const [number = '', name = ''] = text.split('|');
	return /^(?:[A-Z]{2}\d{13}|\d{10})$/i.test(number) && /^(?:[0-9a-f]{2}){3,}$/i.test(name);
}

/** A long run without spaces, as the changing code of the VNeID app is. What it holds is published nowhere. */
function isOpaqueToken(text: string): boolean {
	return text.length >= 32 && /^[\w+/=.:|-]+$/.test(text);
}

/**
 * Digits that a typing tool or the Vietnamese keyboard layout has turned into letters and accents: many digits,
 * with Vietnamese letters in the middle of them, or a link of ours whose letters carry accents.
 */
function looksTypedThroughIme(text: string): boolean {
	const accented = /[ăâđêôơưÀ-ỹ]/i.test(text);
	if (!accented) return false;
	const digits = text.replace(/\D/g, '').length;
	return digits >= 8 || /^h\S*t\S*p\S*:?\S*\/\S+$/i.test(text) || onlyVietnameseLayoutDigits(text);
}

/** The Windows layout "Vietnamese" has ă â ê ô, five tone marks and đ where the digits are. */
function onlyVietnameseLayoutDigits(text: string): boolean {
	return /^[\u0300-\u0309\u0323aeođ\d\s]{9,}$/iu.test(text.normalize('NFD'));
}
