import type { BoardCall } from '#lib/core/view/board-view.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';

/*
 * Which calls stand large on a board, and where. A number keeps its cell while it is shown, so that whoever looks for
 * it finds it where it was; the grid grows only when more are fresh than it holds. All times here are real ms: people
 * read and walk in real time also where a demo's hall runs faster.
 */

/** A fresh call stands at least this long. */
export const FRESH_MS = 15_000;
/** The newest call is marked this long. */
export const MARKED_MS = 20_000;
/** Calls within this time of the newest are as new as it is. */
const TOGETHER_MS = 4_000;
/** A call that nobody has answered keeps a cell that nobody else needs this long. */
const LINGERS_MS = 60_000;
/** A call that found no cell for this long is left to the list beside. */
const TOO_LATE_MS = 20_000;
/** The sizes of the grid. */
export const GRIDS = [1, 2, 4, 6, 8, 12, 20] as const;
export type Grid = (typeof GRIDS)[number];
/** Up to this many cells may be filled with calls that are no longer fresh: the numbers stay this large. */
const CALM: Grid = 2;
/**
 * The hall of a sped-up demo calls faster than anyone reads: its boards show some of the calls, one after the other, in
 * numbers that can be read from afar; the others are on the list beside.
 */
const HURRY = 4;
const MOST_IN_A_HURRY: Grid = 8;
const PACE_IN_A_HURRY_MS = FRESH_MS / MOST_IN_A_HURRY;

export interface Tile {
	call: BoardCall;
	/** The cell, from 0. */
	slot: number;
	/** Since when it stands there, real ms. */
	sinceMs: number;
}

export interface Tiles {
	grid: Grid;
	tiles: readonly Tile[];
	/** Calls that have had their time, by key. */
	had: ReadonlySet<string>;
}

export const NO_TILES: Tiles = { grid: 1, tiles: [], had: new Set() };

/** Now: real ms of any clock that only rises, hall ms, and how many hall ms pass in a real one. */
export interface Now {
	realMs: number;
	at: number;
	speed: number;
}

/** How long ago a call was made, in real ms. */
export function ageMs(call: BoardCall, now: Now): number {
	return Math.max(0, (now.at - call.calledAt) / now.speed);
}

export const numberOf = (call: BoardCall) => formatNumber(call.prefix, call.number);

/** The tiles after `before`; `calls` are those of the board's part, newest first. */
export function nextTiles(before: Tiles, calls: readonly BoardCall[], now: Now): Tiles {
	const latest = latestOf(calls);
	const kept = before.tiles.flatMap((tile): Tile[] => {
		const call = latest.get(numberOf(tile.call)) ?? tile.call;
		if (call.state === 'gone') return [];
		const again = call.key !== tile.call.key;
		return [{ ...tile, call, sinceMs: again ? now.realMs : tile.sinceMs }];
	});
	const fresh = kept.filter((tile) => now.realMs - tile.sinceMs < FRESH_MS);
	const shown = new Set(kept.map((tile) => numberOf(tile.call)));
	const most = now.speed > HURRY ? mostInAHurry(kept, fresh.length, now) : GRIDS.at(-1)!;
	const isNews = (call: BoardCall) =>
		call.state === 'called' && !shown.has(numberOf(call)) && !before.had.has(call.key);
	const news = [...latest.values()]
		.filter((call) => isNews(call) && ageMs(call, now) < TOO_LATE_MS)
		.sort((a, b) => a.calledAt - b.calledAt)
		.slice(0, Math.max(0, most - fresh.length))
		.map((call) => ({ call, slot: -1, sinceMs: now.realMs }));
	const must = [...fresh, ...news];
	const room = Math.max(CALM, gridFor(must.length));
	const old = kept
		.filter((tile) => !fresh.includes(tile) && lingers(tile, now))
		.sort((a, b) => b.sinceMs - a.sinceMs)
		.slice(0, Math.max(0, room - must.length));
	const standing = [...must, ...old];
	const shownNow = standing.length > 0 ? settled(standing) : resting(kept, calls, now);
	return { ...shownNow, had: hadBy(before, calls) };
}

/** Which of the calls stood large before; those that the state no longer holds are forgotten. */
function hadBy(before: Tiles, calls: readonly BoardCall[]): ReadonlySet<string> {
	const stood = new Set(before.tiles.map((tile) => tile.call.key));
	const keys = calls.map((call) => call.key);
	return new Set(keys.filter((key) => stood.has(key) || before.had.has(key)));
}

type Placed = Omit<Tiles, 'had'>;

/** How many calls a hurried board may hold now: one more than it does, when the last has stood for a moment. */
function mostInAHurry(kept: readonly Tile[], fresh: number, now: Now): number {
	const last = Math.max(...kept.map((tile) => tile.sinceMs));
	const next = now.realMs - last >= PACE_IN_A_HURRY_MS ? fresh + 1 : fresh;
	return Math.min(MOST_IN_A_HURRY, next);
}

/** The last call of each number. */
function latestOf(calls: readonly BoardCall[]): Map<string, BoardCall> {
	const latest = new Map<string, BoardCall>();
	for (const call of calls) {
		const number = numberOf(call);
		if (!latest.has(number)) latest.set(number, call);
	}
	return latest;
}

const lingers = ({ call, sinceMs }: Tile, now: Now) =>
	call.state === 'called' && now.realMs - sinceMs < LINGERS_MS;

/** Nothing is fresh: the last call stays where people look for it. */
function resting(kept: readonly Tile[], calls: readonly BoardCall[], now: Now): Placed {
	const last = calls.find((call) => call.state === 'called' || call.state === 'here');
	if (!last) return { grid: 1, tiles: [] };
	const sinceMs =
		kept.find((tile) => tile.call.key === last.key)?.sinceMs ?? now.realMs - ageMs(last, now);
	return { grid: 1, tiles: [{ call: last, slot: 0, sinceMs }] };
}

/** Gives each tile a cell: its own where the grid still has it, else the first that is free. */
function settled(tiles: readonly Tile[]): Placed {
	const grid = gridFor(tiles.length);
	const taken = new Map<number, Tile>();
	for (const tile of tiles) {
		if (tile.slot >= 0 && tile.slot < grid && !taken.has(tile.slot)) taken.set(tile.slot, tile);
	}
	const placed = tiles.map((tile) => {
		if (taken.get(tile.slot) === tile) return tile;
		let slot = 0;
		while (taken.has(slot)) slot++;
		taken.set(slot, tile);
		return { ...tile, slot };
	});
	return { grid, tiles: placed.sort((a, b) => a.slot - b.slot) };
}

function gridFor(count: number): Grid {
	return GRIDS.find((grid) => grid >= count) ?? GRIDS.at(-1)!;
}

/** Whether a tile is marked as just called: the newest is, and whoever was called in the same breath. */
export function isMarked(call: BoardCall, tiles: readonly Tile[], now: Now): boolean {
	if (call.state === 'missed' || ageMs(call, now) >= MARKED_MS) return false;
	const newest = Math.max(...tiles.map((tile) => tile.call.calledAt));
	return (newest - call.calledAt) / now.speed < TOGETHER_MS;
}

/** The calls for the list beside the tiles, newest first, one line a number. */
export function listed(calls: readonly BoardCall[], tiles: readonly Tile[]): BoardCall[] {
	const shown = new Set(tiles.map((tile) => numberOf(tile.call)));
	return [...latestOf(calls).values()].filter(
		(call) => call.state !== 'gone' && !shown.has(numberOf(call))
	);
}
