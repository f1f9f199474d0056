import type { Words } from '#lib/core/catalogue.ts';
import { breakAt } from '#lib/core/progress.ts';
import type { BoardQueue, BoardState } from '#lib/core/view/board-view.ts';
import {
	MOVE_TOLD_MS,
	type AreaMove,
	type BoothLabel,
	type PauseNotice
} from '#lib/core/view/hall-view.ts';
import { clock, clockInWords } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { addressed } from '#lib/i18n/words.ts';

/** One thing that everybody in front of a board should know, in words. */
export interface BoardNotice {
	key: string;
	kind: 'pause' | 'intake' | 'break' | 'moved' | 'message';
	/** What it is about; null when it is about everything. */
	where: string | null;
	text: string;
	/** The same in the board's second language, where the organiser wrote it. */
	second?: string;
}

/** More than this many lines would push the numbers off the board; the widest in scope come first. */
const MOST = 4;

/** The notices of a board's part, the widest in scope first. Pauses of several services for one reason are one line. */
export function boardNotices(
	state: BoardState,
	at: number,
	locale: Locale = getLocale()
): BoardNotice[] {
	const lines = [
		...pausesOf(state, 'field-event', locale),
		...messageLines(state, at, locale),
		...pausesOf(state, 'area', locale),
		...moveLines(state, at, locale),
		...servicePauses(state, locale),
		...breakLine(state, at, locale),
		...intakeLine(state, locale)
	];
	return lines.slice(0, MOST);
}

function sentence(pause: PauseNotice, state: BoardState, locale: Locale): string {
	const text = addressed(pause.words[locale] || pause.words.vi, state.address, locale);
	const time = clockInWords(pause.since, locale);
	return `${text} ${m.board_updated_at({ time }, { locale })}`.trim();
}

function pausesOf(state: BoardState, scope: 'field-event' | 'area', locale: Locale): BoardNotice[] {
	return state.pauses
		.filter((pause) => pause.scope === scope)
		.map((pause) => ({
			key: `${scope} ${pause.id} ${pause.since}`,
			kind: 'pause',
			where: pause.name?.[locale] ?? null,
			text: sentence(pause, state, locale)
		}));
}

/** Services that stand still, also when that is because every one of their booths pauses. */
function servicePauses(state: BoardState, locale: Locale): BoardNotice[] {
	const byReason = new Map<string, { names: Words[]; pause: PauseNotice }>();
	for (const { pause, name } of state.queues) {
		if (!pause || pause.scope === 'field-event' || pause.scope === 'area') continue;
		const same = byReason.get(pause.words.vi);
		if (same) same.names.push(name);
		else byReason.set(pause.words.vi, { names: [name], pause });
	}
	return [...byReason.values()].map(({ names, pause }) => ({
		key: `service ${names.map((name) => name.vi).join()} ${pause.since}`,
		kind: 'pause',
		where: names.map((name) => name[locale]).join(', '),
		text: sentence(pause, state, locale)
	}));
}

/** What the organiser lets boards read, until its time is over. */
function messageLines(state: BoardState, at: number, locale: Locale): BoardNotice[] {
	return state.messages
		.filter(({ until }) => at < until)
		.map(({ id, words }) => ({
			key: `message ${id}`,
			kind: 'message',
			where: null,
			text: addressed(wordsIn(words, locale), state.address, locale),
			second: locale === 'vi' ? words.en : words.vi
		}));
}

function intakeLine(state: BoardState, locale: Locale): BoardNotice[] {
	const closed = state.queues.filter((queue) => !queue.intakeOpen);
	if (closed.length === 0 || state.status !== 'open') return [];
	const services = closed.map((queue) => queue.name[locale]).join(', ');
	const text = m.board_intake_closed({ services }, { locale });
	return [{ key: 'intake', kind: 'intake', where: null, text }];
}

/** That an area is elsewhere now, as a board shows it and a machine speaks it. */
export function movedWords({ name, place }: AreaMove, locale: Locale): string {
	const area = wordsIn(name, locale);
	if (!place) return m.board_moved_back({ area }, { locale });
	return m.board_moved({ area, place: wordsIn(place, locale) }, { locale });
}

function moveLines(state: BoardState, at: number, locale: Locale): BoardNotice[] {
	return state.moves
		.filter((move) => at - move.since <= MOVE_TOLD_MS)
		.map((move) => ({
			key: `moved ${move.areaId} ${move.since}`,
			kind: 'moved',
			where: null,
			text: movedWords(move, locale)
		}));
}

function breakLine(state: BoardState, at: number, locale: Locale): BoardNotice[] {
	const pause = breakAt(state.halves, at);
	if (!pause || state.status !== 'open') return [];
	const text = m.board_break({ from: clock(pause.from), to: clock(pause.to) }, { locale });
	return [{ key: 'break', kind: 'break', where: null, text }];
}

/** Single booths of a queue that pause while the others go on, in order of their numbers: whoever waits is called elsewhere. */
export function pausedBooths(state: BoardState, queue: BoardQueue): BoothLabel[] {
	if (queue.pause) return [];
	return state.pauses
		.flatMap(({ scope, booth }) => (scope === 'booth' && booth ? [booth] : []))
		.filter((booth) => queue.booths.includes(booth.id))
		.sort((a, b) => a.number - b.number);
}
