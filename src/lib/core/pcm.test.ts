import { describe, expect, it } from 'vitest';
import { atHallLoudness, levelOf, resampled, speechSpan, trimSilence } from './pcm.ts';
import { CLIP_RATE, encodeWav, LARGEST_CLIP_BYTES, readClip } from './wav.ts';

const RATE = CLIP_RATE;
const silence = (seconds: number, noise = 0) =>
	Float32Array.from({ length: RATE * seconds }, (_, i) => noise * Math.sin(i * 1.7));
const voice = (seconds: number, loud: number) =>
	Float32Array.from(
		{ length: RATE * seconds },
		(_, i) => loud * Math.sin((i * 2 * Math.PI * 200) / RATE)
	);
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));

describe('a recorded clip', () => {
	it('loses the silence before and after the speech, not the speech', () => {
		const take = joined(silence(0.8, 0.002), voice(0.5, 0.3), silence(1.1, 0.002));
		const seconds = trimSilence(take, RATE).length / RATE;
		expect(seconds).toBeGreaterThan(0.5);
		expect(seconds).toBeLessThan(0.6);
		expect(speechSpan(silence(1), RATE)).toBeNull();
		expect(trimSilence(silence(1), RATE).length).toBe(0);
	});

	it('keeps a pause between two words', () => {
		const take = joined(voice(0.3, 0.3), silence(0.4), voice(0.3, 0.3), silence(0.5));
		expect(trimSilence(take, RATE).length / RATE).toBeGreaterThan(1);
	});

	it('begins and ends at zero, so that joints do not click', () => {
		const trimmed = trimSilence(joined(silence(0.2), voice(0.5, 0.5), silence(0.2)), RATE);
		expect(trimmed[0]).toBeCloseTo(0, 9);
		expect(Math.abs(trimmed[trimmed.length - 1] ?? 1)).toBeLessThan(0.001);
	});

	it('is judged by its level', () => {
		expect(levelOf(voice(1, 0.3), RATE).verdict).toBe('good');
		expect(levelOf(voice(1, 0.004), RATE).verdict).toBe('too-quiet');
		expect(levelOf(silence(1), RATE).verdict).toBe('empty');
		const shouted = voice(1, 2).map((sample) => Math.max(-1, Math.min(1, sample)));
		expect(levelOf(shouted, RATE).verdict).toBe('clipped');
	});

	it('comes out equally loud whether it was whispered or called, and never clips', () => {
		const rms = (samples: Float32Array) => levelOf(samples, RATE).speechRms;
		const quiet = rms(atHallLoudness(voice(1, 0.02), RATE));
		const loud = rms(atHallLoudness(voice(1, 0.9), RATE));
		expect(quiet / loud).toBeCloseTo(1, 1);
		const click = joined(voice(1, 0.05), Float32Array.of(0.99));
		expect(levelOf(atHallLoudness(click, RATE), RATE).peak).toBeLessThan(0.9);
	});

	it('keeps its length and tone when it is brought to the rate of the clips', () => {
		const at48 = Float32Array.from({ length: 48_000 }, (_, i) =>
			Math.sin((i * 2 * Math.PI * 200) / 48_000)
		);
		const at24 = resampled(at48, 48_000, RATE);
		expect(at24.length).toBe(RATE);
		const crossings = at24.filter((sample, i) => sample >= 0 && (at24[i - 1] ?? 0) < 0).length;
		expect(crossings).toBeGreaterThan(197);
		expect(crossings).toBeLessThan(203);
		expect(Math.abs(resampled(at48, 48_000, 44_100).length - 44_100)).toBeLessThan(2);
	});
});

describe('the file of a clip', () => {
	it('is read back with its length', () => {
		expect(readClip(encodeWav(voice(0.5, 0.5), RATE))).toEqual({ ok: true, durationMs: 500 });
	});

	it('is refused when it is something else, cut, empty or too large', () => {
		const wav = encodeWav(voice(0.5, 0.5), RATE);
		const stereo = wav.slice();
		stereo[22] = 2;
		const refusal = (bytes: Uint8Array) => {
			const read = readClip(bytes);
			return read.ok ? null : read.refusal;
		};
		expect(refusal(new Uint8Array(0))).toBe('not-wav');
		expect(refusal(new TextEncoder().encode('<svg onload=alert(1)>'.repeat(9)))).toBe('not-wav');
		expect(refusal(wav.slice(0, -100))).toBe('unsupported-wav');
		expect(refusal(stereo)).toBe('unsupported-wav');
		expect(refusal(encodeWav(new Float32Array(3), RATE))).toBe('too-short');
		expect(refusal(encodeWav(voice(8.32, 0.5), RATE))).toBe('too-long');
		expect(refusal(new Uint8Array(LARGEST_CLIP_BYTES + 1))).toBe('too-large');
	});
});
