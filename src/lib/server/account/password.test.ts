import { describe, expect, it } from 'vitest';
import {
	HashingBusy,
	hashPassword,
	passwordRefusal,
	verifyPassword
} from '#lib/server/account/password.ts';

describe('a new password', () => {
	it('may be a short sentence in Vietnamese', () => {
		expect(passwordRefusal('bốn con mèo ngủ trưa', 'an')).toBe(null);
	});

	it('is refused when short, endless, or made of almost nothing', () => {
		expect(passwordRefusal('', 'an')).toBe('password-missing');
		expect(passwordRefusal('mười ba ký tự', 'an')).toBe('password-short');
		expect(passwordRefusal('x'.repeat(201), 'an')).toBe('password-long');
		expect(passwordRefusal('aaaaaaaaaaaaaaaa', 'an')).toBe('password-simple');
		expect(passwordRefusal('01234567890123', 'an')).toBe('password-simple');
		expect(passwordRefusal('nguyen.van.an2023', 'nguyen.van.an')).toBe('password-simple');
	});

	it('counts letters as people do, not bytes', () => {
		expect(passwordRefusal('ộ'.normalize('NFD').repeat(13), 'an')).toBe('password-short');
	});
});

describe('a password at the door', () => {
	it('opens with the same words typed on another system', async () => {
		const stored = await hashPassword('bốn con mèo ngủ trưa'.normalize('NFC'));
		expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
		expect(await verifyPassword(stored, 'bốn con mèo ngủ trưa'.normalize('NFD'))).toBe(true);
		expect(await verifyPassword(stored, 'bốn con mèo ngủ sáng')).toBe(false);
	});

	it('never opens an account that has none', async () => {
		expect(await verifyPassword(null, '')).toBe(false);
		expect(await verifyPassword(null, 'bốn con mèo ngủ trưa')).toBe(false);
	});

	it('turns a flood away instead of letting it wait for ever', async () => {
		const tries = Array.from({ length: 80 }, () => verifyPassword(null, 'x'));
		const answers = await Promise.allSettled(tries);
		const turnedAway = answers.filter(
			(answer) => answer.status === 'rejected' && answer.reason instanceof HashingBusy
		);
		expect(turnedAway).toHaveLength(80 - 64 - 3);
		expect(await verifyPassword(null, 'x')).toBe(false);
	}, 120_000);
});
