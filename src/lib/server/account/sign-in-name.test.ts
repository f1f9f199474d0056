import { describe, expect, it } from 'vitest';
import { freeSignInName, isSignInName, signInNameOf } from '#lib/server/account/sign-in-name.ts';

describe('a sign-in name', () => {
	it('is one name in every spelling that a keyboard makes of it', () => {
		for (const typed of ['Nguyễn Văn Đạt', ' nguyen.van.dat ', 'NGUYEN.VAN.DAT', 'nguyễn  văn đạt'])
			expect(signInNameOf(typed)).toBe('nguyen.van.dat');
	});

	it('has 3 to 40 plain signs', () => {
		expect(isSignInName('an1')).toBe(true);
		expect(isSignInName('can-bo_2@phuong1')).toBe(true);
		for (const wrong of ['', 'an', '.an1', 'a'.repeat(41), 'a b c', '<script>'])
			expect(isSignInName(wrong), wrong).toBe(false);
	});

	it('is made free for the second person of the same name', () => {
		const taken = new Set(['nguyen.van.an', 'nguyen.van.an2']);
		expect(freeSignInName('Nguyễn Văn An', (name) => taken.has(name))).toBe('nguyen.van.an3');
	});

	it('is found for any display name', () => {
		for (const name of ['Ý', '李', '…', 'A'.repeat(90), '  ', 'Bàn số 5 (dự phòng)'])
			expect(isSignInName(freeSignInName(name, () => false)), name).toBe(true);
	});
});
