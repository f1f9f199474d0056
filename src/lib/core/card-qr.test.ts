import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCardQr } from './card-qr.ts';

const NOW = { year: 2026 };
const CHIP =
	'054090000123|220123456|Nguyễn Văn Mẫu|05091990|Nam|Tổ 1, Khu phố A, Phường 7, Tuy Hòa, Phú Yên|12042021';
const CHIP_WITHOUT_OLD_NUMBER =
	'054195000456||Trần Thị Thử|20031995|Nữ|Thôn Demo, Xuân Thọ 1, Sông Cầu, Phú Yên|17062021';
const NEW_CARD = '054301000789||Lê Thị Ví Dụ|15082001|Nữ|Khu phố B, Tuy Hòa, Đắk Lắk|02102024||||';
const CHILD =
	'054218000321||Phạm Bé Thử|01062018|Nam|Buôn Ví Dụ, Sông Hinh, Đắk Lắk|06112024||Phạm Văn Cha|Ngô Thị Mẹ|';
const NO_BIRTH_DATE = '066045000777||Y Thử Êban||Nam|Xã Ea Ly, Đắk Lắk|03032025||||';

const card = (text: string) => {
	const reading = readCardQr(text, NOW);
	if (!reading.ok) throw new Error(`refused: ${reading.code}`);
	return reading.card;
};

describe('an identity card at the gate', () => {
	test('gives number, birth year, sex and a name, and nothing else', () => {
		expect(card(CHIP)).toEqual({
			digits: '054090000123',
			birthYear: 1990,
			sex: 'male',
			shortName: { text: 'Nguyễn Văn Mẫu', trusted: true },
			warnings: []
		});
		for (const dropped of ['220123456', '05091990', 'Tuy Hòa', '12042021'])
			expect(JSON.stringify(card(CHIP))).not.toContain(dropped);
		for (const dropped of ['Cha', 'Mẹ', 'Sông Hinh'])
			expect(JSON.stringify(card(CHILD))).not.toContain(dropped);
	});

	test('is read in both generations, with and without the old number', () => {
		expect(card(CHIP_WITHOUT_OLD_NUMBER)).toMatchObject({
			birthYear: 1995,
			sex: 'female',
			shortName: { text: 'Trần Thị Thử' }
		});
		expect(card(NEW_CARD)).toMatchObject({ birthYear: 2001, shortName: { text: 'Lê Thị Ví Dụ' } });
		expect(card(CHILD)).toMatchObject({ birthYear: 2018, shortName: { text: 'Phạm Bé Thử' } });
	});

	test('without a date of birth takes the year from the number, not from the date of issue', () => {
		expect(card(NO_BIRTH_DATE)).toEqual({
			digits: '066045000777',
			birthYear: 1945,
			sex: 'male',
			shortName: { text: 'Y Thử Êban', trusted: true },
			warnings: []
		});
	});

	test.each(['1945', '00001945'])('with a birth year only (%s) says so', (date) => {
		expect(card(NO_BIRTH_DATE.replace('Êban||', `Êban|${date}|`))).toMatchObject({
			birthYear: 1945,
			warnings: ['birth-year-only']
		});
	});

	test('that contradicts its number is taken with a warning: corrections exist', () => {
		expect(card(CHIP.replace('1990', '1991'))).toMatchObject({
			birthYear: 1991,
			warnings: ['birth-year-differs']
		});
		expect(card(CHIP.replace('|Nam|', '|Nữ|'))).toMatchObject({
			sex: 'female',
			warnings: ['sex-differs']
		});
		expect(card(CHIP.replace('05091990', '31021990'))).toMatchObject({
			birthYear: 1990,
			warnings: ['birth-date-impossible']
		});
	});

	test.each(['~', '\\', '¦', '@', '#'])(
		'is read when the keyboard turns the separator into %s',
		(sign) => {
			expect(card(CHIP.replaceAll('|', sign))).toEqual(card(CHIP));
		}
	);

	test('is read when every separator was swallowed', () => {
		expect(card(CHIP.replaceAll('|', ''))).toEqual({
			...card(CHIP),
			warnings: ['separators-lost']
		});
		expect(card(CHIP_WITHOUT_OLD_NUMBER.replaceAll('|', ''))).toMatchObject({
			digits: '054195000456',
			sex: 'female',
			shortName: { text: 'Trần Thị Thử' }
		});
		expect(card(NO_BIRTH_DATE.replaceAll('|', ''))).toMatchObject({
			digits: '066045000777',
			birthYear: 1945,
			shortName: null
		});
	});

	test('is read whatever the scanner puts around it', () => {
		expect(card(`\uFEFF\u0000${CHIP}\r\n\t`)).toEqual(card(CHIP));
		expect(card(CHIP.replace('Nguyễn Văn', 'Nguyễn   Văn'))).toEqual(card(CHIP));
		expect(card(CHIP.normalize('NFD'))).toEqual(card(CHIP));
		expect(card(CHIP.split('|').slice(0, 6).join('|'))).toEqual(card(CHIP));
	});

	test('with a mended name is trusted, with a damaged one marked, with either taken', () => {
		const bytes = new TextEncoder().encode(CHIP);
		const latin = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
		expect(card(latin)).toEqual(card(CHIP));
		for (const name of ['Nguy?n V?n M?u', 'Nguyeexn Vawn Maaux', '<script>alert(1)</script>'])
			expect(card(CHIP.replace('Nguyễn Văn Mẫu', name)).shortName).toEqual({
				text: name,
				trusted: false
			});
		expect(card(CHIP.replace('Nguyễn Văn Mẫu', 'A'.repeat(3000))).shortName?.text).toHaveLength(60);
	});

	test('is refused only for its number', () => {
		expect(readCardQr(CHIP.replace('0540', '0549'), NOW)).toEqual({
			ok: false,
			code: 'birth-year-in-future'
		});
		for (const text of ['', 'https://example.vn', '054090000123', 'A-017', '220123456|Nguyễn'])
			expect(readCardQr(text, NOW)).toEqual({ ok: false, code: 'not-a-card' });
	});

	test('never breaks the reader, however mutilated', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(CHIP, NEW_CARD, CHILD, NO_BIRTH_DATE),
				fc.array(fc.tuple(fc.nat(120), fc.nat(6), fc.string({ unit: 'binary', maxLength: 4 }))),
				(text, cuts) => {
					let spoiled = text;
					for (const [at, length, put] of cuts)
						spoiled = spoiled.slice(0, at) + put + spoiled.slice(at + length);
					const reading = readCardQr(spoiled, NOW);
					if (reading.ok) expect(reading.card.digits).toMatch(/^\d{12}$/);
					else expect(reading.code).toBeTruthy();
				}
			)
		);
	});
});
