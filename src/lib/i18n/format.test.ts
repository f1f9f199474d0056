import { describe, expect, test } from 'vitest';
import {
	aboutBetween,
	aboutDuration,
	aboutWait,
	administrativeDate,
	againstTarget,
	asOf,
	clock,
	clockInWords,
	clockSeconds,
	count,
	date,
	duration,
	fraction,
	percent,
	percentInProse
} from '#lib/i18n/format.ts';

const minutes = (value: number) => value * 60_000;
/** 02:20:05 UTC is 9:20:05 in the hall. */
const morning = Date.UTC(2023, 10, 5, 2, 20, 5);

describe('figures', () => {
	test('thousands take a point in Vietnamese and a comma in English', () => {
		expect(count(139_026, 'vi')).toBe('139.026');
		expect(count(1_000, 'vi')).toBe('1.000');
		expect(count(985_560, 'en')).toBe('985,560');
		expect(count(0, 'vi')).toBe('0');
		expect(count(-1_234, 'vi')).toBe('−1.234');
	});

	test('a share is rounded half up, so 802.068 of 810.585 is 98,95%', () => {
		expect(percent(802_068, 810_585, 'vi')).toBe('98,95%');
		expect(percent(139_026, 142_912, 'vi')).toBe('97,28%');
		expect(percent(10_056, 10_000, 'vi')).toBe('100,56%');
		expect(percent(1, 800, 'en')).toBe('0.13%');
	});

	test('without a target there is no share rather than 0%', () => {
		expect(percent(5, 0, 'vi')).toBe('–');
		expect(againstTarget(512, null, 'vi')).toBe('512');
	});

	test('in running text trailing zeros go', () => {
		expect(percentInProse(322, 1_000, 'vi')).toBe('32,2%');
		expect(percentInProse(10, 10, 'vi')).toBe('100%');
		expect(percentInProse(1, 10, 'vi')).toBe('10%');
		expect(percentInProse(889_881, 985_560, 'vi')).toBe('90,29%');
	});

	test('a result stands as a fraction of its target', () => {
		expect(fraction(10_056, 10_000, 'vi')).toBe('10.056/10.000');
		expect(againstTarget(10_056, 10_000, 'vi')).toBe('10.056/10.000 (100,56% chỉ tiêu)');
		expect(againstTarget(10_056, 10_000, 'en')).toBe('10,056/10,000 (100.56% of target)');
	});
});

describe('times', () => {
	test('the hall keeps Vietnamese time whatever the machine is set to', () => {
		expect(clock(morning)).toBe('09:20');
		expect(clockSeconds(morning)).toBe('09:20:05');
		expect(clockInWords(morning, 'vi')).toBe('9 giờ 20');
		expect(date(Date.UTC(2023, 9, 12, 17, 0))).toBe('13/10/2023');
	});

	test('the date line of a report pads days and the first two months', () => {
		expect(administrativeDate(morning, 'vi')).toBe('ngày 05 tháng 11 năm 2023');
		expect(administrativeDate(Date.UTC(2024, 1, 20), 'vi')).toBe('ngày 20 tháng 02 năm 2024');
		expect(administrativeDate(Date.UTC(2024, 2, 20), 'vi')).toBe('ngày 20 tháng 3 năm 2024');
	});

	test('a table says up to when its figures run', () => {
		expect(asOf(Date.UTC(2023, 9, 15, 10, 0), 'vi')).toBe(
			'Số liệu tính đến 17 giờ 00 ngày 15/10/2023'
		);
	});

	test('a length of time is rounded up to minutes', () => {
		expect(duration(minutes(24.2), 'vi')).toBe('25 phút');
		expect(duration(minutes(65), 'vi')).toBe('1 giờ 05 phút');
		expect(duration(minutes(120), 'vi')).toBe('2 giờ');
		expect(aboutDuration(minutes(25), 'vi')).toBe('khoảng 25 phút');
	});

	test('a wait is a range that claims no more than is known', () => {
		expect(aboutWait(minutes(16), minutes(24), 'vi')).toBe('khoảng 15–25 phút');
		expect(aboutWait(minutes(3.2), minutes(7.1), 'vi')).toBe('khoảng 3–8 phút');
		expect(aboutWait(0, minutes(4), 'vi')).toBe('dưới 4 phút');
		expect(aboutWait(0, 0, 'vi')).toBe('dưới 1 phút');
		expect(aboutWait(minutes(5), minutes(5), 'vi')).toBe('khoảng 5 phút');
		expect(aboutWait(minutes(80), minutes(130), 'vi')).toBe('khoảng 1 giờ 20 phút – 2 giờ 10 phút');
		expect(aboutWait(minutes(16), minutes(24), 'en')).toBe('about 15–25 min');
	});

	test('a turn is a range of the clock, widened to five minutes', () => {
		expect(aboutBetween(morning, morning + minutes(29), 'vi')).toBe('khoảng 9:20–9:50');
		expect(aboutBetween(morning, morning, 'vi')).toBe('khoảng 9:20–9:25');
	});
});
