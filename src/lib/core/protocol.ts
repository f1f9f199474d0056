import type { Lane } from './catalogue.ts';
import type { HallAhead } from './hall-ahead.ts';
import type { JoinReason } from './place.ts';
import type { BoardState } from './view/board-view.ts';
import type { BoothState } from './view/booth-view.ts';
import type { GateState } from './view/gate-view.ts';
import type { GlanceState } from './view/glance-view.ts';
import type { LeaderState } from './view/leader-view.ts';
import type { PauseNotice } from './view/hall-view.ts';
import type { OperationsState } from './view/operations-view.ts';
import type { PhoneState } from './view/phone-view.ts';
import type { TotalsState } from './view/totals-view.ts';
import type { ShownPace } from './wait-range.ts';

/**
 * The wire. Commands go up by HTTP; frames come down by socket, server to browser only.
 * Which room a socket is in follows from its handshake: another view is another connection.
 */

/** Views whose frames are whole states, absolute: the latest replaces what was not yet sent. */
export interface StateViews {
	board: BoardState;
	totals: TotalsState;
	leader: LeaderState;
	glance: GlanceState;
	operations: OperationsState;
	booth: BoothState;
	gate: GateState;
}
export type StateView = keyof StateViews;
export const STATE_VIEWS = [
	'board',
	'totals',
	'leader',
	'glance',
	'operations',
	'booth',
	'gate'
] as const;

/** The hall's clockwork, in every frame and snapshot. */
export interface Beat {
	fieldEventId: number;
	clock: number;
	/** Hall time in ms when it was made, and how many hall ms pass in a real one (1 but in a demo). */
	at: number;
	speed: number;
	/** Since when (hall ms) a gate is silent whose numbers may be unheard; absent while all are heard. */
	late?: number;
}

/** A whole state at a clock: the answer of `GET …/snapshot`, and every frame of a state view. */
export interface Snapshot<V extends StateView = StateView> extends Beat {
	view: V;
	state: StateViews[V];
}

/** What an organiser's browser lets the rest of the day happen on: the answer of `GET …/ahead`. */
export interface AheadSnapshot extends Beat {
	hall: HallAhead;
}

/** What a phone is answered by `GET /t/<ticket>/snapshot`. */
export interface PhoneSnapshot extends Beat {
	view: 'phone';
	state: PhoneState;
}

/**
 * One change of a queue's lanes: at this clock a number came to stand at a rank, and why, or left it. Each carries its
 * own clock, so that a phone whose snapshot lies between two frames counts none twice.
 */
export type Move =
	| [clock: number, way: '+', number: string, lane: Lane, rankAt: number, why: JoinReason]
	| [clock: number, way: '-', number: string, lane: Lane, rankAt: number];

/**
 * One queue's frame, the same bytes for all its phones; each counts its own place.
 * It applies when `after` ≤ mine < `clock`; when `after` > mine the snapshot is fetched; when `clock` ≤ mine it is dropped.
 */
export interface QueueFrame extends Beat, ShownPace {
	after: number;
	serviceId: string;
	/** Length of the regular lane now, how many are kept for one booth, and priority calls in a row. */
	regular: number;
	kept: number;
	run: number;
	moves: Move[];
	/** Numbers among those that left that were called, and where to: [number, booth number, word]. */
	called: [string, number, 'bàn' | 'quầy'][];
	/** Other numbers of the queue whose own page has changed: kept elsewhere, reprinted, another step. */
	changed: string[];
	pause: PauseNotice | null;
	/** Every phone of the queue must read its page anew (words, rules or the day have changed). */
	refresh: boolean;
}

/** For phones whose ticket is past its queue: numbers of tickets that something happened to. */
export interface TicketsFrame extends Beat {
	after: number;
	changed: string[];
	refresh: boolean;
}

/** A room without news gets this every two seconds: "stale" is measured by it. */
export type HeartBeat = Beat;

export interface ServerToBrowser {
	state: (snapshot: Snapshot) => void;
	queue: (frame: QueueFrame) => void;
	tickets: (frame: TicketsFrame) => void;
	beat: (beat: HeartBeat) => void;
}

/** What a socket says of itself in its handshake. */
export type Handshake =
	| { view: Exclude<StateView, 'booth' | 'gate' | 'glance' | 'board'>; fieldEvent: string }
	/** A screen on a wall says which board it shows, and a name of its own (UUID) by which it is missed. */
	| { view: 'board'; fieldEvent: string; board?: string; screen?: string }
	/** `link`: the code of a leader's link, where somebody looks without an account. */
	| { view: 'glance'; fieldEvent: string; link?: string }
	| { view: 'booth'; fieldEvent: string; booth: string }
	| { view: 'gate'; fieldEvent: string; gate: string }
	| { view: 'phone'; ticket: string };

/** A frame is stale after this long without a beat, in real ms. */
export const STALE_AFTER_MS = 5_000;
export const BEAT_MS = 2_000;
