import { CLIPS, type ClipKey } from '#lib/core/clip-list.ts';
import { speechSpan } from '#lib/core/pcm.ts';
import type { ClipMs } from '#lib/core/spoken-call.ts';

/** A decoded clip and the part of it that is speech, s: files bring silence of their own (mp3 always does). */
export interface LoadedClip {
	buffer: AudioBuffer;
	fromS: number;
	lengthS: number;
	/** The address it came from. */
	url: string;
}

export interface LoadedClips {
	clips: ReadonlyMap<ClipKey, LoadedClip>;
	ms: ClipMs;
	/** Clips for which no address gave something that could be decoded. */
	missing: ClipKey[];
}

/** Where the clips that ship with the program lie. */
const SYNTHETIC = '/voice/synthetic';

/**
 * The addresses of a field event's clips, best first: what was recorded for it, then the synthetic set.
 * @param recorded as `clipsOf` lists them; the version changes with every recording, so that caches notice
 */
export function clipUrls(
	fieldEventId: number,
	recorded: readonly { key: string; version: string }[]
): (key: ClipKey) => string[] {
	const versions = new Map(recorded.map(({ key, version }) => [key, version]));
	return (key) => {
		const version = versions.get(key);
		const own =
			version === undefined
				? []
				: [`/api/voice/${fieldEventId}/${key}?v=${encodeURIComponent(version)}`];
		return [...own, `${SYNTHETIC}/${key}.mp3`];
	};
}

async function loadClip(context: BaseAudioContext, urls: string[]): Promise<LoadedClip | null> {
	for (const url of urls) {
		try {
			const response = await fetch(url);
			if (!response.ok) continue;
			const buffer = await context.decodeAudioData(await response.arrayBuffer());
			const span = speechSpan(buffer.getChannelData(0), buffer.sampleRate);
			if (!span) continue;
			const fromS = span.from / buffer.sampleRate;
			return { buffer, fromS, lengthS: span.to / buffer.sampleRate - fromS, url };
		} catch {
			// Away or no sound: the next address, and in the end the list of what is missing, says so.
		}
	}
	return null;
}

/** Loads and decodes all clips once. One that cannot be had is in `missing`; it never fails as a whole. */
export async function loadClips(
	context: BaseAudioContext,
	urlsOf: (key: ClipKey) => string[]
): Promise<LoadedClips> {
	const loaded = await Promise.all(
		CLIPS.map(async ({ key }) => [key, await loadClip(context, urlsOf(key))] as const)
	);
	const there = loaded.filter((entry): entry is [ClipKey, LoadedClip] => entry[1] !== null);
	return {
		clips: new Map(there),
		ms: Object.fromEntries(there.map(([key, clip]) => [key, clip.lengthS * 1000])),
		missing: loaded.filter(([, clip]) => clip === null).map(([key]) => key)
	};
}

/** Schedules one clip at a time of the context, s; gives its source, so that it can be stopped. */
export function playClip(to: AudioNode, clip: LoadedClip, atS: number): AudioBufferSourceNode {
	const source = to.context.createBufferSource();
	source.buffer = clip.buffer;
	source.connect(to);
	source.start(atS, clip.fromS, clip.lengthS);
	return source;
}
