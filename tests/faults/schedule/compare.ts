import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Entry } from '#lib/core/fact.ts';
import { hallAhead, type HallAhead } from '#lib/core/hall-ahead.ts';
import type { AheadSnapshot } from '#lib/core/protocol.ts';
import { readEntries } from '#lib/server/floor/journal.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { readingOf } from '#lib/server/report/floor-reading.ts';
import type { Member } from '../../bench/staff.ts';
import { canonical } from './canonical.ts';
import type { Schedule } from './record.ts';
import type { Target } from './targets.ts';

/** How long a program may take until its screens show what was committed. */
const SHOWN_MS = 10_000;

/**
 * Where the hall that the program left in PostgreSQL, and shows, is not the one that the core came to by itself: rows,
 * journal, first answers, how far each epoch was heard, and the stations' own view. Nothing when they are the same.
 */
export async function compareEnds(
	sql: Sql,
	fieldEventId: number,
	{ world, calls }: Schedule
): Promise<string[]> {
	const found: string[] = [];
	const same = (what: string, got: unknown, expected: unknown) => {
		const [mine, its] = [canonical(expected ?? null), canonical(got ?? null)];
		if (mine !== its) found.push(`${what}: ${firstDifference(mine, its)}`);
	};
	// The program makes these ids itself.
	const own = new Set(calls.flatMap((call) => (call.kind === 'enrol' ? [call.operationId] : [])));
	const isOwn = (id: string) => own.has(id) || id.startsWith('minded-');

	const { journal, answers } = world.database;
	const entries = await readEntries(sql, fieldEventId, 0);
	const plain = (list: readonly Entry[]) =>
		list.map((entry, i) =>
			isOwn(journal[i]?.operationId ?? '') ? { ...entry, operationId: 'own' } : entry
		);
	same('the journal', plain(entries), plain(journal));

	const rows = readingOf((await loadFloor(sql, fieldEventId))!);
	const core = readingOf(world.checks.floor);
	for (const part of Object.keys(core)) same(`rows: ${part}`, rows[part], core[part]);

	// Reads words that the build derives: not before it.
	const { verifyFieldEvent } = await import('#lib/server/report/verify.ts');
	const verified = (await verifyFieldEvent(sql, fieldEventId))!;
	// Not its sentences by SQL: some call untrue what a partition may rightly leave behind.
	same('the journal against the rows', verified.differences, []);

	const kept = await sql<{ id: string; answer: unknown }[]>`
		select id, answer from operation where field_event_id = ${fieldEventId}`;
	const known = new Map(kept.map(({ id, answer }) => [id, answer]));
	for (const [id, answer] of answers) {
		if (!isOwn(id)) same(`the first answer to ${id}`, known.get(id), answer);
	}
	same('operations', kept.length, answers.size);

	const heard = await sql<{ station: string; epoch: number; lastSeq: number }[]>`
		select station, epoch, last_seq as "lastSeq" from station_heard where field_event_id = ${fieldEventId}`;
	for (const { station, epoch, lastSeq } of heard) {
		same(`heard of ${station}:${epoch}`, lastSeq, world.database.lastSeq(station, epoch));
	}
	for (const { id, epoch, nextSeq, outbox, numbers } of world.stationsAtTheEnd) {
		const row = heard.find((one) => one.station === id && one.epoch === epoch);
		same(`${id} told everything`, [row?.lastSeq ?? 0, 0], [nextSeq - 1, outbox.length]);
		for (const { day, ceiling } of numbers) {
			const series = [...world.checks.floor.series.values()].find(
				(one) => one.holder === `${id}:${epoch}` && one.day === day
			);
			same(`the ceiling of ${id} on day ${day}`, series?.ceiling, ceiling);
		}
	}
	return found;
}

/** What a program shows of it, as far as its own screens read it, is the core's floor as well. */
export async function compareShown(
	target: Target,
	member: Member,
	fieldEventId: number,
	{ world }: Schedule
): Promise<string[]> {
	const { floor } = world.checks;
	const until = Date.now() + SHOWN_MS;
	for (;;) {
		const reply = await fetch(`${target.url}/api/floor/${fieldEventId}/ahead`, {
			headers: { cookie: `ngayhoi-${target.port}=${member.token}` }
		}).catch(() => null);
		const shown = reply?.ok ? ((await reply.json()) as AheadSnapshot) : null;
		if (shown && shown.clock >= floor.clock) {
			const core = { ...hallAhead(floor), fieldEventId };
			const [mine, its] = [core, shown.hall].map((hall) => canonical(ordered(hall)));
			return mine === its ? [] : [`shown: ${firstDifference(mine!, its!)}`];
		}
		if (Date.now() > until) return [`shown: clock ${shown?.clock} of ${floor.clock}`];
		await sleep(200);
	}
}

/** The order in which tickets were read means nothing, nor a day of which nothing is counted any more. */
function ordered(hall: HallAhead): HallAhead {
	const key = ({ day, prefix, number }: HallAhead['tickets'][number]) =>
		`${day}/${prefix}/${number}`;
	const before = hall.before.filter(({ results }) => Object.keys(results).length > 0);
	return { ...hall, before, tickets: [...hall.tickets].sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

function firstDifference(mine: string, its: string): string {
	let at = 0;
	while (at < mine.length && mine[at] === its[at]) at++;
	const from = Math.max(0, at - 80);
	return `the core has …${mine.slice(from, at + 120)}…, the program …${its.slice(from, at + 120)}…`;
}
