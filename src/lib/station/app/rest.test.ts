import { describe, expect, test } from 'vitest';
import { restAfter, restToTell, standsStill, WORKING, type RestSaid } from './rest.ts';

const open = { open: true, here: true, rests: false, pause: null };
const closed = { open: false, here: false, rests: false, pause: null };
const words = { vi: 'Tạm nghỉ', en: 'On a break' };
const rested = {
	open: true,
	here: true,
	rests: true,
	pause: { scope: 'booth', id: 'b1', words, since: 0 } as const
};
const resting: RestSaid = { rest: { kind: 'resting', reasonId: 'lunch', since: 1 }, untold: true };
const left: RestSaid = { rest: { kind: 'left', since: 1 }, untold: true };

describe('a break at a booth that is a station', () => {
	test('is told until the hall shows it, and no longer', () => {
		expect(restToTell(resting, open, true)).toEqual({ reasonId: 'lunch' });
		expect(restAfter(resting, open)).toBe(resting);
		const told = restAfter(resting, rested);
		expect(told).toEqual({ ...resting, untold: false });
		expect(restToTell(told, rested, true)).toBeUndefined();
	});

	test('ends when the organiser starts the booth again, but not while the device has not said it yet', () => {
		expect(restAfter({ ...resting, untold: false }, open)).toEqual(WORKING);
		expect(restAfter(resting, open).rest).toEqual(resting.rest);
	});

	test('goes on where the hall does not tell how it has the booth', () => {
		expect(restAfter(resting, undefined)).toBe(resting);
		expect(restAfter({ ...resting, untold: false }, undefined).rest).toEqual(resting.rest);
	});

	test('is over once somebody works again, although the hall has not heard it', () => {
		const back: RestSaid = { rest: null, untold: true };
		expect(restToTell(back, rested, true)).toBeNull();
		expect(standsStill(back, rested)).toBe(false);
		expect(restAfter(back, rested)).toBe(back);
		expect(restAfter(back, open)).toEqual(WORKING);
	});
});

test('a booth that was left is told so, and stays left until somebody works there', () => {
	expect(restToTell(left, open, true)).toEqual({ reasonId: null });
	expect(restAfter(left, open)).toBe(left);
	const told = restAfter(left, closed);
	expect(told).toEqual({ rest: { kind: 'left', since: 1 }, untold: false });
	expect(restAfter(told, open)).toBe(told);
	expect(standsStill(told, open)).toBe(true);
});

test('a pause that the organiser laid on the booth stops it without a word of the device', () => {
	expect(standsStill(WORKING, rested)).toBe(true);
	expect(standsStill(WORKING, undefined)).toBe(false);
});

test('somebody who is at a booth that the hall takes for closed opens it, and an empty room does not', () => {
	expect(restToTell(WORKING, closed, true)).toBeNull();
	expect(restToTell(WORKING, closed, false)).toBeUndefined();
	expect(restToTell(WORKING, open, true)).toBeUndefined();
	expect(restToTell({ ...left, untold: false }, closed, true)).toBeUndefined();
	expect(restToTell(WORKING, { ...closed, pause: rested.pause }, true)).toBeUndefined();
});
