/*
 * How a sign-in code looks: 24 decimal digits, 6 that find the row and 18 that are secret. Digits only,
 * because a wedge scanner types through Telex and VNI, and a person may have to read them out; in six
 * groups of four. 18 digits are 60 bits: against guessing at the door the limits stand (ten wrong tries
 * per code, then a pause), and a stolen database still leaves some years of hashing for a code that
 * lives for days. The id is hashed with the secret, so that no work serves two codes at once.
 */
import { hashSecret, randomDigits } from '#lib/server/account/secret.ts';

const ID_DIGITS = 6;
const SECRET_DIGITS = 18;
const ALL_DIGITS = ID_DIGITS + SECRET_DIGITS;

export interface SignInCodeText {
	id: string;
	secret: string;
}

export function newSignInCodeText(): SignInCodeText {
	return { id: randomDigits(ID_DIGITS), secret: randomDigits(SECRET_DIGITS) };
}

/**
 * Reads what was scanned, pasted or typed: a whole link, or the digits with any spaces, dots or
 * hyphens between them. Null when it is no sign-in code.
 */
export function readSignInCode(text: string): SignInCodeText | null {
	const tail = text.slice(0, 500).split('/in/').at(-1) ?? '';
	const digits = tail.replace(/[\s.\-–]/g, '');
	if (!/^\d+$/.test(digits) || digits.length !== ALL_DIGITS) return null;
	return { id: digits.slice(0, ID_DIGITS), secret: digits.slice(ID_DIGITS) };
}

/** What the database keeps of a code. */
export function hashSignInCode({ id, secret }: SignInCodeText): Uint8Array {
	return hashSecret(`${id}.${secret}`);
}

/** For print and screen: `1234 5678 9012 3456 7890 1234`. */
export function inGroupsOfFour(digits: string): string {
	return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
