/**
 * Work on one channel of sound as numbers between -1 and 1: the same for a clip recorded at the organiser's page
 * and for the synthetic set, so that both come out equally tight and equally loud.
 */

/** Speech as loud as a hall's voice should be while it speaks, and the highest peak allowed (both of full scale). */
const SPEECH_RMS = 0.14;
const HIGHEST_PEAK = 0.84;
/** Windows over which loudness is looked at, s. */
const WINDOW_S = 0.02;

/** Why a recording should be made again; `good` otherwise. */
export type RecordingVerdict = 'good' | 'empty' | 'too-quiet' | 'clipped';

/** What a take looks like: highest sample, loudness while there is speech, verdict. */
export interface Level {
	peak: number;
	speechRms: number;
	verdict: RecordingVerdict;
}

function windowRms(samples: Float32Array, rate: number): number[] {
	const size = Math.max(1, Math.round(rate * WINDOW_S));
	const count = Math.ceil(samples.length / size);
	return Array.from({ length: count }, (_, index) => {
		const part = samples.subarray(index * size, (index + 1) * size);
		return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
	});
}

const peakOf = (samples: Float32Array): number =>
	samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

/** Loudness of the windows with speech: those within 20 dB of the loudest. */
function speechRms(samples: Float32Array, rate: number): number {
	const windows = windowRms(samples, rate);
	const loudest = Math.max(0, ...windows);
	const speech = windows.filter((rms) => rms > 0 && rms >= loudest / 10);
	if (speech.length === 0) return 0;
	return Math.sqrt(speech.reduce((sum, rms) => sum + rms * rms, 0) / speech.length);
}

/**
 * Judges a take. `clipped` when at least three samples touch full scale (a single one is a click), `too-quiet`
 * when lifting it to the hall's loudness would lift the room's noise as well (more than 30 dB), `empty` when there is nothing.
 */
export function levelOf(samples: Float32Array, rate: number): Level {
	const peak = peakOf(samples);
	const rms = speechRms(samples, rate);
	const atFullScale = samples.reduce((n, sample) => n + (Math.abs(sample) >= 0.99 ? 1 : 0), 0);
	const verdict: RecordingVerdict =
		peak < 0.002
			? 'empty'
			: atFullScale >= 3
				? 'clipped'
				: rms < SPEECH_RMS / 32
					? 'too-quiet'
					: 'good';
	return { peak, speechRms: rms, verdict };
}

/**
 * Where the speech of a take lies, as sample positions from (included) to (excluded), 12 ms kept before and 30 ms
 * after (soft consonants). Silence is what stays 32 dB under the loudest window, or under three times the quietest
 * tenth of the take when the room is noisy. Null when there is no speech.
 */
export function speechSpan(
	samples: Float32Array,
	rate: number
): { from: number; to: number } | null {
	const windows = windowRms(samples, rate);
	const loudest = Math.max(0, ...windows);
	if (loudest < 0.001) return null;
	const quiet = windows.toSorted((a, b) => a - b)[Math.floor(windows.length / 10)] ?? 0;
	const threshold = Math.min(Math.max(loudest / 40, quiet * 3), loudest / 3);
	const first = windows.findIndex((rms) => rms > threshold);
	const last = windows.findLastIndex((rms) => rms > threshold);
	const size = Math.round(rate * WINDOW_S);
	return {
		from: Math.max(0, first * size - Math.round(rate * 0.012)),
		to: Math.min(samples.length, (last + 1) * size + Math.round(rate * 0.03))
	};
}

/** The take without the silence before and after its speech, faded in and out; empty when there is no speech. */
export function trimSilence(samples: Float32Array, rate: number): Float32Array {
	const span = speechSpan(samples, rate);
	return span ? faded(samples.slice(span.from, span.to), rate) : new Float32Array(0);
}

/** Fades the first 4 ms in and the last 12 ms out, so that joints do not click. Changes and returns its argument. */
export function faded(samples: Float32Array, rate: number): Float32Array {
	const fadeIn = Math.min(samples.length, Math.round(rate * 0.004));
	const fadeOut = Math.min(samples.length, Math.round(rate * 0.012));
	for (let i = 0; i < fadeIn; i++) samples[i] = (samples[i] ?? 0) * (i / fadeIn);
	for (let i = 0; i < fadeOut; i++) {
		const at = samples.length - 1 - i;
		samples[at] = (samples[at] ?? 0) * (i / fadeOut);
	}
	return samples;
}

/** The take at the hall's loudness, never above the highest peak allowed: gain only, so nothing is distorted. */
export function atHallLoudness(samples: Float32Array, rate: number): Float32Array {
	const rms = speechRms(samples, rate);
	const peak = peakOf(samples);
	if (rms === 0 || peak === 0) return samples;
	const gain = Math.min(SPEECH_RMS / rms, HIGHEST_PEAK / peak);
	return samples.map((sample) => sample * gain);
}

/** The same sound at another rate. Going down, each sample is the mean of those it replaces (enough for speech). */
export function resampled(samples: Float32Array, from: number, to: number): Float32Array {
	if (from === to) return samples;
	const step = from / to;
	const length = Math.floor(samples.length / step);
	const width = Math.max(1, step);
	return Float32Array.from({ length }, (_, index) => {
		const start = index * step;
		const end = Math.min(start + width, samples.length);
		let sum = 0;
		let weight = 0;
		for (let i = Math.floor(start); i < end; i++) {
			const share = Math.min(i + 1, end) - Math.max(i, start);
			sum += (samples[i] ?? 0) * share;
			weight += share;
		}
		return weight === 0 ? 0 : sum / weight;
	});
}
