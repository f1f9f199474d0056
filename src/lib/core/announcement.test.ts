import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	NOTHING_WAITS,
	takeNext,
	withCall,
	withNotice,
	withUnheard,
	withoutCall,
	type Waiting
} from './announcement.ts';
import { EXPIRES_MS, LONGEST_MS, type Utterance } from './utterance.ts';
import { textOf, type ClipMs, type SpokenCall } from './spoken-call.ts';

const manifest = JSON.parse(readFileSync('static/voice/synthetic/manifest.json', 'utf8')) as {
	clips: Record<string, { ms: number }>;
};
const clipMs: ClipMs = Object.fromEntries(
	Object.entries(manifest.clips).map(([key, { ms }]) => [key, ms])
);

const call = (number: number, more: Partial<SpokenCall> = {}): SpokenCall => ({
	key: `ticket-${number}`,
	prefix: 'A',
	number,
	placeKind: 'ban',
	placeNumber: number,
	calledAtMs: 0,
	...more
});

const queue = (...calls: SpokenCall[]): Waiting => calls.reduce(withCall, NOTHING_WAITS);

/** Speaks until nothing is left and gives what was said, with the time when each began. */
function speak(waiting: Waiting, fromMs = 0): (Utterance & { atMs: number; text: string })[] {
	const said: (Utterance & { atMs: number; text: string })[] = [];
	for (let atMs = fromMs; ;) {
		const taken = takeNext(waiting, atMs, clipMs);
		if (!taken.utterance) return said;
		said.push({ ...taken.utterance, atMs, text: textOf(taken.utterance.sounds) });
		waiting = taken.waiting;
		atMs += taken.utterance.durationMs;
	}
}

describe('a quiet hall', () => {
	it('hears a call twice, 0.7 s apart, in 5 to 11 seconds altogether', () => {
		const said = speak(queue(call(17, { placeNumber: 12 })));
		expect(said.map((utterance) => utterance.text)).toEqual([
			'Mời công dân có số, a, không, một, bảy, đến, bàn số, mười, hai',
			'Mời công dân có số, a, không, một, bảy, đến, bàn số, mười, hai'
		]);
		const lengthMs = said.reduce((sum, utterance) => sum + utterance.durationMs, 0);
		expect(lengthMs).toBeGreaterThan(5_000);
		expect(lengthMs).toBeLessThanOrEqual(LONGEST_MS);
		const first = said[0];
		const silence = (first?.durationMs ?? 0) + (said[1]?.sounds[0]?.gapMs ?? 0);
		const spoken = first?.sounds.reduce((ms, s) => ms + s.gapMs + (clipMs[s.clip] ?? 0), 0) ?? 0;
		expect(silence - spoken).toBe(700);
	});

	it('says any single call within 11 seconds, leaving the repeat out where it would last longer', () => {
		for (const prefix of ['A', 'M', 'X2', 'R9'])
			for (const number of [1, 456, 888, 8888])
				for (const placeNumber of [1, 55, 121, '84B'])
					for (const callNo of [1, 2]) {
						const said = speak(queue(call(number, { prefix, placeNumber, callNo })));
						const lengthMs = said.reduce((sum, utterance) => sum + utterance.durationMs, 0);
						expect(lengthMs).toBeLessThanOrEqual(LONGEST_MS);
						expect(lengthMs).toBeGreaterThan(4_500);
					}
	});

	it('hears a second call of the same turn as a reminder', () => {
		const said = speak(queue(call(8, { callNo: 2, placeKind: 'quay', placeNumber: 3 })));
		expect(said[0]?.text).toBe(
			'Xin nhắc lại, Mời công dân có số, a, không, không, tám, đến, quầy số, ba'
		);
	});

	it('is not told again of a citizen who came to the booth during the first reading', () => {
		const first = takeNext(queue(call(17)), 0, clipMs);
		const gone = withoutCall(first.waiting, 'ticket-17');
		expect(takeNext(gone, first.utterance?.durationMs ?? 0, clipMs).utterance).toBeNull();
	});

	it('hears another call instead of the repeat', () => {
		const first = takeNext(queue(call(17)), 0, clipMs);
		const next = takeNext(
			withCall(first.waiting, call(18)),
			first.utterance?.durationMs ?? 0,
			clipMs
		);
		expect(next.utterance?.calls.map((one) => one.number)).toEqual([18]);
		expect(next.utterance?.form).toBe('sentence');
	});

	it('hears a call that was reported twice, or again after it was said, only once', () => {
		const waiting = queue(call(17), call(17));
		const first = takeNext(waiting, 0, clipMs);
		expect(speak(withCall(first.waiting, call(17)), 12_000).map((u) => u.form)).toEqual(['repeat']);
		expect(speak(withCall(withoutCall(waiting, 'ticket-17'), call(17)))).toEqual([]);
	});
});

