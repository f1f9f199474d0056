import { describe, expect, test } from 'vitest';
import type { EndOfDay } from '#lib/core/end-of-day.ts';
import { endText, leftText, likelyRange, paceText } from './day-end-words.ts';

const end: EndOfDay = {
	serviceId: 'level-2',
	counted: 420,
	likely: { from: 614, to: 655 },
	left: { from: 0, to: 0 },
	goal: 800,
	perHour: 52.4,
	neededPerHour: 74.2
};

describe('the end of the day in words', () => {
	test('says what is likely against the goal of today, and how many are missing', () => {
		expect(endText(end)).toBe('Hết ngày dự kiến 610–660/800 (thiếu 140–190)');
	});

	test('says "đủ" only where the lower end reaches the goal, and what may be missing in between', () => {
		expect(endText({ ...end, goal: 600 })).toBe(
			'Hết ngày dự kiến 610–660/600 (đủ chỉ tiêu hôm nay)'
		);
		expect(endText({ ...end, goal: 640 })).toBe(
			'Hết ngày dự kiến 610–660/640 (có thể thiếu đến 30)'
		);
	});

	test('is the figure alone without a goal, and the count itself when the day is over', () => {
		expect(endText({ ...end, goal: null })).toBe('Hết ngày dự kiến 610–660');
		const over = { ...end, likely: { from: 617, to: 617 }, counted: 617 };
		expect(endText({ ...over, goal: null })).toBe('Hết ngày dự kiến 617');
	});

	test('never promises fewer than have been counted, however the ends are rounded', () => {
		expect(endText({ ...end, counted: 613, goal: null })).toBe('Hết ngày dự kiến 613–660');
	});

	test('is as fine as the figures are small', () => {
		expect(likelyRange({ from: 7, to: 13 })).toEqual([7, 13]);
		expect(likelyRange({ from: 61, to: 88 })).toEqual([60, 90]);
	});

	test('holds the pace against what is needed, while something is', () => {
		expect(paceText(end)).toBe('cần 75/giờ, đang 52/giờ');
		expect(paceText({ ...end, neededPerHour: 0 })).toBe('đang 52/giờ');
		expect(paceText({ ...end, goal: null, neededPerHour: null })).toBe('đang 52/giờ');
		expect(paceText({ ...end, perHour: null })).toBeNull();
	});

	test('speaks of numbers left over only where some are', () => {
		expect(leftText(end)).toBeNull();
		expect(leftText({ ...end, left: { from: 12, to: 31 } })).toBe(
			'Khoảng 12–31 số có thể chưa đến lượt khi hết giờ'
		);
		expect(leftText({ ...end, left: { from: 0, to: 4 } })).toBe(
			'Có thể đến 4 số chưa đến lượt khi hết giờ'
		);
	});
});
