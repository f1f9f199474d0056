/**
 * The voice under load, with the lengths of the clips that ship: half an hour of calls compressed into the time
 * that the queue needs to be asked. A lateness is the time from the press to the beginning of the announcement.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	IN_TIME_MS,
	NOTHING_WAITS,
	takeNext,
	withCall,
	withoutCall
} from '#lib/core/announcement.ts';
import { EXPIRES_MS, LONGEST_MS, type UtteranceForm } from '#lib/core/utterance.ts';
import type { ClipMs, SpokenCall } from '#lib/core/spoken-call.ts';

const manifest = JSON.parse(readFileSync('static/voice/synthetic/manifest.json', 'utf8')) as {
	clips: Record<string, { ms: number }>;
};
const clipMs: ClipMs = Object.fromEntries(
	Object.entries(manifest.clips).map(([key, { ms }]) => [key, ms])
);

const HALF_HOUR_MS = 30 * 60_000;
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** When officers press, ms: each on their own account, `aMinute` calls a minute over the half hour. */
function poisson(aMinute: number, roll: () => number): number[] {
	const times: number[] = [];
	for (let at = 0; ;) {
		at += (-Math.log(1 - roll()) * 60_000) / aMinute;
		if (at > HALF_HOUR_MS) return times;
		times.push(at);
	}
}

/**
 * Exactly `aMinute` calls in every minute: at some moment of its middle all seats of a room are filled, 8 calls at
 * once; the others come one by one between.
 */
function fills(aMinute: number, roll: () => number): number[] {
	const alone = aMinute - 8;
	return Array.from({ length: 30 }, (_, minute) => {
		const fill = minute + 0.2 + 0.6 * roll();
		const others = Array.from({ length: alone }, (_, i) => minute + (i + roll()) / alone);
		return [...Array.from({ length: 8 }, () => fill), ...others].map((at) => at * 60_000);
	})
		.flat()
		.sort((a, b) => a - b);
}

type Hall = 'areas' | 'one room';

function callsAt(times: number[], hall: Hall, roll: () => number): SpokenCall[] {
	return times.map((calledAtMs, index) => {
		const booth = 1 + Math.floor(roll() * 60);
		return {
			key: `${index}`,
			prefix: 'ACHKMR'[Math.floor(roll() * 6)] ?? 'A',
			number: 1 + index,
			placeKind: 'ban',
			placeNumber: booth,
			...(hall === 'areas' ? { area: `Khu ${'ABC'[booth % 3]}` } : {}),
			calledAtMs
		};
	});
}

interface Heard {
	latenessMs: number[];
	/** The same to the beginning of each number, which inside a common sentence comes later. */
	numberLatenessMs: number[];
	expired: string[];
	missing: string[];
	forms: Record<UtteranceForm, number>;
	longestMs: number;
	saidOnce: boolean;
}

/** Plays a board: asks for the next utterance whenever it is free; `startAfterMs` is when a citizen sits down. */
function board(calls: readonly SpokenCall[], startAfterMs = Infinity): Heard {
	const heard: Heard = {
		latenessMs: [],
		numberLatenessMs: [],
		expired: [],
		missing: [],
		forms: { sentence: 0, repeat: 0, brief: 0, together: 0, notice: 0 },
		longestMs: 0,
		saidOnce: true
	};
	const spoken = new Map<string, number>();
	let waiting = NOTHING_WAITS;
	let coming = 0;
	let now = 0;
	while (now < HALF_HOUR_MS + 120_000) {
		for (let call = calls[coming]; call && call.calledAtMs <= now; call = calls[++coming])
			waiting = withCall(waiting, call);
		for (const call of waiting.calls)
			if (now - call.calledAtMs > startAfterMs) waiting = withoutCall(waiting, call.key);
		const taken = takeNext(waiting, now, clipMs);
		waiting = taken.waiting;
		heard.expired.push(...taken.expired);
		if (!taken.utterance) {
			now = Math.max(now + 50, Math.min(calls[coming]?.calledAtMs ?? Infinity, now + 1_000));
			continue;
		}
		const { form, durationMs } = taken.utterance;
		heard.forms[form]++;
		if (form !== 'notice') heard.longestMs = Math.max(heard.longestMs, durationMs);
		if (form !== 'repeat')
			for (const [index, call] of taken.utterance.calls.entries()) {
				heard.latenessMs.push(now - call.calledAtMs);
				heard.numberLatenessMs.push(
					now + (taken.utterance.numberAtMs[index] ?? 0) - call.calledAtMs
				);
				spoken.set(call.key, (spoken.get(call.key) ?? 0) + 1);
			}
		now += durationMs;
	}
	const gone = new Set(heard.expired);
	heard.missing = calls.map((call) => call.key).filter((key) => !spoken.has(key) && !gone.has(key));
	heard.saidOnce = [...spoken.values()].every((times) => times === 1);
	return heard;
}

