import type { ClipKind } from '#lib/core/clip-list.ts';
import {
	atHallLoudness,
	levelOf,
	resampled,
	trimSilence,
	type RecordingVerdict
} from '#lib/core/pcm.ts';
import { CLIP_RATE, encodeWav, LONGEST_CLIP_MS, SHORTEST_CLIP_MS } from '#lib/core/wav.ts';

/** Why a take is not good enough: closed codes, worded by the page. */
export type TakeRefusal = Exclude<RecordingVerdict, 'good'> | 'too-long';

export type FinishedTake =
	{ ok: true; wav: Blob; durationMs: number } | { ok: false; refusal: TakeRefusal };

/** The press of a key is heard by the microphone: so much of the beginning is not used, s. */
const KEY_CLICK_S = 0.1;

/**
 * Makes a clip of what was heard: without the silence around it, at the hall's loudness, as WAV at the clips' rate.
 * Refuses a take that nobody would hear or that hurts; the person reads it again, which takes three seconds.
 */
export function finishTake(heard: readonly Float32Array[], rate: number): FinishedTake {
	const whole = new Float32Array(heard.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of heard) {
		whole.set(piece, at);
		at += piece.length;
	}
	const read = whole.subarray(Math.round(rate * KEY_CLICK_S));
	const { verdict } = levelOf(read, rate);
	if (verdict !== 'good') return { ok: false, refusal: verdict };
	const speech = resampled(trimSilence(read, rate), rate, CLIP_RATE);
	const durationMs = Math.round((speech.length / CLIP_RATE) * 1000);
	if (durationMs > LONGEST_CLIP_MS) return { ok: false, refusal: 'too-long' };
	if (durationMs < SHORTEST_CLIP_MS) return { ok: false, refusal: 'empty' };
	const wav = encodeWav(atHallLoudness(speech, CLIP_RATE), CLIP_RATE);
	return { ok: true, wav: new Blob([wav], { type: 'audio/wav' }), durationMs };
}

/** How long one may pause inside a clip before it counts as read, s: sentences have a full stop in the middle. */
const PAUSE_S: Record<ClipKind, number> = {
	chime: 0.7,
	phrase: 0.7,
	letter: 0.6,
	digit: 0.6,
	part: 0.6,
	sentence: 1.2
};

/**
 * Listens along while a clip is being read and tells when it has been read, so that one press a clip is enough.
 * Speech is what is four times as loud as the quietest moment so far, for 80 ms at least.
 */
export class ReadingEnd {
	/** Loudness of the last piece, 0 to 1 of full scale. */
	loudness = 0;
	readonly #pauseS: number;
	readonly #rate: number;
	#floor = Infinity;
	#heardS = 0;
	#speechS = 0;
	#silentS = 0;

	constructor(kind: ClipKind, rate: number) {
		this.#pauseS = PAUSE_S[kind];
		this.#rate = rate;
	}

	/** Takes the next piece; true when the reading has ended or nothing more fits into a clip. */
	hear(piece: Float32Array): boolean {
		const seconds = piece.length / this.#rate;
		const energy = piece.reduce((sum, sample) => sum + sample * sample, 0);
		this.loudness = Math.sqrt(energy / Math.max(1, piece.length));
		this.#heardS += seconds;
		if (this.#heardS <= KEY_CLICK_S) return false;
		const threshold = Math.max(0.006, Math.min(this.#floor * 4, 0.08));
		this.#floor = Math.min(this.#floor, Math.max(this.loudness, 0.0005));
		if (this.loudness > threshold) {
			this.#speechS += seconds;
			this.#silentS = 0;
		} else this.#silentS += seconds;
		const read = this.#speechS >= 0.08 && this.#silentS >= this.#pauseS;
		return read || this.#heardS * 1000 >= LONGEST_CLIP_MS + 1_500;
	}
}
