/**
 * What a board says next: a queue of calls and notices in, one utterance at a time out.
 *
 * At full work a hall makes 12 to 15 calls a minute, and a call said twice lasts about 10 seconds, so the voice
 * shortens as calls gather. The load is the number of calls that wait behind the next one, and one more for every
 * 5 seconds that the next one has waited itself:
 *
 * | load | what is said |
 * |---|---|
 * | nobody behind | chime and the whole sentence, and once more when still nobody waits |
 * | under 1.5 | chime and the whole sentence, once |
 * | under 2.5, or nobody shares the place | chime, number, booth |
 * | 2.5 and more | several numbers in one sentence: of one booth, of one area |
 * | 4 and more | the same for a common place of 7; otherwise all numbers, to the booths shown on the screen |
 *
 * A call that can still begin within 20 seconds goes before one that cannot, the oldest first among each: in an
 * overload some are late, instead of all. One older than 45 seconds, or already started, is never spoken.
 *
 * Pure: time and clip lengths are arguments, queues are values and are not changed.
 */
import type { SpokenCall, ClipMs } from './spoken-call.ts';
import {
	EXPIRES_MS,
	sayAgain,
	sayCalls,
	sayNotice,
	type HallNotice,
	type NoticeKey,
	type Utterance
} from './utterance.ts';

/** A call is announced within this time of the press, ms. */
export const IN_TIME_MS = 20_000;
/** How long at most a call's own number takes to come in a sentence about it alone, ms. */
const LEAD_MS = 3_500;
/** An utterance this soon after another is heard as one row with it, ms. */
const IN_A_ROW_MS = 500;
/** The wait of the next call that counts as one more call behind it, ms. */
const LOAD_STEP_MS = 5_000;
/** A notice older than this says nothing new, ms. */
const NOTICE_EXPIRES_MS = 120_000;
/** A notice that has waited this long goes before calls, ms. */
const NOTICE_PATIENCE_MS = 30_000;
/** How long the oldest call may have waited when a notice before it ends, ms. */
const NOTICE_ROOM_MS = 10_000;

/** Of these only the latest is true. */
const working = new Set<NoticeKey>(['pause', 'break', 'resume', 'closed']);

/** What waits to be spoken. `repeat` is the call said last, to be said again when nobody else waits. */
export interface Waiting {
	readonly calls: readonly SpokenCall[];
	readonly notices: readonly (HallNotice & { atMs: number })[];
	readonly repeat: { call: SpokenCall; spentMs: number } | null;
	/** When the last utterance ends, ms. */
	readonly spokenUntilMs: number;
	/** Calls taken in while they were young enough to be spoken: each is taken in once. */
	readonly known: readonly Pick<SpokenCall, 'key' | 'calledAtMs'>[];
}

export const NOTHING_WAITS: Waiting = {
	calls: [],
	notices: [],
	repeat: null,
	spokenUntilMs: -Infinity,
	known: []
};

/**
 * The queue with one more call. A call that was taken in before (spoken or not, dropped or not) changes nothing. Those
 * that expired long before it go, so that a board whose loudspeaker was never turned on does not gather a day's calls.
 */
export function withCall(waiting: Waiting, call: SpokenCall): Waiting {
	if (waiting.known.some((other) => other.key === call.key)) return waiting;
	const young = (other: Pick<SpokenCall, 'calledAtMs'>) =>
		call.calledAtMs - other.calledAtMs <= 2 * EXPIRES_MS;
	const calls = waiting.calls.filter(young);
	const at = calls.findLastIndex((other) => other.calledAtMs <= call.calledAtMs);
	const { key, calledAtMs } = call;
	return {
		...waiting,
		calls: calls.toSpliced(at + 1, 0, call),
		known: [...waiting.known.filter(young), { key, calledAtMs }]
	};
}

