import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ContactAnswer } from '#lib/core/station/contact.ts';
import { ContactLoop } from './contact-loop.ts';
import type { Asking, Contacted } from './send-contact.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const good = (): Contacted => ({
	ok: true,
	answer: {} as ContactAnswer,
	sentAt: performance.now()
});
const down = { ok: false, refused: null, late: false } as const;
const late = { ok: false, refused: null, late: true } as const;
const old = { ok: false, refused: 'unreadable', late: false } as const;

/** Lets a loop speak for so long; `line` says what becomes of each contact, and `untold` operations wait to be told. */
async function speak(ms: number, line: (nth: number) => Contacted, untold = 10_000) {
	const asked: (Asking & { at: number })[] = [];
	let left = untold;
	let told = 0;
	const loop = new ContactLoop({
		send: (asking) => {
			asked.push({ ...asking, at: performance.now() });
			const contacted = line(asked.length - 1);
			told = contacted.ok ? asking.parcels : 0;
			return Promise.resolve(contacted);
		},
		take: () => {
			left = Math.max(0, left - told);
			return Promise.resolve(told > 0 && left > 0);
		},
		changed: () => undefined
	});
	const began = performance.now();
	void loop.run();
	await vi.advanceTimersByTimeAsync(ms);
	loop.stop();
	return asked.map(({ at, ...asking }) => ({ ...asking, at: at - began }));
}

test('what waits is told in one go, in parts as large as a contact may be', async () => {
	const asked = await speak(1_000, good, 6_000);
	expect(asked.map(({ parcels }) => parcels)).toEqual([2_500, 2_500, 2_500]);
});

test('a line that was down is tried with nothing, and what waited is told at once when it is up', async () => {
	const asked = await speak(6_000, (nth) => (nth < 2 ? down : good()), 100);
	const [first, second, third, fourth] = asked;
	expect([first, second, third, fourth].map((one) => one?.parcels)).toEqual([2_500, 0, 0, 2_500]);
	expect(fourth!.at).toBe(third!.at);
	expect(third!.at - second!.at).toBeLessThanOrEqual(2_500);
});

test('only a line that brings no answer in time carries less', async () => {
	const refusing = await speak(20_000, (nth) => (nth % 2 === 0 ? down : good()), 1e6);
	expect(Math.min(...refusing.flatMap(({ parcels }) => (parcels > 0 ? [parcels] : [])))).toBe(
		2_500
	);
	const silent = await speak(60_000, (nth) => (nth % 2 === 0 ? late : good()), 1e6);
	expect(Math.min(...silent.flatMap(({ parcels }) => (parcels > 0 ? [parcels] : [])))).toBe(10);
	expect(Math.max(...silent.map(({ patienceMs }) => patienceMs))).toBe(40_000);
});

test('an older server is spoken to in plain bytes, and in no more than it takes', async () => {
	const asked = await speak(30_000, (nth) => (nth === 3 ? old : good()), 1e5);
	const after = asked.slice(4).filter(({ parcels }) => parcels > 0);
	expect(asked.slice(0, 4).every(({ plain }) => !plain)).toBe(true);
	expect(after.length).toBeGreaterThan(10);
	expect(after.every(({ plain, parcels }) => plain && parcels <= 100)).toBe(true);
});
