import { expect, it } from 'vitest';
import {
	hashSignInCode,
	inGroupsOfFour,
	newSignInCodeText,
	readSignInCode
} from '#lib/server/account/code-text.ts';

it('a sign-in code is read from a link, from paper and from a scanner alike', () => {
	const text = newSignInCodeText();
	const digits = text.id + text.secret;
	expect(digits).toMatch(/^\d{24}$/);
	for (const typed of [
		digits,
		` ${digits}\n`,
		inGroupsOfFour(digits),
		inGroupsOfFour(digits).replaceAll(' ', '-'),
		`http://192.168.1.10:3000/in/${digits}`
	])
		expect(readSignInCode(typed), typed).toEqual(text);
});

it('what is no sign-in code is not taken for one', () => {
	for (const typed of [
		'',
		'123',
		'1'.repeat(25),
		'001090012345|123456789|Nguyễn Văn An|01011990|Nam|Hà Nội|01012021',
		'https://example.com/in/abc',
		`/t/1${'2'.repeat(39)}`,
		'x'.repeat(10_000_000)
	])
		expect(readSignInCode(typed), typed.slice(0, 40)).toBe(null);
});

it('is printed in groups of four', () => {
	expect(inGroupsOfFour('123456789012345678901234')).toBe('1234 5678 9012 3456 7890 1234');
});

it('two codes with one secret are kept apart at rest', () => {
	const secret = '1'.repeat(18);
	expect(hashSignInCode({ id: '000001', secret })).not.toEqual(
		hashSignInCode({ id: '000002', secret })
	);
});
