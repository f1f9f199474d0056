/**
 * How a call is worded, as a row of clips with the silence before each of them.
 * The wording follows the one-stop desks: "Mời công dân có số A 0 1 2 đến bàn số 3".
 */
import { characterClip, clipOf, spokenCount, type ClipKey } from './clip-list.ts';

/** One call of a ticket to a booth, as a board hears of it. Two calls of one turn are two of these. */
export interface SpokenCall {
	/** Ticket, turn and number of the call: unique for ever, so that hearing of it twice says it once. */
	key: string;
	/** Letter of the number's series, with its digit from the eighth gate on ("A", "A2"). */
	prefix: string;
	number: number;
	/** *bàn* or *quầy*. */
	placeKind: 'ban' | 'quay';
	/** The booth as it stands on its sign: 12, or "4B". */
	placeNumber: number | string;
	/** The area as it is named ("Khu A", "2"). One that no clip can say counts as none. */
	area?: string;
	/** When the officer pressed, hall time in ms. */
	calledAtMs: number;
	/** 1 for the first call of a turn; from 2 on it begins with *Xin nhắc lại*. */
	callNo?: number;
}

/** One clip and the silence before it. `of`: here begins the number of the call with this key. */
export interface Sound {
	clip: ClipKey;
	gapMs: number;
	of?: string;
}

/** Length of each clip in ms; a clip that is not there takes no time and is not heard. */
export type ClipMs = Partial<Record<ClipKey, number>>;

/** Silences in ms: inside a word group, where a comma would stand, between two citizens. Clips bring 40 ms of their own. */
const JOINT_MS = 10;
const COMMA_MS = 60;
const NEXT_CITIZEN_MS = 150;
/** Speech begins while the chime still rings out. */
export const AFTER_CHIME_MS = -180;

const joined = (clips: readonly ClipKey[], firstGapMs: number): Sound[] =>
	clips.map((clip, index) => ({ clip, gapMs: index === 0 ? firstGapMs : JOINT_MS }));

const characters = (text: string): ClipKey[] =>
	[...text].map(characterClip).filter((clip) => clip !== null);

/** A ticket's number read singly: at least three digits, never cut ("A-017", "A2-017", "A-1000"). */
export function numberSounds(call: SpokenCall, gapMs = COMMA_MS): Sound[] {
	const digits = String(call.number).padStart(3, '0');
	const sounds = [
		...joined(characters(call.prefix), gapMs),
		...joined(characters(digits), call.prefix === '' ? gapMs : COMMA_MS)
	];
	return sounds.map((sound, index) => (index === 0 ? { ...sound, of: call.key } : sound));
}

/** A sign with a number and perhaps a letter ("12", "4B") as clips; empty when there is none to say. */
function signClips(sign: number | string): ClipKey[] {
	const parts = /^\s*(\d*)[\s-]*(\p{L}?)\s*$/u.exec(String(sign));
	if (!parts) return [];
	const [, digits = '', letter = ''] = parts;
	const spoken = digits === '' ? [] : spokenCount(Number(digits));
	const letterClip = letter === '' ? [] : [characterClip(letter)];
	const clips = [...(spoken ?? []), ...letterClip];
	return spoken === null || clips.includes(null) ? [] : clips.filter((clip) => clip !== null);
}

/** "bàn số mười hai"; empty when the sign cannot be said, and then the board alone tells the way. */
export function boothSounds(call: SpokenCall, gapMs = COMMA_MS): Sound[] {
	const sign = signClips(call.placeNumber);
	if (sign.length === 0) return [];
	return joined([call.placeKind === 'ban' ? 'table' : 'counter', ...sign], gapMs);
}

/** The area as clips ("khu a"), null when it has none that can be said. */
export function areaClips({ area }: Pick<SpokenCall, 'area'>): ClipKey[] | null {
	const sign = signClips((area ?? '').replace(/^\s*khu(\s+vực)?\s+/iu, ''));
	return sign.length === 0 ? null : ['area', ...sign];
}

/** The whole sentence: "Mời công dân có số … đến bàn số …". */
export function sentenceSounds(call: SpokenCall, gapMs = COMMA_MS): Sound[] {
	const booth = boothSounds(call, JOINT_MS);
	return [
		...joined(['invite-number'], gapMs),
		...numberSounds(call),
		...(booth.length > 0 ? joined(['to'], COMMA_MS) : []),
		...booth
	];
}

/** Where several numbers are sent in one sentence. */
export type Destination = 'booth' | 'area' | 'screen';

/**
 * Several numbers in one sentence: "Mời các số …, … và … đến khu A". With `screen` all are sent to "bàn ghi
 * trên màn hình"; otherwise the calls must share the booth or area that they are sent to.
 */
export function togetherSounds(calls: readonly SpokenCall[], to: Destination): Sound[] {
	const numbers = calls.flatMap((call, index) => {
		const last = index > 0 && index === calls.length - 1;
		const number = numberSounds(call, last ? JOINT_MS : index === 0 ? COMMA_MS : NEXT_CITIZEN_MS);
		return last ? [...joined(['and'], NEXT_CITIZEN_MS), ...number] : number;
	});
	return [
		...joined(['invite-numbers'], AFTER_CHIME_MS),
		...numbers,
		...destinationSounds(calls, to)
	];
}

function destinationSounds(calls: readonly SpokenCall[], to: Destination): Sound[] {
	const first = calls[0];
	if (!first) return [];
	if (to === 'screen') return joined(['see-screen'], COMMA_MS);
	const place =
		to === 'area' ? joined(areaClips(first) ?? [], JOINT_MS) : boothSounds(first, JOINT_MS);
	return place.length === 0 ? [] : [...joined(['to'], COMMA_MS), ...place];
}

/** When each clip of a row begins, from the row's beginning, and how long the row lasts, in ms. */
export function timesOf(
	sounds: readonly Sound[],
	clipMs: ClipMs
): { startsMs: number[]; lengthMs: number } {
	const startsMs: number[] = [];
	let lengthMs = 0;
	for (const { clip, gapMs } of sounds) {
		const start = Math.max(0, lengthMs + gapMs);
		startsMs.push(start);
		lengthMs = start + (clipMs[clip] ?? 0);
	}
	return { startsMs, lengthMs };
}

/** The words of a row of clips, for the machine's own speech where no clip can be played. */
export function textOf(sounds: readonly Sound[]): string {
	return sounds
		.map(({ clip }) => clipOf(clip)?.text ?? '')
		.filter((text) => text !== '')
		.join(', ');
}
