import { bitsOfTicketId, ticketIdOfBits } from './ticket-id.ts';

/**
 * What the second version of a slip's link holds: who gave which number, signed by the giver. Whoever reads it can bring
 * the ticket back although the gate that gave it was never heard of again. The signature is made and checked outside:
 * here are only the bytes.
 */
export interface SignedSlip {
	fieldEventId: number;
	/** `SlipKey.no` and `.epoch` of who signed: a station, or 0 and 0 for the server's own sheets. */
	station: number;
	epoch: number;
	day: number;
	prefix: string;
	number: number;
	ticketId: string;
}

/** The server's own place in signed links: reserve sheets. */
export const SERVER_STATION = 0;

export const SIGNATURE_BYTES = 64;
const SIGNATURE_BITS = 512n;
const DIGITS = 232;

/** Each number of the link and its bits, from high to low; the ticket's 128 bits follow. */
const FIELDS = [
	['fieldEventId', 48],
	['station', 16],
	['epoch', 16],
	['day', 8],
	['prefix', 16],
	['number', 24]
] as const;

/** What is signed begins with this, so that a signature under a slip is never one under anything else. */
const PURPOSE = 'ngayhoi-slip-2';

/** The bytes that the giver signs and a reader checks: the purpose and 256 bits. Throws for what does not fit. */
export function slipBytes(slip: SignedSlip): Uint8Array<ArrayBuffer> {
	return new Uint8Array([
		...Array.from(PURPOSE, (sign) => sign.charCodeAt(0)),
		...bytesOf(bitsOf(slip), 32)
	]);
}

/** What follows the version's digit in the link: 232 decimal digits of one number of 768 bits. */
export function signedSlipDigits(slip: SignedSlip, signature: Uint8Array): string {
	if (signature.length !== SIGNATURE_BYTES) throw new RangeError('a signature is 64 bytes');
	const hex = Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('');
	const value = (bitsOf(slip) << SIGNATURE_BITS) | BigInt(`0x${hex}`);
	return value.toString().padStart(DIGITS, '0');
}

/** Reads what `signedSlipDigits` wrote; null when it cannot have been written so. Says nothing of the signature's truth. */
export function readSignedSlip(
	digits: string
): { slip: SignedSlip; signature: Uint8Array<ArrayBuffer> } | null {
	if (!/^\d+$/.test(digits) || digits.length !== DIGITS) return null;
	const value = BigInt(digits);
	if (value >> 768n) return null;
	const signature = new Uint8Array(bytesOf(value & ((1n << SIGNATURE_BITS) - 1n), SIGNATURE_BYTES));
	let bits = value >> SIGNATURE_BITS;
	const ticketId = ticketIdOfBits(bits & ((1n << 128n) - 1n));
	bits >>= 128n;
	const numbers = { fieldEventId: 0, station: 0, epoch: 0, day: 0, prefix: 0, number: 0 };
	for (const [name, size] of [...FIELDS].reverse()) {
		numbers[name] = Number(bits & ((1n << BigInt(size)) - 1n));
		bits >>= BigInt(size);
	}
	const prefix = prefixOf(numbers.prefix);
	if (prefix === null || numbers.day === 0 || numbers.number === 0) return null;
	return { slip: { ...numbers, prefix, ticketId }, signature };
}

function bitsOf(slip: SignedSlip): bigint {
	const numbers = { ...slip, prefix: codeOf(slip.prefix) };
	const head = FIELDS.reduce((bits, [name, size]) => {
		const value = numbers[name];
		if (!Number.isInteger(value) || value < 0 || value >= 2 ** size) {
			throw new RangeError(`${name} does not fit into a slip: ${value}`);
		}
		return (bits << BigInt(size)) | BigInt(value);
	}, 0n);
	return (head << 128n) | bitsOfTicketId(slip.ticketId);
}

/** A letter is 1 to 26, times 16; the digit that may follow it is 2 to 15. */
function codeOf(prefix: string): number {
	const found = /^([A-Z])([2-9]|1[0-5])?$/.exec(prefix);
	if (!found) throw new RangeError(`no prefix of a number: ${prefix}`);
	return (prefix.charCodeAt(0) - 64) * 16 + Number(found[2] ?? 0);
}

function prefixOf(code: number): string | null {
	const letter = code >> 4;
	const digit = code & 15;
	if (letter < 1 || letter > 26 || digit === 1) return null;
	return String.fromCharCode(64 + letter) + (digit === 0 ? '' : String(digit));
}

function bytesOf(bits: bigint, length: number): number[] {
	const hex = bits.toString(16).padStart(length * 2, '0');
	return Array.from({ length }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
