import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksDamaged, repairCardText } from './card-text-repair.ts';

const utf8 = (text: string) => Array.from(new TextEncoder().encode(text));
const names = fc
	.array(
		fc.constantFrom('Nguyễn', 'Trường', 'Đặng', 'ĐỖ', 'Thị', 'Ngọc', 'Hường', 'Êban', 'Ẩn', 'Võ'),
		{
			minLength: 1,
			maxLength: 5
		}
	)
	.map((words) => words.join(' '));

/** A byte as Windows-1252 shows it. */
const asCp1252 = (byte: number) =>
	byte >= 0x80 && byte <= 0x9f
		? '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'.charAt(byte - 0x80)
		: String.fromCharCode(byte);
const asAltDecimal = (byte: number) =>
	byte < 0x80 ? String.fromCharCode(byte) : String(byte).padStart(4, '0');

describe('a name that a scanner has spoiled', () => {
	test.each([
		['TrÆ°Æ¡ng', 'Trương', ['mojibake']],
		['Tr&#432;&#417;ng', 'Trương', ['entity']],
		['Tr&#x1B0;ng Nguy&ecirc;n', 'Trưng Nguyên', ['entity']],
		['Tr%C6%B0%C6%A1ng', 'Trương', ['percent']],
		['Tr0198 0176ng', 'Trưng', ['alt-decimal']],
		['Tr01980176ng', 'Trưng', ['alt-decimal']],
		['Trường'.normalize('NFD'), 'Trường', ['decomposed']],
		['Trường', 'Trường', []]
	])('%j is mended', (spoiled, text, repairs) => {
		expect(repairCardText(spoiled)).toEqual({ text, repairs });
		expect(looksDamaged(text)).toBe(false);
	});

	test('comes back whole from every damage that loses nothing', () => {
		fc.assert(
			fc.property(names, (name) => {
				const word = `Lê ${name}`;
				for (const spoiled of [
					utf8(word).map(asCp1252).join(''),
					utf8(word).map(asAltDecimal).join(''),
					encodeURIComponent(word).replaceAll('%20', ' '),
					Array.from(word, (sign) => (sign < '\x80' ? sign : `&#${sign.codePointAt(0)};`)).join(''),
					word.normalize('NFD')
				])
					expect(repairCardText(spoiled).text).toBe(word);
				expect(looksDamaged(word)).toBe(false);
			})
		);
	});

	test.each([
		'Ph░íng',
		'Ph?ng',
		'Nguy\uFFFDn',
		'Nguyá»n',
		'阮文',
		'ﾅﾝ',
		'Tr0198ng',
		'Nguyeexn',
		'Vawn',
		'<script>'
	])('%j cannot be mended and is marked', (spoiled) => {
		const { text } = repairCardText(spoiled);
		expect(looksDamaged(text)).toBe(true);
	});

	test.each([
		'Y Thử Êban',
		"H'Wiu Niê",
		'Kpă Ƀlŏ',
		'Đoàn Xuân Thoại',
		'Nguyễn Thị Xoong',
		'NGÔ THỊ MẸ'
	])('%j is a name like any other', (name) => {
		expect(looksDamaged(name)).toBe(false);
	});
});

test('an identity number and its dates are never taken for damaged letters', () => {
	fc.assert(
		fc.property(
			fc.stringMatching(/^[0-9]{12}\|[0-9]{9}\|Mẫu\|[0-9]{8}\|Nam\|[0-9]{8}$/),
			(card) => {
				expect(repairCardText(card)).toEqual({ text: card.normalize('NFC'), repairs: [] });
			}
		)
	);
});

test('a repair never breaks, whatever was scanned', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(typeof repairCardText(text).text).toBe('string');
		})
	);
});
