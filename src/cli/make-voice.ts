/**
 * Makes the synthetic voice: one mp3 per clip and `manifest.json` with their lengths, in `static/voice/<set>/`.
 * The files are in the repository; run this only after the list of clips has changed.
 *
 *     npx tsx src/cli/make-voice.ts [--voice vi] [--set synthetic]
 *
 * Needs espeak-ng (with its Vietnamese voices: vi, vi-vn-x-central, vi-vn-x-south) and ffmpeg.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLIPS, type Clip, type ClipKind } from '#lib/core/clip-list.ts';
import { atHallLoudness, faded, trimSilence } from '#lib/core/pcm.ts';
import { CLIP_RATE } from '#lib/core/wav.ts';

/** Words a minute, as espeak-ng counts them: numbers slower than the phrase around them, sentences unhurried. */
const speed: Record<Exclude<ClipKind, 'chime'>, number> = {
	phrase: 180,
	letter: 165,
	digit: 165,
	part: 170,
	sentence: 150
};

const { values } = parseArgs({
	options: {
		voice: { type: 'string', default: 'vi' },
		set: { type: 'string', default: 'synthetic' }
	}
});

for (const tool of ['espeak-ng', 'ffmpeg']) {
	if (spawnSync(tool, ['-version']).error) {
		console.error(`${tool} is not installed: apt-get install espeak-ng ffmpeg`);
		process.exit(1);
	}
}

const toSamples = (audio: Buffer): Float32Array => {
	const raw = execFileSync(
		'ffmpeg',
		['-v', 'error', '-i', '-', '-f', 'f32le', '-ac', '1', '-ar', String(CLIP_RATE), '-'],
		{ input: audio, maxBuffer: 64 << 20 }
	);
	return Float32Array.from({ length: raw.length / 4 }, (_, index) => raw.readFloatLE(index * 4));
};

function writeMp3(file: string, samples: Float32Array): void {
	const raw = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
	const input = ['-f', 'f32le', '-ar', String(CLIP_RATE), '-ac', '1', '-i', '-'];
	// bitexact: no encoder version and no date in the file, so the same clip is the same bytes.
	const output = [
		'-c:a',
		'libmp3lame',
		'-b:a',
		'48k',
		'-map_metadata',
		'-1',
		'-fflags',
		'+bitexact'
	];
	// Straight into the file: only there can ffmpeg go back and write how much padding players must cut off.
	execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...output, file], { input: raw });
}

/** Two bells, a third apart: heard over a full hall, over within a second. */
function chime(): Float32Array {
	const bell = (hertz: number, atS: number) => (seconds: number) => {
		const t = seconds - atS;
		if (t < 0) return 0;
		const partials: [number, number, number][] = [
			[1, 1, 5],
			[2.01, 0.45, 8],
			[3.02, 0.2, 12]
		];
		const sound = partials.map(
			([times, loud, decay]) =>
				loud * Math.exp(-decay * t) * Math.sin(2 * Math.PI * hertz * times * t)
		);
		return Math.min(1, t / 0.004) * sound.reduce((sum, value) => sum + value, 0);
	};
	const bells = [bell(830.6, 0), bell(659.3, 0.28)];
	const samples = Float32Array.from({ length: CLIP_RATE * 0.85 }, (_, index) => {
		const seconds = index / CLIP_RATE;
		const tail = Math.min(1, (0.85 - seconds) / 0.2);
		return tail * bells.reduce((sum, strike) => sum + strike(seconds), 0);
	});
	return faded(samples, CLIP_RATE);
}

function spoken(clip: Clip & { kind: Exclude<ClipKind, 'chime'> }): Float32Array {
	const options = ['-v', values.voice, '-s', String(speed[clip.kind]), '-a', '120', '--stdout'];
	const wav = execFileSync('espeak-ng', [...options, clip.text], { maxBuffer: 64 << 20 });
	return trimSilence(toSamples(wav), CLIP_RATE);
}

const isSpoken = (clip: Clip): clip is Clip & { kind: Exclude<ClipKind, 'chime'> } =>
	clip.kind !== 'chime';

const folder = join('static', 'voice', values.set);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const clips: Record<string, { ms: number }> = {};
let bytes = 0;
for (const clip of CLIPS) {
	const samples = isSpoken(clip) ? spoken(clip) : chime();
	const file = join(folder, `${clip.key}.mp3`);
	writeMp3(file, atHallLoudness(samples, CLIP_RATE));
	clips[clip.key] = { ms: Math.round((samples.length / CLIP_RATE) * 1000) };
	bytes += statSync(file).size;
}
const manifest = { voice: `espeak-ng ${values.voice}`, extension: 'mp3', clips };
writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, '\t') + '\n');
console.log(`${CLIPS.length} clips, ${Math.round(bytes / 1000)} kB in ${folder}`);
