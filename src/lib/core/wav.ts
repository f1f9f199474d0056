/**
 * The one file form of a recorded clip: RIFF WAVE, PCM, 16 bits, one channel. Every browser decodes it and its
 * length can be told from its header.
 */

/** Rate at which clips are recorded, samples a second: all that speech over a hall's loudspeaker needs. */
export const CLIP_RATE = 24_000;
/** The largest clip accepted, bytes: 8.3 seconds at the clips' rate. */
export const LARGEST_CLIP_BYTES = 400_000;
/** The shortest and longest clip accepted, ms. */
export const SHORTEST_CLIP_MS = 60;
export const LONGEST_CLIP_MS = 8_300;

const HEADER_BYTES = 44;

/** Why bytes are not accepted as a clip. */
export type ClipRefusal = 'too-large' | 'not-wav' | 'unsupported-wav' | 'too-short' | 'too-long';

/** The samples (-1 to 1, clamped) as a WAV file. */
export function encodeWav(samples: Float32Array, rate: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(HEADER_BYTES + samples.length * 2);
	const view = new DataView(bytes.buffer);
	const name = (at: number, text: string) =>
		[...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
	name(0, 'RIFF');
	view.setUint32(4, bytes.length - 8, true);
	name(8, 'WAVEfmt ');
	view.setUint32(16, 16, true);
	view.setUint16(20, 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, rate, true);
	view.setUint32(28, rate * 2, true);
	view.setUint16(32, 2, true);
	view.setUint16(34, 16, true);
	name(36, 'data');
	view.setUint32(40, samples.length * 2, true);
	samples.forEach((sample, index) => {
		const clamped = Math.max(-1, Math.min(1, sample));
		view.setInt16(HEADER_BYTES + index * 2, Math.round(clamped * 32_767), true);
	});
	return bytes;
}

/**
 * Reads what a clip's header claims and checks it against the bytes that came: only the form that the recorder
 * writes is accepted (PCM, 16 bits, one channel, 8 to 48 kHz, header of 44 bytes, data to the end of the file).
 */
export function readClip(
	bytes: Uint8Array
): { ok: true; durationMs: number } | { ok: false; refusal: ClipRefusal } {
	const refuse = (refusal: ClipRefusal) => ({ ok: false as const, refusal });
	if (bytes.length > LARGEST_CLIP_BYTES) return refuse('too-large');
	if (bytes.length < HEADER_BYTES) return refuse('not-wav');
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const name = (at: number, length: number) =>
		String.fromCharCode(...bytes.subarray(at, at + length));
	if (name(0, 4) !== 'RIFF' || name(8, 8) !== 'WAVEfmt ' || name(36, 4) !== 'data')
		return refuse('not-wav');
	const rate = view.getUint32(24, true);
	const supported =
		view.getUint32(16, true) === 16 &&
		view.getUint16(20, true) === 1 &&
		view.getUint16(22, true) === 1 &&
		view.getUint16(34, true) === 16 &&
		rate >= 8_000 &&
		rate <= 48_000 &&
		view.getUint32(40, true) === bytes.length - HEADER_BYTES;
	if (!supported) return refuse('unsupported-wav');
	const durationMs = Math.round(((bytes.length - HEADER_BYTES) / 2 / rate) * 1000);
	if (durationMs < SHORTEST_CLIP_MS) return refuse('too-short');
	if (durationMs > LONGEST_CLIP_MS) return refuse('too-long');
	return { ok: true, durationMs };
}
