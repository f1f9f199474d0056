import { expect, test } from 'vitest';
import { grantSize } from './grant-size.ts';

const HOUR = 3_600_000;
const halves = [
	{ from: 8 * HOUR, to: 12 * HOUR },
	{ from: 13 * HOUR, to: 17 * HOUR }
];

test('a gate gets five hundred numbers before anybody has come, two thousand where it may be cut off', () => {
	expect(grantSize(0, halves, 7 * HOUR, false)).toBe(500);
	expect(grantSize(0, halves, 7 * HOUR, true)).toBe(2_000);
	expect(grantSize(0, [], 7 * HOUR, false)).toBe(500);
});

test('a busy gate gets half as many again as it goes on giving at its pace, the break left out', () => {
	// 800 in four hours, four hours to go.
	expect(grantSize(800, halves, 12.5 * HOUR, false)).toBe(1_200);
	// 800 in two hours, six hours of service to go.
	expect(grantSize(800, halves, 10 * HOUR, false)).toBe(3_600);
});

test('the pace of a few minutes says nothing, and no grant is without bound', () => {
	expect(grantSize(90, halves, 8 * HOUR + 60_000, false)).toBe(500);
	expect(grantSize(9_000, halves, 9 * HOUR, false)).toBe(10_000);
	expect(grantSize(9_000, halves, 18 * HOUR, false)).toBe(500);
});
