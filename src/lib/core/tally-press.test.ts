import { expect, test } from 'vitest';
import { catalogue, HALL_START } from './hall.fixture.ts';
import { sessionAt } from './tally-press.ts';

const HOUR = 3_600_000;
const { days } = catalogue().rules;
const at = (hours: number, day = 1) => sessionAt(days, day, HALL_START + hours * HOUR);

test('a press belongs to the half in which it was made, one before opening to the first', () => {
	expect(at(-1)).toEqual({ day: 1, half: 1 });
	expect(at(2)).toEqual({ day: 1, half: 1 });
	expect(at(7)).toEqual({ day: 1, half: 2 });
});

test('a press in the break belongs to the afternoon, and one after closing too', () => {
	expect(at(5)).toEqual({ day: 1, half: 2 });
	expect(at(12)).toEqual({ day: 1, half: 2 });
});

test('the day is the one that is open, and the first before any is', () => {
	expect(at(26, 2)).toEqual({ day: 2, half: 1 });
	expect(at(2, 0)).toEqual({ day: 1, half: 1 });
	expect(sessionAt([], 1, 0)).toEqual({ day: 1, half: 1 });
});
