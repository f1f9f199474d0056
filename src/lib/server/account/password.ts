import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id, 64 MiB, 3 passes: 42 ms on two old cores, 37 a second (measured). OWASP's floor is 19 MiB, 2 passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/**
 * Three at a time: libuv has four threads, and static files must still be read while a hundred
 * officers sign in at seven o'clock. It also bounds the memory to 192 MiB.
 */
const AT_ONCE = 3;
/** Whoever would be the 65th to wait is told to try again: about two seconds of work ahead. */
const MAX_WAITING = 64;

/**
 * Shortest password. Decree 331/2026 as practised asks for 14 characters where there is no second
 * factor, and there is none yet; three or four words reach that without effort.
 */
export const PASSWORD_MIN = 14;
/** Longest: hashing cost must not be chosen by a stranger. */
export const PASSWORD_MAX = 200;

export type PasswordRefusal =
	'password-missing' | 'password-short' | 'password-long' | 'password-simple';

/** Thrown when more sign-ins wait than can be answered in a reasonable time. */
export class HashingBusy extends Error {
	override name = 'HashingBusy';
}

// The same password typed on macOS and on Windows differs in bytes until it is normalised.
const normal = (password: string) => password.normalize('NFC');

/**
 * What speaks against a new password, or null. No rules of composition (they make people write it on
 * the screen's edge); refused is what is short, made of few different signs, or built on the sign-in name.
 */
export function passwordRefusal(password: string, signInName: string): PasswordRefusal | null {
	const text = normal(password);
	const length = [...text].length;
	if (length === 0) return 'password-missing';
	if (length < PASSWORD_MIN) return 'password-short';
	if (length > PASSWORD_MAX) return 'password-long';
	const lower = text.toLowerCase();
	const rest = signInName.length >= 3 ? lower.replaceAll(signInName, '') : lower;
	const distinct = new Set(rest).size;
	if (distinct < 5 || isRun(lower)) return 'password-simple';
	return null;
}

// "01234567890123", "abcdefghijklmn", and the same backwards: each sign the neighbour of the one before.
function isRun(text: string): boolean {
	const steps = [...text].slice(1).map((sign, i) => sign.charCodeAt(0) - text.charCodeAt(i));
	const neighbours = steps.filter((step) => step === 1 || step === -1).length;
	return neighbours >= steps.length * 0.8;
}

/** The PHC string to store for a password. */
export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(normal(password), ARGON2ID));
}

/**
 * Whether `password` belongs to `stored`. Without a stored hash (unknown name, account without a
 * password) the same work is done against a decoy, so that the time taken tells nothing.
 * @throws HashingBusy when too many are waiting
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	const matches = await inTurn(() => verify(stored ?? decoy, normal(password)));
	return stored !== null && matches;
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
const decoy =
	`$argon2id$v=19$m=${ARGON2ID.memoryCost},t=${ARGON2ID.timeCost},p=${ARGON2ID.parallelism}` +
	`$${base64(randomBytes(16))}$${base64(randomBytes(32))}`;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= AT_ONCE) {
		if (waiting.length >= MAX_WAITING) throw new HashingBusy('too many passwords at once');
		await new Promise<void>((go) => waiting.push(go));
	} else {
		running++;
	}
	try {
		return await work();
	} finally {
		// The place is handed to the next in line, so `running` only falls when nobody waits.
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}
