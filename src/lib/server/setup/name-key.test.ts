import { expect, test } from 'vitest';
import { nameKey, plainKey, tidyText } from './name-key.ts';

test('a unit is the same in either spelling of its tone, in any case, composed or not', () => {
	expect(nameKey('Phường Hoà An')).toBe(nameKey('PHƯỜNG  Hòa An'));
	expect(nameKey('Xã Thuý Loan'.normalize('NFD'))).toBe(nameKey(' xã Thúy Loan\u00a0'));
	expect(nameKey('Công an xã Khoẻ')).toBe(nameKey('Công an xã Khỏe'));
});

test('units that differ by a tone or a vowel are two', () => {
	const names = ['Tân Lập', 'Tấn Lập', 'Tan Lap', 'Tân Láp', 'Tận Lập'];
	expect(new Set(names.map(nameKey)).size).toBe(names.length);
});

test('words of a header are read without signs, and names are kept as written but tidy', () => {
	expect(plainKey('  Đơn vị (*) ')).toBe('don vi');
	expect(plainKey('Số người thuộc diện:')).toBe('so nguoi thuoc dien');
	expect(tidyText('Hòa\u00a0 An '.normalize('NFD'))).toBe('Hòa An');
});
