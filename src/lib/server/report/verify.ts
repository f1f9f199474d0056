import type { Sql } from 'postgres';
import { evolve } from '#lib/core/evolve.ts';
import { emptyFloor, type Floor } from '#lib/core/floor.ts';
import { figuresOf } from '#lib/core/view/totals-view.ts';
import { readEntries } from '../floor/journal.ts';
import { loadFloor } from '../floor/load.ts';
import { differences, type Difference } from './differences.ts';
import { readingOf } from './floor-reading.ts';
import { brokenInvariants, type Broken } from './hall-invariants.ts';
import { rowFigures, type RowFigures } from './row-figures.ts';

/** What came of verifying one field event. */
export interface Verification {
	fieldEventId: number;
	name: string;
	entries: number;
	/** What the journal comes to, figure by figure; the rows were held against each of them. */
	counted: RowFigures;
	differences: Difference[];
	broken: Broken[];
}

/** The figures of a floor in the shape in which SQL counts them. */
function floorFigures(floor: Floor): RowFigures {
	const results: Record<string, number> = {};
	const reasons: Record<string, number> = {};
	const answers: Record<string, number> = {};
	const add = (into: Record<string, number>, key: string, n: number) =>
		(into[key] = (into[key] ?? 0) + n);
	for (const day of floor.tally.days.values()) {
		for (const [serviceId, byOutcome] of Object.entries(day.results)) {
			for (const [key, n] of Object.entries(byOutcome)) {
				add(results, `${serviceId}/${key.split('/')[0]}`, n);
			}
		}
		for (const [reasonId, byService] of Object.entries(day.reasons)) {
			for (const n of Object.values(byService)) add(reasons, reasonId, n);
		}
		for (const [serviceId, byAnswer] of Object.entries(day.answers)) {
			for (const [key, n] of Object.entries(byAnswer)) add(answers, `${serviceId}/${key}`, n);
		}
	}
	return { figures: figuresOf(floor), results, reasons: withoutZeros(reasons), answers };
}

function withoutZeros(counts: Record<string, number>): Record<string, number> {
	return Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));
}

/**
 * Folds the whole journal of a field event from its first entry and holds the outcome against the rows: every
 * ticket, step, turn, seat, series, queue, result and count; then the figures summed by SQL; then what must always be
 * true, asked by SQL. Safe beside a running hall: the journal only grows, and is read up to the clock of the rows.
 * Null when there is no such field event.
 */
export async function verifyFieldEvent(
	sql: Sql,
	fieldEventId: number
): Promise<Verification | null> {
	const rows = await loadFloor(sql, fieldEventId);
	if (!rows) return null;
	const fold = emptyFloor(fieldEventId, rows.rules);
	const entries = await readEntries(sql, fieldEventId, 0, rows.clock);
	for (const entry of entries) evolve(fold, entry);
	const found = differences(readingOf(fold), readingOf(rows));
	return (await sql.begin('isolation level repeatable read read only', async (tx) => {
		const [event] = await tx<{ name: string; clock: number }[]>`
			select name, clock from field_event join floor_clock on field_event_id = id
			where id = ${fieldEventId}`;
		// The hall has gone on meanwhile: figures and fold are brought to the same clock.
		for (const entry of await readEntries(tx, fieldEventId, fold.clock)) {
			if (entry.clock <= event!.clock) evolve(fold, entry);
		}
		const counted = floorFigures(fold);
		found.push(...differences(counted, await rowFigures(tx, fieldEventId), 'figures'));
		return {
			fieldEventId,
			name: event!.name,
			entries: fold.clock,
			counted,
			differences: found,
			broken: await brokenInvariants(tx, fieldEventId)
		};
	})) as Verification;
}

/** Verifies one field event, or all of a database, one after the other. */
export async function* verifyAll(sql: Sql, only: number | null): AsyncGenerator<Verification> {
	const ids = await sql<{ id: number }[]>`
		select id from field_event where ${only}::bigint is null or id = ${only} order by created_at, id`;
	for (const { id } of ids) {
		const verification = await verifyFieldEvent(sql, id);
		if (verification) yield verification;
	}
}
