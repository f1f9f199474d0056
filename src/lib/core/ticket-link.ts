import { foldDigits } from './digits.ts';
import { readSignedSlip, signedSlipDigits, type SignedSlip } from './signed-slip.ts';
import { bitsOfTicketId, ticketIdFromBytes, ticketIdOfBits } from './ticket-id.ts';

export { ticketIdFromBytes };

/**
 * The link on a slip: `<public address>/t/<v><digits>`. Everything that carries meaning is a decimal digit, because
 * digits survive Telex, VNI, caps lock and a foreign keyboard layout on their way through a hand scanner, and cost
 * no more in a QR code. Version 1 holds the ticket's 128 bits as 39 digits; version 2 says besides who gave which
 * number and is signed (`SignedSlip`), 232 digits.
 */
const ID_DIGITS = 39;
const IDS = 1n << 128n;

export type TicketLinkReading =
	| {
			kind: 'ticket';
			ticketId: string;
			/** What a link of version 2 says; its signature is not checked yet. */
			signed?: { slip: SignedSlip; signature: Uint8Array<ArrayBuffer> };
	  }
	/** Printed by a later version of this program than the one that reads it. */
	| { kind: 'ticket-newer'; version: number };

/** What follows `/t/` in a ticket's link: the version and 39 decimal digits. The id as `ticketIdFromBytes` writes it. */
export function ticketDigits(ticketId: string): string {
	return `1${bitsOfTicketId(ticketId).toString().padStart(ID_DIGITS, '0')}`;
}

/** What follows `/t/` in a signed link: the version and 232 decimal digits. */
export function signedDigits(slip: SignedSlip, signature: Uint8Array): string {
	return `2${signedSlipDigits(slip, signature)}`;
}

/** What follows `/t/` in the signed link that was read; null when it was not signed. */
export function signedPartOf(read: TicketLinkReading): string | null {
	return read.kind === 'ticket' && read.signed
		? signedDigits(read.signed.slip, read.signed.signature)
		: null;
}

/** The link that a slip's QR code holds. `publicUrl` is the address under which phones reach this server. */
export function ticketLink(publicUrl: string, ticketId: string): string {
	return linkOf(publicUrl, ticketDigits(ticketId));
}

/** The address of a ticket's page, by what follows `/t/` in it. */
export function linkOf(publicUrl: string, digits: string): string {
	return `${publicUrl.replace(/\/+$/, '')}/t/${digits}`;
}

/**
 * Finds a ticket in a scanned or typed text, or in the last part of an address: what follows the last `/t/`, or
 * digits alone. A link whose letters and slashes a typing tool has spoiled is read by the digits that end it.
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
	const spoilt = /(?:^|\D)(1\d{39}|2\d{232})$/.exec(folded)?.[1];
	return spoilt === undefined ? null : readDigits(spoilt);
}

/** A later version is told by its first digit and by being at least as long as an id. */
function readDigits(digits: string): TicketLinkReading | null {
	if (digits.length <= ID_DIGITS) return null;
	const version = Number(digits.charAt(0));
	if (version === 0) return null;
	if (version > 2) return { kind: 'ticket-newer', version };
	if (version === 2) {
		const signed = readSignedSlip(digits.slice(1));
		return signed && { kind: 'ticket', ticketId: signed.slip.ticketId, signed };
	}
	if (digits.length !== 1 + ID_DIGITS) return null;
	const value = BigInt(digits.slice(1));
	if (value >= IDS) return null;
	return { kind: 'ticket', ticketId: ticketIdOfBits(value) };
}