describe('a hall with more and more calls', () => {
	it('hears two calls as whole sentences, the first without a repeat', () => {
		expect(speak(queue(call(1), call(2))).map((u) => u.form)).toEqual([
			'sentence',
			'sentence',
			'repeat'
		]);
	});

	it('hears chime, number and booth when two more wait', () => {
		const [first] = speak(queue(call(1), call(2), call(3)));
		expect(first?.sounds[0]?.clip).toBe('chime');
		expect(first?.text).toBe('a, không, không, một, bàn số, một');
	});

	it('hears the numbers of one area in one sentence', () => {
		const calls = [17, 18, 19, 20].map((number) => call(number, { area: 'Khu C' }));
		const [first] = speak(queue(...calls));
		expect(first?.calls.map((one) => one.number)).toEqual([17, 18, 19, 20]);
		expect(first?.text).toBe(
			'Mời các số, a, không, một, bảy, a, không, một, tám, a, không, một, chín, ' +
				'và, a, không, hai, không, đến, khu, xê'
		);
	});

	it('hears the numbers of one booth in one sentence', () => {
		const calls = [17, 18, 19, 20].map((number) => call(number, { placeNumber: 25 }));
		expect(speak(queue(...calls))[0]?.text).toMatch(/đến, bàn số, hai, mươi, lăm$/);
	});

	it('is sent to the screen when many numbers have no place in common', () => {
		const [first] = speak(queue(...[1, 2, 3, 4, 5, 6].map((number) => call(number))));
		expect(first?.text).toMatch(/đến bàn ghi trên màn hình$/);
		expect(first?.durationMs).toBeLessThanOrEqual(LONGEST_MS);
	});

	it('hears a chime before the first sentence of a crowd and none between', () => {
		const said = speak(queue(...Array.from({ length: 14 }, (_, i) => call(i + 1))));
		expect(said[0]?.sounds[0]?.clip).toBe('chime');
		expect(said[1]?.form).toBe('together');
		expect(said[1]?.sounds[0]?.clip).toBe('invite-numbers');
	});

	it('hears a call that can still be in time before one that cannot', () => {
		const old = call(1, { calledAtMs: 0 });
		const fresh = call(2, { calledAtMs: 21_000 });
		const said = speak(queue(old, fresh), 22_000);
		expect(said[0]?.calls.map((one) => one.number)).toEqual([2]);
		expect(said[1]?.calls.map((one) => one.number)).toEqual([1]);
	});

	it('never hears a call older than 45 seconds', () => {
		const taken = takeNext(queue(call(1)), EXPIRES_MS + 1, clipMs);
		expect(taken.utterance).toBeNull();
		expect(taken.expired).toEqual(['ticket-1']);
		expect(taken.waiting.calls).toEqual([]);
	});
});

describe('a board whose loudspeaker was never turned on', () => {
	it('does not gather a day of calls', () => {
		const day = Array.from({ length: 5_000 }, (_, i) => call(i, { calledAtMs: i * 4_000 }));
		const waiting = queue(...day);
		expect(waiting.calls.length).toBeLessThan(30);
		expect(waiting.known.length).toBeLessThan(30);
	});
});

describe('notices', () => {
	it('are said between calls', () => {
		const waiting = withNotice(queue(call(1)), { key: 'pause' }, 0);
		const said = speak(waiting);
		expect(said.map((utterance) => utterance.notice?.key)).toEqual(['pause', undefined, undefined]);
		expect(said[0]?.text).toMatch(/giữ phiếu.*Số thứ tự không thay đổi/);
	});

	it('wait while a call is in danger of being late, but not for ever', () => {
		const late = call(1, { calledAtMs: 0 });
		const first = takeNext(
			withNotice(queue(late), { key: 'moved' }, 5_000),
			8_000,
			clipMs
		).utterance;
		expect(first?.form).toBe('sentence');
		const other = queue(call(2, { calledAtMs: 30_000 }));
		const patient = withNotice(other, { key: 'moved' }, 5_000);
		expect(takeNext(patient, 36_000, clipMs).utterance?.notice?.key).toBe('moved');
	});

	it('of pause and resume only the latest is said', () => {
		const paused = withNotice(NOTHING_WAITS, { key: 'pause' }, 0);
		const waiting = withNotice(paused, { key: 'resume' }, 1_000);
		expect(speak(waiting, 1_000).map(({ notice }) => notice?.key)).toEqual(['resume']);
	});

	it('an area that has moved is named, and two areas are two notices', () => {
		const one = withNotice(NOTHING_WAITS, { key: 'moved', area: 'Khu A' }, 0);
		const said = speak(withNotice(one, { key: 'moved', area: 'Khu B' }, 0));
		expect(said.map(({ text }) => text)).toEqual([
			expect.stringMatching(/^khu, a, Khu phục vụ đã chuyển chỗ/),
			expect.stringMatching(/^khu, bê, Khu phục vụ đã chuyển chỗ/)
		]);
	});

	it('an area whose name no clip says is left to the screen', () => {
		const waiting = withNotice(NOTHING_WAITS, { key: 'moved', area: 'Hội trường' }, 0);
		expect(speak(waiting)[0]?.text).toMatch(/^Khu phục vụ đã chuyển chỗ.*màn hình/);
	});
});

describe('a loudspeaker that goes away in the middle of a sentence', () => {
	it('says the sentence again when it is back, unless the citizen has come', () => {
		const first = takeNext(queue(call(17), call(18)), 0, clipMs);
		if (!first.utterance) expect.unreachable('there is a call');
		const back = withUnheard(first.waiting, first.utterance, 3_000);
		expect(speak(back, 4_000).map((u) => u.calls[0]?.number)).toEqual([17, 18, 18]);
		expect(speak(withoutCall(back, 'ticket-17'), 4_000).map((u) => u.calls[0]?.number)).toEqual([
			18, 18
		]);
	});
});

describe('a hall with incomplete clips', () => {
	it('goes on with those that are there', () => {
		const { chime: _chime, 'digit-7': _seven, ...some } = clipMs;
		const { utterance } = takeNext(queue(call(17)), 0, some);
		expect(utterance?.durationMs).toBeGreaterThan(3_000);
		expect(utterance?.numberAtMs.every((ms) => ms >= 0)).toBe(true);
		expect(takeNext(queue(call(17)), 0, {}).utterance?.durationMs).toBeGreaterThan(0);
	});
});
