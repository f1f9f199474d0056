import type { FaultHall } from './hall.ts';
import type { Post } from './crew.ts';

export interface Account {
	acked: number;
	/** Said on a screen, unknown to the hall. */
	lost: number;
	/** Tickets whose number the hall knows otherwise than the screen said it. */
	otherNumber: number;
	/** Numbers that two tickets have, and operations that did one thing twice. */
	doubled: number;
	/** Operations that the stations still hold. */
	stuck: number;
	verdicts: Record<string, number>;
}

/** Compares what screens said with what stands in the hall's tables. */
export async function settleAccounts(hall: FaultHall, posts: readonly Post[]): Promise<Account> {
	const { sql, fieldEventId } = hall;
	const account: Account = {
		acked: 0,
		lost: 0,
		otherNumber: 0,
		doubled: 0,
		stuck: 0,
		verdicts: {}
	};
	const known = new Map<string, string>();
	for (const row of await sql<{ id: string; verdict: string | null }[]>`
		select id, answer ->> 'verdict' as verdict from operation
		where field_event_id = ${fieldEventId}`) {
		known.set(row.id, row.verdict ?? '');
	}
	const issued = await sql<{ id: string; number: number }[]>`
		select operation_id as id, (fact ->> 'number')::int as number from journal
		where field_event_id = ${fieldEventId} and fact ->> 'kind' = 'issued'`;
	const numbers = new Map(issued.map(({ id, number }) => [id, number]));
	account.doubled += issued.length - numbers.size;
	const [tickets] = await sql<{ rows: number; numbers: number }[]>`
		select count(*)::int as rows, count(distinct (prefix, number))::int as numbers from ticket
		where field_event_id = ${fieldEventId}`;
	account.doubled += tickets!.rows - tickets!.numbers;
	for (const post of posts) {
		for (const [, operationId, number] of post.acked.values()) {
			account.acked++;
			const verdict = known.get(operationId);
			if (verdict === undefined) account.lost++;
			else account.verdicts[verdict] = (account.verdicts[verdict] ?? 0) + 1;
			// A ticket that a booth showed first stands in the journal by the booth's operation.
			const other = numbers.get(operationId);
			if (number > 0 && other !== undefined && other !== number) account.otherNumber++;
		}
		account.stuck += (await post.standing()).unsent;
	}
	return account;
}
