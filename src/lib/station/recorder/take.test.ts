import { describe, expect, it } from 'vitest';
import { readClip } from '#lib/core/wav.ts';
import { finishTake, ReadingEnd } from './take.ts';

const RATE = 48_000;
const PIECE = 1024;
const tone = (seconds: number, loud: number) =>
	Float32Array.from(
		{ length: RATE * seconds },
		(_, i) => loud * Math.sin((i * 2 * Math.PI * 220) / RATE)
	);
const pieces = (...parts: Float32Array[]) => {
	const whole = Float32Array.from(parts.flatMap((part) => [...part]));
	return Array.from({ length: Math.floor(whole.length / PIECE) }, (_, i) =>
		whole.subarray(i * PIECE, (i + 1) * PIECE)
	);
};
const room = 0.001;

describe('a clip that an organiser reads', () => {
	it('becomes a WAV file of the speech alone', async () => {
		const take = finishTake(pieces(tone(0.5, room), tone(0.4, 0.2), tone(1, room)), RATE);
		if (!take.ok) expect.unreachable(take.refusal);
		expect(take.durationMs).toBeGreaterThan(390);
		expect(take.durationMs).toBeLessThan(520);
		const read = readClip(new Uint8Array(await take.wav.arrayBuffer()));
		expect(read).toEqual({ ok: true, durationMs: take.durationMs });
	});

	it('is refused when it was silent, too quiet, shouted into the microphone or far too long', () => {
		const refusal = (...parts: Float32Array[]) => {
			const take = finishTake(pieces(...parts), RATE);
			return take.ok ? null : take.refusal;
		};
		const shouted = tone(0.5, 3).map((sample) => Math.max(-1, Math.min(1, sample)));
		expect(refusal(tone(1, 0.0005))).toBe('empty');
		expect(refusal(new Float32Array(0))).toBe('empty');
		expect(refusal(tone(0.3, 0), tone(0.5, 0.004))).toBe('too-quiet');
		expect(refusal(tone(0.3, room), shouted)).toBe('clipped');
		expect(refusal(tone(0.3, room), tone(9, 0.2), tone(0.3, room))).toBe('too-long');
	});

	it('does not contain the press of the key that began it', () => {
		const click = tone(0.03, 0.8);
		const take = finishTake(pieces(click, tone(0.5, room), tone(0.3, 0.2), tone(0.5, room)), RATE);
		if (!take.ok) expect.unreachable(take.refusal);
		expect(take.durationMs).toBeLessThan(420);
	});
});

describe('the end of a reading', () => {
	const endsAfterS = (kind: 'digit' | 'sentence', ...parts: Float32Array[]) => {
		const end = new ReadingEnd(kind, RATE);
		const at = pieces(...parts).findIndex((piece) => end.hear(piece));
		return at < 0 ? null : ((at + 1) * PIECE) / RATE;
	};

	it('is noticed soon after the last word, whenever the reader begins', () => {
		const ends = endsAfterS('digit', tone(2, room), tone(0.3, 0.2), tone(2, room));
		expect(ends).toBeGreaterThan(2.8);
		expect(ends).toBeLessThan(3.1);
	});

	it('is not the full stop between two sentences', () => {
		const two = [tone(0.5, room), tone(1, 0.2), tone(0.8, room), tone(1, 0.2), tone(2, room)];
		expect(endsAfterS('sentence', ...two)).toBeGreaterThan(4.3);
	});

	it('does not come while nobody reads, until nothing more would fit', () => {
		expect(endsAfterS('digit', tone(5, room))).toBeNull();
		expect(endsAfterS('digit', tone(12, room))).toBeGreaterThan(9);
	});
});
