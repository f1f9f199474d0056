import { expect, test } from 'vitest';
import { dateOfCell, minutesOfCell } from './date-cells.ts';

test('the same day in every style of an office file is one day', () => {
	for (const cell of [
		'21/10/2023',
		'21-10-2023',
		'21.10.2023',
		'2023-10-21',
		'2023/10/21',
		'ngày 21 tháng 10 năm 2023',
		'21/10/2023 08:30',
		'2023-10-21T08:30:00',
		new Date('2023-10-21T00:00:00Z')
	]) {
		expect(dateOfCell(cell)).toBe('2023-10-21');
	}
	expect(dateOfCell('5/1/2024')).toBe('2024-01-05');
});

test('what is no day is refused, also a day that no month has', () => {
	for (const cell of ['31/02/2024', '10/21/2023', 'thứ bảy', '21/10', 45220, true, null]) {
		expect(dateOfCell(cell)).toBeNull();
	}
});

test('times are read as people write them and as a workbook keeps them', () => {
	for (const cell of ['8:30', '08:30', '08:30:00', '8h30', '8 giờ 30', '8 giờ 30 phút', 8.5 / 24]) {
		expect(minutesOfCell(cell)).toBe(510);
	}
	expect(minutesOfCell(new Date('1899-12-30T08:30:00Z'))).toBe(510);
	expect(minutesOfCell('14 giờ')).toBe(840);
	for (const cell of ['25:00', '8:75', 'sáng', 8.5, null]) expect(minutesOfCell(cell)).toBeNull();
});
