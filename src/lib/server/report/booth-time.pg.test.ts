import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evolve } from '#lib/core/evolve.ts';
import { emptyFloor, pauseOfBooth } from '#lib/core/floor.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { readEntries } from '#lib/server/floor/journal.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { randomDays } from '../../../../tests/report-days.ts';
import { boothTime } from './booth-time.ts';

const AT = Date.parse('2023-10-15T08:40:00Z');
let database: FreshDatabase;
let sql: Sql;
const ids: number[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	for (const seed of [31, 32])
		ids.push(await randomDays(sql, seed, { days: 2, wishes: 400, date: '2023-10-14' }));
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

/** Second by second through the folded journal: how many officers work at each booth, on a planned day. */
async function secondBySecond(e: number) {
	const floor = emptyFloor(e, (await loadFloor(sql, e))!.rules);
	const entries = await readEntries(sql, e, 0);
	const results = await sql<{ booth: string; day: number; at: number }[]>`
		select booth_id as booth, day::int as day, max(at) as at from recorded
		where field_event_id = ${e} and applied group by 1, 2`;
	const sums = new Map<string, { openMs: number; officerMs: number }>();
	const arrived = new Map<string, number>();
	let next = 0;
	const STEP = 1_000;
	for (let at = floor.rules.days[0]!.halves[0]!.from; at < AT; at += STEP) {
		for (; entries[next] && entries[next]!.at <= at; next++) {
			const entry = entries[next]!;
			evolve(floor, entry);
			if (entry.fact.kind === 'booth-opened')
				arrived.set(`${entry.fact.boothId} ${entry.fact.officer}`, entry.at);
		}
		for (const [i, { halves }] of floor.rules.days.entries()) {
			const midnight = Math.floor((halves[0]!.from + 25_200_000) / 86_400_000) * 86_400_000;
			const isDay = Math.floor((at + 25_200_000) / 86_400_000) * 86_400_000 === midnight;
			const isBreak = halves.some(
				(half, k) => halves[k + 1] && at >= half.to && at < halves[k + 1]!.from
			);
			if (!isDay || isBreak) continue;
			for (const [id, { booth, officers }] of floor.booths) {
				const last = results.find((row) => row.booth === id && row.day === i + 1)?.at ?? 0;
				if (at >= Math.max(halves.at(-1)!.to, last)) continue;
				if (booth.withdrawn || pauseOfBooth(floor, booth) || floor.status !== 'open') continue;
				if (officers.length === 0) continue;
				const opened = floor.booths.get(id)!.working.at(-1)!.from;
				const there = officers.filter((officer) => {
					const since = Math.max(opened, arrived.get(`${id} ${officer}`)!);
					return since >= midnight - 25_200_000 || at >= halves[0]!.from;
				});
				const sum = sums.get(`${id} ${i + 1}`) ?? { openMs: 0, officerMs: 0 };
				if (officers.length > 0 && (opened >= midnight - 25_200_000 || at >= halves[0]!.from))
					sum.openMs += STEP;
				sum.officerMs += there.length * STEP;
				sums.set(`${id} ${i + 1}`, sum);
			}
		}
	}
	return sums;
}

test('the time of booths and officers is what one would count second by second', async () => {
	const times = await boothTime(sql, ids, AT);
	let several = 0;
	for (const e of ids) {
		const sums = await secondBySecond(e);
		const changes = (await readEntries(sql, e, 0)).length;
		for (const { boothId, day, openMs, officerMs } of times.filter(
			({ fieldEventId }) => fieldEventId === e
		)) {
			const counted = sums.get(`${boothId} ${day}`) ?? { openMs: 0, officerMs: 0 };
			// A second is lost or won at each change of the booth.
			expect(Math.abs(openMs - counted.openMs), `${boothId} ${day}`).toBeLessThan(100_000);
			expect(Math.abs(officerMs - counted.officerMs), `${boothId} ${day}`).toBeLessThan(200_000);
			if (officerMs > openMs * 1.1) several += 1;
		}
		expect(changes).toBeGreaterThan(100);
	}
	expect(several).toBeGreaterThan(2);
	expect(times.some(({ day, openMs }) => day === 2 && openMs > 3_600_000)).toBe(true);
});

test('whoever forgot to leave works through no night', async () => {
	const times = await boothTime(sql, ids, AT);
	for (const { openMs } of times) expect(openMs).toBeLessThan(12 * 3_600_000);
});