/** The queue without a call that has started, was undone or became a no-show. */
export function withoutCall(waiting: Waiting, key: string): Waiting {
	return {
		...waiting,
		calls: waiting.calls.filter((call) => call.key !== key),
		repeat: waiting.repeat?.call.key === key ? null : waiting.repeat
	};
}

/**
 * The queue with a notice. It replaces a waiting one of the same kind about the same area, and of pause and resume the
 * latest holds.
 */
export function withNotice(waiting: Waiting, notice: HallNotice, atMs: number): Waiting {
	const { key, area } = notice;
	const kept = waiting.notices.filter(
		(other) =>
			(other.key !== key || other.area !== area) && !(working.has(other.key) && working.has(key))
	);
	return { ...waiting, notices: [...kept, { ...notice, atMs }] };
}

/**
 * The queue with an utterance that was begun and not heard (the loudspeaker went away): its calls and notice wait
 * again, in their old order.
 */
export function withUnheard(waiting: Waiting, utterance: Utterance, nowMs: number): Waiting {
	if (utterance.notice) return withNotice(waiting, utterance.notice, nowMs);
	if (utterance.form === 'repeat') return waiting;
	const calls = [...utterance.calls, ...waiting.calls].sort((a, b) => a.calledAtMs - b.calledAtMs);
	return { ...waiting, calls, repeat: null, spokenUntilMs: nowMs };
}

/** What to say now, what still waits, and the keys of the calls that grew too old to be spoken. */
export interface Taken {
	utterance: Utterance | null;
	waiting: Waiting;
	expired: readonly string[];
}

/** Takes the next utterance. Asked whenever the voice is free; `clipMs` are the lengths of the clips in use. */
export function takeNext(waiting: Waiting, nowMs: number, clipMs: ClipMs): Taken {
	const age = (call: SpokenCall) => nowMs - call.calledAtMs;
	const tooOld = (call: SpokenCall) => age(call) > EXPIRES_MS - LEAD_MS;
	const expired = waiting.calls.filter(tooOld).map((call) => call.key);
	const calls = waiting.calls.filter((call) => !tooOld(call));
	const notices = waiting.notices.filter((notice) => nowMs - notice.atMs <= NOTICE_EXPIRES_MS);
	const known = waiting.known.filter((call) => nowMs - call.calledAtMs <= EXPIRES_MS);
	const rest: Waiting = { ...waiting, calls, notices, repeat: null, known };
	const spoken = (utterance: Utterance, left: Partial<Waiting>): Taken => ({
		utterance,
		waiting: { ...rest, ...left, spokenUntilMs: nowMs + utterance.durationMs },
		expired
	});

	const [first] = notices;
	if (first) {
		const { atMs, ...notice } = first;
		const utterance = sayNotice(notice, clipMs);
		const oldest = calls[0];
		const room = !oldest || age(oldest) + utterance.durationMs <= NOTICE_ROOM_MS;
		if (room || nowMs - atMs > NOTICE_PATIENCE_MS)
			return spoken(utterance, { notices: notices.slice(1) });
	}

	const inOrder = [
		...calls.filter((call) => age(call) <= IN_TIME_MS),
		...calls.filter((call) => age(call) > IN_TIME_MS)
	];
	const head = inOrder[0];
	if (!head) {
		const again = waiting.repeat && sayAgain(waiting.repeat, nowMs, clipMs);
		return again ? spoken(again, {}) : { utterance: null, waiting: rest, expired };
	}
	const behind = inOrder.length - 1;
	const load = behind === 0 ? 0 : behind + age(head) / LOAD_STEP_MS;
	const asked = { nowMs, load, inARow: nowMs - waiting.spokenUntilMs < IN_A_ROW_MS, clipMs };
	const utterance = sayCalls(head, inOrder, asked);
	const said = new Set(utterance.calls.map((call) => call.key));
	const repeat =
		utterance.form === 'sentence' ? { call: head, spentMs: utterance.durationMs } : null;
	return spoken(utterance, { calls: calls.filter((call) => !said.has(call.key)), repeat });
}
