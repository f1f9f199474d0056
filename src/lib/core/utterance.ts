/** One thing that a board says: which form a call takes under a load, and what it consists of. */
import type { ClipKey } from './clip-list.ts';
import {
	AFTER_CHIME_MS,
	areaClips,
	boothSounds,
	numberSounds,
	sentenceSounds,
	timesOf,
	togetherSounds,
	type ClipMs,
	type Destination,
	type Sound,
	type SpokenCall
} from './spoken-call.ts';

/** A call older than this is never spoken, ms. */
export const EXPIRES_MS = 45_000;
/** Longest that the voice speaks of a call, its repeat included, or of several calls together, ms. */
export const LONGEST_MS = 11_000;
/** Silence between a sentence and its repeat, ms. */
export const REPEAT_GAP_MS = 700;
/** Silence after every utterance, ms. */
const TAIL_MS = 200;
/** Loads from which the voice shortens: see the table of the announcements. */
const BRIEF_FROM = 1.5;
const TOGETHER_FROM = 2.5;
const CROWDED_FROM = 4;
/** From this many calls a common booth or area is named instead of the screen. */
const COMMON_FROM = 2;
const CROWDED_COMMON_FROM = 7;

/** What can be said to everybody. */
export const NOTICES = ['pause', 'break', 'resume', 'intake-closed', 'closed', 'moved'] as const;
export type NoticeKey = (typeof NOTICES)[number];

/** Something for everybody. */
export interface HallNotice {
	key: NoticeKey;
	/** The area that it is about, as it is named. */
	area?: string;
	/** The whole sentence, where no clips can say it: for the machine's own speech, when it has any. */
	words?: string;
}

const noticeClips: Record<NoticeKey, ClipKey[]> = {
	pause: ['paused', 'numbers-kept'],
	break: ['break', 'numbers-kept'],
	resume: ['resumed'],
	'intake-closed': ['intake-closed'],
	closed: ['closed'],
	moved: ['moved']
};

export type UtteranceForm = 'sentence' | 'repeat' | 'brief' | 'together' | 'notice';

/** One thing said without a break. */
export interface Utterance {
	form: UtteranceForm;
	/** The calls that it speaks of; empty for a notice. */
	calls: readonly SpokenCall[];
	notice: HallNotice | null;
	sounds: readonly Sound[];
	/** From the first sample to the moment when the next utterance may begin, ms. */
	durationMs: number;
	/** When each call's own number begins inside the utterance, ms, in the order of `calls`. */
	numberAtMs: readonly number[];
}

/** What the wording depends on besides the calls. `inARow`: the voice has only just stopped. */
export interface Asked {
	nowMs: number;
	load: number;
	inARow: boolean;
	clipMs: ClipMs;
}

/** The next utterance about calls: of the head alone, or together with others of `inOrder`, as the load asks. */
export function sayCalls(
	head: SpokenCall,
	inOrder: readonly SpokenCall[],
	asked: Asked
): Utterance {
	const { load, clipMs } = asked;
	if (load < BRIEF_FROM) {
		const again: Sound[] =
			(head.callNo ?? 1) > 1 ? [{ clip: 'once-more', gapMs: AFTER_CHIME_MS }] : [];
		const sentence = sentenceSounds(head, again.length > 0 ? undefined : AFTER_CHIME_MS);
		return utter('sentence', [head], [chime, ...again, ...sentence], clipMs);
	}
	const together = load < TOGETHER_FROM ? null : sayTogether(head, inOrder, asked);
	if (together) return together;
	const brief = [...numberSounds(head, AFTER_CHIME_MS), ...boothSounds(head)];
	return utter('brief', [head], [chime, ...brief], clipMs);
}

/**
 * As many calls as fit into the longest sentence and begin before they expire; null when not even two do. In a
 * crowd the hall is listening already: a sentence right after another has no chime.
 */
function sayTogether(
	head: SpokenCall,
	inOrder: readonly SpokenCall[],
	{ nowMs, load, inARow, clipMs }: Asked
): Utterance | null {
	const { companions, to } = commonPlace(head, inOrder, load);
	let fitting: Utterance | null = null;
	for (let count = 2; count <= companions.length; count++) {
		const calls = companions.slice(0, count);
		const [first, ...others] = togetherSounds(calls, to);
		if (!first) break;
		const sounds = inARow ? [{ ...first, gapMs: 0 }, ...others] : [chime, first, ...others];
		const longer = utter('together', calls, sounds, clipMs);
		const expires = calls.some(
			(call, i) => nowMs + (longer.numberAtMs[i] ?? 0) - call.calledAtMs > EXPIRES_MS
		);
		if (expires || longer.durationMs > LONGEST_MS) break;
		fitting = longer;
	}
	return fitting;
}

function commonPlace(
	head: SpokenCall,
	inOrder: readonly SpokenCall[],
	load: number
): { companions: readonly SpokenCall[]; to: Destination } {
	const enough = load < CROWDED_FROM ? COMMON_FROM : Math.min(inOrder.length, CROWDED_COMMON_FROM);
	const booth = (call: SpokenCall) => `${call.placeKind} ${call.placeNumber}`;
	const sameBooth = inOrder.filter((call) => booth(call) === booth(head));
	if (boothSounds(head).length > 0 && sameBooth.length >= enough)
		return { companions: sameBooth, to: 'booth' };
	const area = areaClips(head)?.join(' ');
	const sameArea = inOrder.filter((call) => areaClips(call)?.join(' ') === area);
	if (area !== undefined && sameArea.length >= enough) return { companions: sameArea, to: 'area' };
	return { companions: inOrder, to: 'screen' };
}

/** The sentence once more without chime, unless it grew too old or the whole would last too long. */
export function sayAgain(
	{ call, spentMs }: { call: SpokenCall; spentMs: number },
	nowMs: number,
	clipMs: ClipMs
): Utterance | null {
	if (nowMs - call.calledAtMs > EXPIRES_MS) return null;
	const utterance = utter('repeat', [call], sentenceSounds(call, REPEAT_GAP_MS - TAIL_MS), clipMs);
	return spentMs + utterance.durationMs > LONGEST_MS ? null : utterance;
}

/** A notice after the chime; the area that it is about is named first. */
export function sayNotice(notice: HallNotice, clipMs: ClipMs): Utterance {
	const about = areaClips(notice)?.map((clip, i): Sound => ({ clip, gapMs: i === 0 ? 350 : 10 }));
	const sentences = noticeClips[notice.key].map((clip): Sound => ({ clip, gapMs: 350 }));
	return { ...utter('notice', [], [chime, ...(about ?? []), ...sentences], clipMs), notice };
}

const chime: Sound = { clip: 'chime', gapMs: 0 };

function utter(
	form: UtteranceForm,
	calls: readonly SpokenCall[],
	sounds: readonly Sound[],
	clipMs: ClipMs
): Utterance {
	const { startsMs, lengthMs } = timesOf(sounds, clipMs);
	const startOf = (call: SpokenCall) =>
		startsMs[sounds.findIndex((sound) => sound.of === call.key)] ?? 0;
	return {
		form,
		calls,
		notice: null,
		sounds,
		durationMs: lengthMs + TAIL_MS,
		numberAtMs: calls.map(startOf)
	};
}