const worst = (values: number[]) => values.reduce((most, value) => Math.max(most, value), 0);
const quantile = (values: number[], share: number) =>
	values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

function halfHours(aMinute: number, shape: typeof poisson, hall: Hall, boards: 'all' | 'half') {
	return SEEDS.flatMap((seed) => {
		const roll = dice(seed);
		const calls = callsAt(shape(aMinute, roll), hall, roll);
		if (boards === 'all') return [board(calls), board(calls)];
		return [0, 1].map((side) =>
			board(calls.filter((call) => Number(call.placeNumber) % 2 === side))
		);
	});
}

function report(name: string, runs: Heard[]): void {
	const late = runs.flatMap((run) => run.latenessMs);
	const seconds = [0.5, 0.95, 0.99, 1].map((share) => (quantile(late, share) / 1000).toFixed(1));
	const number = (worst(runs.flatMap((run) => run.numberLatenessMs)) / 1000).toFixed(1);
	const sum = (form: UtteranceForm) => runs.reduce((all, run) => all + run.forms[form], 0);
	const expired = runs.reduce((all, run) => all + run.expired.length, 0);
	console.info(
		`${name}: ${late.length} calls, late p50/p95/p99/max ${seconds.join('/')} s (number ${number} s), expired ${expired}, ` +
			`sentence ${sum('sentence')} repeat ${sum('repeat')} brief ${sum('brief')} together ${sum('together')}`
	);
}

describe('15 calls a minute for 30 minutes on two boards', () => {
	for (const hall of ['areas', 'one room'] as const)
		for (const boards of ['all', 'half'] as const)
			for (const shape of [poisson, fills])
				it(`no announcement begins more than 20 s late (${shape.name}, ${hall}, each board shows ${boards})`, () => {
					const runs = halfHours(15, shape, hall, boards);
					report(`${shape.name}, ${hall}, ${boards}`, runs);
					for (const run of runs) {
						expect(worst(run.latenessMs)).toBeLessThanOrEqual(IN_TIME_MS);
						expect(run.expired).toEqual([]);
						expect(run.missing).toEqual([]);
						expect(run.saidOnce).toBe(true);
						expect(run.longestMs).toBeLessThanOrEqual(LONGEST_MS);
					}
				});
});

describe('citizens who sit down before their number is said', () => {
	it('are not called any more', () => {
		const roll = dice(7);
		const run = board(callsAt(poisson(25, roll), 'one room', roll), 6_000);
		expect(worst(run.latenessMs)).toBeLessThanOrEqual(6_000);
		expect(run.missing.length).toBeGreaterThan(0);
	});
});

describe('more calls than a voice can say', () => {
	for (const aMinute of [25, 40, 60])
		it(`at ${aMinute} calls a minute every call is spoken or expires at 45 s, and most are in time`, () => {
			const runs = halfHours(aMinute, poisson, 'one room', 'all');
			report(`${aMinute} a minute`, runs);
			for (const run of runs) {
				expect(worst(run.numberLatenessMs)).toBeLessThanOrEqual(EXPIRES_MS);
				expect(run.missing).toEqual([]);
				expect(run.saidOnce).toBe(true);
				const inTime = run.latenessMs.filter((late) => late <= IN_TIME_MS).length;
				expect(inTime).toBeGreaterThan(aMinute <= 25 ? run.latenessMs.length * 0.98 : 0);
			}
		});
});
