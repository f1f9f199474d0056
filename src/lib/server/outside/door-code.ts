import { hashSecret, randomDigits } from '#lib/server/account/secret.ts';

/*
 * How what opens a door looks: 47 decimal digits, 8 that find the row and 39 (129 bits) that are secret. Digits only:
 * they cost least in a QR code, survive every messenger and typing tool, and no log keeps so many in a row.
 */
const ID_DIGITS = 8;
const SECRET_DIGITS = 39;

export interface DoorCode {
	id: string;
	/** The whole text, shown once and kept nowhere. */
	text: string;
	/** What the database keeps of it. */
	hash: Uint8Array;
}

export function newDoorCode(): DoorCode {
	return codeOf(randomDigits(ID_DIGITS + SECRET_DIGITS));
}

/** Reads a code; null when it cannot be one. */
export function readDoorCode(text: string): DoorCode | null {
	return /^\d+$/.test(text) && text.length === ID_DIGITS + SECRET_DIGITS ? codeOf(text) : null;
}

function codeOf(text: string): DoorCode {
	return { id: text.slice(0, ID_DIGITS), text, hash: hashSecret(text) };
}
