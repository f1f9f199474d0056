import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askedAgain, LinePace } from './asked-again.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A line on which the nth attempt is answered after so many ms, fails after so many (negative), or stands still (null). */
function line(...attempts: (number | null)[]) {
	const begun: number[] = [];
	const began = performance.now();
	const ask = (ended: AbortSignal) => {
		const nth = begun.length;
		begun.push(performance.now() - began);
		return new Promise<number>((done, fail) => {
			ended.addEventListener('abort', () => fail(new Error('ended')));
			const ms = attempts[nth] ?? null;
			if (ms !== null)
				setTimeout(() => (ms < 0 ? fail(new Error('lost')) : done(nth)), Math.abs(ms));
		});
	};
	return { ask, begun };
}

test('a quick answer is asked for once', async () => {
	const { ask, begun } = line(900);
	const answer = askedAgain(ask, 1_000, AbortSignal.timeout(5_000));
	await vi.advanceTimersByTimeAsync(5_000);
	expect([await answer, begun]).toEqual([0, [0]]);
});

test('an attempt that stands still has another beside it, and the first answer is taken', async () => {
	const { ask, begun } = line(null, 4_000, 1_500);
	const answer = askedAgain(ask, 1_000, AbortSignal.timeout(20_000));
	await vi.advanceTimersByTimeAsync(20_000);
	expect([await answer, begun]).toEqual([2, [0, 1_000, 2_000, 3_000]]);
});

test('a line that is down says so at once, and one that is dead when the patience ends', async () => {
	const down = line(-5);
	const told = askedAgain(down.ask, 1_000, AbortSignal.timeout(20_000)).catch(String);
	await vi.advanceTimersByTimeAsync(10);
	expect([await told, down.begun]).toEqual(['Error: lost', [0]]);
	const dead = line();
	const ending = new AbortController();
	setTimeout(() => ending.abort(), 2_500);
	const never = askedAgain(dead.ask, 1_000, ending.signal).catch(String);
	await vi.advanceTimersByTimeAsync(10_000);
	expect([await never, dead.begun]).toEqual(['Error: ended', [0, 1_000, 2_000]]);
});

test('a slow line is given its time before an attempt counts as stuck', () => {
	const pace = new LinePace();
	expect(pace.stuckMs(300)).toBeLessThan(1_000);
	const guessed = pace.stuckMs(32_000);
	pace.late();
	expect(pace.stuckMs(32_000)).toBeGreaterThan(guessed * 1.5);
	for (let n = 0; n < 5; n++) pace.answered(32_000, 8_000);
	expect(pace.stuckMs(32_000)).toBeGreaterThan(8_000);
	for (let n = 0; n < 5; n++) pace.answered(32_000, 100);
	expect(pace.stuckMs(32_000)).toBeLessThan(1_000);
});
