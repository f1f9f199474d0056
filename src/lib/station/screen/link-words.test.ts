import { expect, test } from 'vitest';
import { linkWords } from './link-words.ts';

const at = Date.parse('2026-11-22T09:30:00+07:00');
const minute = 60_000;

test('a station whose server answers says what is still on its way', () => {
	const known = { link: 'connected', heardAt: at, unsent: 0, oldest: null, at } as const;
	expect(linkWords(known)).toMatchObject({ mark: 'all-heard', detail: 'Máy chủ đã nhận hết' });
	expect(linkWords({ ...known, unsent: 3, oldest: at - 900 })).toMatchObject({
		mark: 'sending',
		detail: 'Đang gửi 3 thao tác'
	});
});

test('a station alone says since when it has had no word, how much it keeps and how old that is', () => {
	const known = { link: 'silent', heardAt: at - 20 * minute, at } as const;
	expect(linkWords({ ...known, unsent: 1234, oldest: at - 19 * minute })).toEqual({
		mark: 'alone-kept',
		title: 'Mất liên lạc với máy chủ từ 09:10:00',
		detail: '1.234 thao tác lưu trên máy này, cũ nhất từ 09:11 (19 phút)'
	});
	expect(linkWords({ ...known, unsent: 0, oldest: null }).mark).toBe('alone-clear');
});

test('a station that no server has ever answered does not claim a time', () => {
	const said = linkWords({ link: 'silent', heardAt: null, unsent: 0, oldest: null, at });
	expect(said.title).toBe('Chưa liên lạc được với máy chủ');
});

test('a station that lay in a drawer says the day of its last word, and how many days ago that was', () => {
	const before = Date.parse('2025-11-22T16:05:00+07:00');
	expect(linkWords({ link: 'silent', heardAt: before, unsent: 1, oldest: before, at })).toEqual({
		mark: 'alone-kept',
		title: 'Mất liên lạc với máy chủ từ 16:05:00 22/11/2025',
		detail: '1 thao tác lưu trên máy này, cũ nhất từ 16:05 22/11/2025 (364 ngày)'
	});
});
