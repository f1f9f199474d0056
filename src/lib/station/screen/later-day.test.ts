import { expect, test } from 'vitest';
import { laterDay } from './later-day.ts';

const days = [{ date: '2026-11-21' }, { date: '2026-11-22' }, { date: '2026-11-24' }];
const at = (time: string) => Date.parse(`${time}+07:00`);

test('the calendar asks for a later day from midnight in Viet Nam on, and only on its date', () => {
	expect(laterDay(days, 1, at('2026-11-21T23:59:59'))).toBeNull();
	expect(laterDay(days, 1, at('2026-11-22T00:00:00'))).toBe(2);
	expect(laterDay(days, 2, at('2026-11-22T09:00:00'))).toBeNull();
	expect(laterDay(days, 2, at('2026-11-23T09:00:00'))).toBeNull();
	expect(laterDay(days, 1, at('2026-11-24T09:00:00'))).toBe(3);
});

test('a device whose clock went back asks for no earlier day', () => {
	expect(laterDay(days, 2, at('2026-11-21T09:00:00'))).toBeNull();
});
