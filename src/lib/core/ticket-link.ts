import { foldDigits } from './digits.ts';

/**
 * The link on a slip: `<public address>/t/<v><digits>`. Everything that carries meaning is a decimal digit, because
 * digits survive Telex, VNI, caps lock and a foreign keyboard layout on their way through a hand scanner, and cost
 * no more in a QR code. Version 1 holds the ticket's 128 bits as 39 digits.
 */
const VERSION = '1';
const ID_DIGITS = 39;
const IDS = 1n << 128n;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export type TicketLinkReading =
	| { kind: 'ticket'; ticketId: string }
	/** Printed by a later version of this program than the one that reads it. */
	| { kind: 'ticket-newer'; version: number };

/** Writes 16 random bytes as a ticket id: lower-case hex, 8-4-4-4-12. */
export function ticketIdFromBytes(bytes: Uint8Array): string {
	if (bytes.length !== 16) throw new RangeError(`a ticket id is 16 bytes, not ${bytes.length}`);
	return uuidText(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** What follows `/t/` in a ticket's link: the version and 39 decimal digits. The id as `ticketIdFromBytes` writes it. */
export function ticketDigits(ticketId: string): string {
	if (!UUID.test(ticketId)) throw new RangeError('a ticket id is lower-case hex, 8-4-4-4-12');
	const value = BigInt(`0x${ticketId.replaceAll('-', '')}`);
	return VERSION + value.toString().padStart(ID_DIGITS, '0');
}

/** The link that a slip's QR code holds. `publicUrl` is the address under which phones reach this server. */
export function ticketLink(publicUrl: string, ticketId: string): string {
	return `${publicUrl.replace(/\/+$/, '')}/t/${ticketDigits(ticketId)}`;
}

/**
 * Finds a ticket in a scanned or typed text, or in the last part of an address: what follows the last `/t/`, or
 * digits alone. A link whose letters and slashes a typing tool has spoiled is read by the 40 digits that end it.
 * Null when the text is no link of a ticket.
 */
export function readTicketLink(text: string): TicketLinkReading | null {
	const folded = foldDigits(text).trim();
	const start = folded.toLowerCase().lastIndexOf('/t/');
	const tail = start === -1 ? folded : folded.slice(start + 3);
	const written = /^(\d+)(?![\d\p{L}])/u.exec(tail)?.[1];
	if (written !== undefined && (start !== -1 || written.length === tail.length)) {
		const found = readDigits(written);
		if (found) return found;
	}
	const spoilt = /(?:^|\D)(1\d{39})$/.exec(folded)?.[1];
	return spoilt === undefined ? null : readDigits(spoilt);
}

/** A later version is told by its first digit and by being at least as long as an id. */
function readDigits(digits: string): TicketLinkReading | null {
	if (digits.length <= ID_DIGITS) return null;
	const version = Number(digits.charAt(0));
	if (digits.charAt(0) !== VERSION) return version === 0 ? null : { kind: 'ticket-newer', version };
	if (digits.length !== 1 + ID_DIGITS) return null;
	const value = BigInt(digits.slice(1));
	if (value >= IDS) return null;
	return { kind: 'ticket', ticketId: uuidText(value.toString(16).padStart(32, '0')) };
}

function uuidText(hex: string): string {
	return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
