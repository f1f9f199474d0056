import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

// Letters and digits that are not mistaken for one another; 32 of them, five bits each.
const ID_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A random id of 16 characters (80 bits). Not a secret: it only finds the row. */
export function randomId(): string {
	return Array.from(randomBytes(16), (byte) => ID_ALPHABET[byte >> 3]).join('');
}

/** 256 random bits in base64url, for a browser to keep. */
export function randomSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** `length` random decimal digits: what a person may have to type survives Telex, VNI and caps lock. */
export function randomDigits(length: number): string {
	return Array.from({ length }, () => randomInt(10)).join('');
}

/** What the database keeps in place of a secret. */
export function hashSecret(secret: string): Uint8Array {
	return createHash('sha256').update(secret, 'utf8').digest();
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
	return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
