import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as m from '#lib/i18n/paraglide/messages.js';

const folder = (locale: string) => new URL(`./messages/${locale}/`, import.meta.url);
const rooms = readdirSync(folder('vi'));
const read = (locale: string, room: string) =>
	JSON.parse(readFileSync(new URL(room, folder(locale)), 'utf8')) as Record<string, unknown>;
const gaps = (sentence: unknown) =>
	[...JSON.stringify(sentence).matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test('the compiler has found the sentences', () => {
	// Without its plugin the compiler writes nothing, prints "complete" and exits 0.
	expect(m.common_product_name({}, { locale: 'vi' })).toBe('Ngày Hội');
	expect(m.words_outcome_enrolled({}, { locale: 'vi' })).toBe('Đã thu nhận hồ sơ');
	expect(m.words_outcome_enrolled({}, { locale: 'en' })).toBe('File taken');
});

describe.each(rooms)('the sentences of %s', (room) => {
	const vi = read('vi', room);
	const en = read('en', room);

	test('each stands in both languages, with the same gaps to fill', () => {
		expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
		const different = Object.keys(vi).filter(
			(key) => String([...new Set(gaps(vi[key]))]) !== String([...new Set(gaps(en[key]))])
		);
		expect(different).toEqual([]);
	});

	test('each is named after its room and none is empty', () => {
		const prefix = room.replace('.json', '_');
		expect(Object.keys(vi).filter((key) => !key.startsWith(prefix))).toEqual([]);
		for (const sentences of [vi, en])
			expect(Object.keys(sentences).filter((key) => sentences[key] === '')).toEqual([]);
	});
});
