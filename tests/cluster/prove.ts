import { isDeepStrictEqual } from 'node:util';
import type { Sql } from 'postgres';
import { verifyFieldEvent } from '#lib/server/report/verify.ts';
import type { RushRecord } from './rush.ts';

/** What a rush proves; every number but the first two must be 0. */
export interface Proof {
	tickets: number;
	calls: number;
	/** By the answers that gates received. */
	numbersGivenTwice: number;
	/** By the answers that booths received: one turn of one ticket, called to two booths. */
	ticketsAtTwoBooths: number;
	/** Presses sent twice that were granted twice with different answers. */
	answersThatDiffer: number;
	/** Acknowledged presses that are not in the journal exactly once, in one piece. */
	acknowledgedNotOnce: number;
	/** Sentences about the hall that SQL over the journal and the rows found untrue. */
	untrue: string[];
	/** Between the fold of the journal and the rows. */
	differences: number;
}

/** Holds what people were told against each other, then against the journal and the rows, by statements of their own. */
export async function prove(
	sql: Sql,
	fieldEventId: number,
	{ presses }: RushRecord
): Promise<Proof> {
	const byNumber = new Map<string, Set<string>>();
	const byTurn = new Map<string, Set<string>>();
	const acknowledged: string[] = [];
	let answersThatDiffer = 0;
	for (const [operationId, { press, answers }] of presses) {
		const granted = answers.filter((answer) => answer.ok);
		if (granted.length === 0) continue;
		acknowledged.push(operationId);
		if (granted.some((answer) => !isDeepStrictEqual(answer, granted[0]))) answersThatDiffer++;
		for (const answer of granted) {
			for (const ticket of answer.tickets) {
				if (press.wish.kind === 'issue') {
					add(byNumber, `${ticket.day}/${ticket.prefix}-${ticket.number}`, ticket.id);
				}
				const step = ticket.steps[ticket.active ?? -1];
				if (ticket.state === 'called' && step) {
					add(byTurn, `${ticket.id}/${step.no}/${step.turn}`, `${step.boothId}/${step.seat}`);
				}
			}
		}
	}
	const [once] = await sql<{ wrong: number }[]>`
		with told as (select unnest(${acknowledged}::uuid[]) as id),
			kept as (
				select operation_id as id, count(*) as entries, max(clock) - min(clock) + 1 as span
				from journal where field_event_id = ${fieldEventId} group by operation_id
			)
		select count(*)::int as wrong
		from told left join kept using (id)
			left join operation o on o.field_event_id = ${fieldEventId} and o.id = told.id
		where kept.id is null or o.id is null or kept.entries <> kept.span`;
	const verification = (await verifyFieldEvent(sql, fieldEventId))!;
	return {
		tickets: byNumber.size,
		calls: byTurn.size,
		numbersGivenTwice: crowded(byNumber),
		ticketsAtTwoBooths: crowded(byTurn),
		answersThatDiffer,
		acknowledgedNotOnce: once!.wrong,
		untrue: verification.broken.map(({ sentence, places }) => `${sentence}: ${places.join('; ')}`),
		differences: verification.differences.length
	};
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
	const known = sets.get(key);
	if (known) known.add(value);
	else sets.set(key, new Set([value]));
}

function crowded(sets: Map<string, Set<string>>): number {
	return [...sets.values()].filter((set) => set.size > 1).length;
}
