import { breakAt } from '#lib/core/progress.ts';
import type { SpokenCall } from '#lib/core/spoken-call.ts';
import { EXPIRES_MS, type HallNotice } from '#lib/core/utterance.ts';
import type { BoardCall, BoardState } from '#lib/core/view/board-view.ts';
import type { AreaMove } from '#lib/core/view/hall-view.ts';
import { movedWords } from './notices.ts';
import { ageMs, type Now } from './call-tiles.ts';

/** What a board's voice has taken in of the states before. */
export interface Heard {
	/** Calls that are still to be answered, by key. */
	open: ReadonlySet<string>;
	/** Every call that the state held: each is news once. */
	known: ReadonlySet<string>;
	pauses: ReadonlySet<string>;
	closedIntake: ReadonlySet<string>;
	/** Moves of areas, by area and time. */
	moves: ReadonlySet<string>;
	status: BoardState['status'];
	onBreak: boolean;
}

/** What the voice is to be told after a new state. */
export interface VoiceNews {
	heard: Heard;
	calls: SpokenCall[];
	/** Calls that were answered, or taken back. */
	drops: string[];
	notices: HallNotice[];
}

/**
 * What a state brings that a voice must hear of. A board that opens takes in what was said before it: it speaks only
 * calls that are young enough and not yet answered, and no notice of what already was so.
 * @param before what was heard up to now; null when the board opens
 */
export function voiceNews(before: Heard | null, state: BoardState, now: Now): VoiceNews {
	const open = new Set(state.calls.filter((call) => call.state === 'called').map(({ key }) => key));
	const heard: Heard = {
		open,
		known: new Set(state.calls.map((call) => call.key)),
		pauses: new Set(
			state.pauses
				.filter((pause) => pause.scope !== 'booth')
				.map((pause) => `${pause.scope}/${pause.id}/${pause.since}`)
		),
		closedIntake: new Set(
			state.queues.filter((queue) => !queue.intakeOpen).map((queue) => queue.serviceId)
		),
		moves: new Set(state.moves.map(moveKey)),
		status: state.status,
		onBreak: breakAt(state.halves, now.at) !== null
	};
	const calls = state.calls
		.filter((call) => call.state === 'called' && !before?.known.has(call.key))
		.filter((call) => ageMs(call, now) <= EXPIRES_MS)
		.map((call) => spokenCall(call, now))
		.reverse();
	const drops = before ? [...before.open].filter((key) => !open.has(key)) : [];
	return { heard, calls, drops, notices: before ? noticesBetween(before, heard, state) : [] };
}

const moveKey = ({ areaId, since }: AreaMove) => `${areaId}/${since}`;

function noticesBetween(before: Heard, after: Heard, state: BoardState): HallNotice[] {
	const notices: HallNotice[] = [];
	const began = [...after.pauses].some((key) => !before.pauses.has(key));
	const ended = [...before.pauses].some((key) => !after.pauses.has(key));
	if (began) notices.push({ key: 'pause' });
	else if (ended && after.pauses.size === 0) notices.push({ key: 'resume' });
	if ([...after.closedIntake].some((id) => !before.closedIntake.has(id))) {
		notices.push({ key: 'intake-closed' });
	}
	if (before.status === 'open' && after.status === 'closed') notices.push({ key: 'closed' });
	if (after.onBreak && !before.onBreak && after.status === 'open') notices.push({ key: 'break' });
	for (const move of state.moves) {
		if (before.moves.has(moveKey(move))) continue;
		notices.push({ key: 'moved', area: move.name.vi, words: movedWords(move, 'vi') });
	}
	return notices;
}

/** A call as the voice takes it, its time on the clock of `now.realMs`, which runs as fast as speech does. */
function spokenCall(call: BoardCall, now: Now): SpokenCall {
	return {
		key: call.key,
		prefix: call.prefix,
		number: call.number,
		placeKind: call.booth.word === 'bàn' ? 'ban' : 'quay',
		placeNumber: call.booth.number,
		...(call.booth.area && { area: call.booth.area.vi }),
		calledAtMs: now.realMs - ageMs(call, now),
		callNo: call.calls
	};
}
