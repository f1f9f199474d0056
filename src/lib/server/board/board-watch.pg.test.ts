import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { forgetScreen, missedScreens, tellScreens } from './board-watch.ts';

const BEGAN = Date.parse('2026-11-21T08:00:00+07:00');
const MINUTE = 60_000;
let fresh: FreshDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
	fresh = await freshDatabase();
	sql = fresh.sql;
});
afterAll(() => fresh.drop());

let fieldEventId = 0;
/** A field event of its own, in minutes since its doors opened. */
function hall() {
	const id = ++fieldEventId;
	const at = (minute: number) => new Date(BEGAN + minute * MINUTE);
	return {
		id,
		/** The screen shows the board from one minute to another. */
		async shows(screenId: string, boardId: string, from: number, to: number) {
			for (let minute = from; minute <= to; minute++) {
				await tellScreens(sql, [{ fieldEventId: id, screenId, boardId }], at(minute));
			}
		},
		missed: async (minute: number) =>
			(await missedScreens(sql, id, at(minute))).map(({ screenId }) => screenId)
	};
}

test('a board that stood in the hall and went dark is missed after a minute, until it is back', async () => {
	const { id, shows, missed } = hall();
	const screen = randomUUID();
	await shows(screen, 'all', 0, 30);
	expect(await missed(31)).toEqual([]);
	expect(await missed(32)).toEqual([screen]);
	expect((await missedScreens(sql, id, new Date(BEGAN + 32 * MINUTE)))[0]).toEqual({
		screenId: screen,
		boardId: 'all',
		silentMs: 2 * MINUTE
	});
	await shows(screen, 'all', 33, 33);
	expect(await missed(34)).toEqual([]);
	expect(await missed(35)).toEqual([screen]);
});

test('whoever looked at a board for a moment is not missed, nor a board of yesterday', async () => {
	const { shows, missed } = hall();
	await shows(randomUUID(), 'all', 0, 5);
	expect(await missed(20)).toEqual([]);
	const screen = randomUUID();
	await shows(screen, 'all', 0, 20);
	expect(await missed(30)).toEqual([screen]);
	expect(await missed(20 + 13 * 60)).toEqual([]);
});

test('a television that was started anew stands for itself, and for one other alone', async () => {
	const { shows, missed } = hall();
	const [first, second, again] = [randomUUID(), randomUUID(), randomUUID()];
	await shows(first, 'all', 0, 20);
	await shows(second, 'all', 0, 21);
	expect(await missed(30)).toEqual([first, second]);
	await shows(again, 'all', 30, 31);
	expect(await missed(31)).toEqual([second]);
	const other = randomUUID();
	await shows(other, 'card', 31, 32);
	expect(await missed(32)).toEqual([second]);
});

test('a screen that shows another board now is missed at neither', async () => {
	const { shows, missed } = hall();
	const screen = randomUUID();
	await shows(screen, 'all', 0, 20);
	await shows(screen, 'level-2', 21, 40);
	expect(await missed(40)).toEqual([]);
});

test('a screen that was put away is not waited for', async () => {
	const { id, shows, missed } = hall();
	const screen = randomUUID();
	await shows(screen, 'all', 0, 20);
	await forgetScreen(sql, id, screen);
	expect(await missed(30)).toEqual([]);
});

test('more screens than a large hall has are not kept, and those that are known go on', async () => {
	const { id, missed, shows } = hall();
	const known = randomUUID();
	await shows(known, 'all', 0, 15);
	for (let part = 0; part < 3; part++) {
		const many = Array.from({ length: 100 }, () => ({
			fieldEventId: id,
			screenId: randomUUID(),
			boardId: 'card'
		}));
		await tellScreens(sql, many, new Date(BEGAN + 15 * MINUTE));
	}
	const [row] = await sql<{ n: number }[]>`
		select count(*)::int as n from board_watch where field_event_id = ${id}`;
	expect(row!.n).toBeLessThanOrEqual(300);
	await shows(known, 'all', 16, 20);
	expect(await missed(20)).toEqual([]);
});
