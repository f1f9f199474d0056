import type { Floor, Queue } from '#lib/core/floor.ts';
import type { Tally } from '#lib/core/tally.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';

/** A floor as plain nested values, so that two floors can be held against each other part by part. */
export type FloorReading = Record<string, unknown>;

/**
 * Everything of a floor that rows keep. Left out are the short lists of the latest (calls, issued, ended), which
 * only remember what tickets say; and of a draft its catalogue, whose rows have other writers than the journal.
 * Lists whose order means nothing are sorted; counts that came back to nothing are as if never counted.
 */
export function readingOf(floor: Floor): FloorReading {
	const { clock, status, day } = floor;
	const numbers = {
		tickets: fromMap(floor.tickets),
		byNumber: fromMap(floor.byNumber),
		tokens: fromMap(floor.tokens),
		series: fromMap(floor.series)
	};
	if (status === 'draft') return { clock, status, ...numbers };
	return {
		clock,
		status,
		day,
		rules: floor.rules,
		services: fromMap(floor.services),
		gates: fromMap(floor.gates),
		areas: fromMap(floor.areas),
		reasons: fromMap(floor.reasons),
		booths: Object.fromEntries(
			[...floor.booths].map(([id, { booth, officers, seats, working, assignments, held }]) => [
				id,
				{ booth, officers, seats, working, assignments, held: [...held].sort() }
			])
		),
		pauses: Object.fromEntries(
			floor.pauses.map((pause) => [`${pause.since}/${pause.scope}/${pause.id ?? ''}`, pause])
		),
		messages: fromMap(floor.messages),
		queues: Object.fromEntries([...floor.queues].map(([id, queue]) => [id, queueReading(queue)])),
		recorded: fromMap(floor.recorded),
		visitors: fromMap(floor.visitors),
		stations: fromMap(floor.stations),
		conflicts: fromMap(floor.conflicts),
		tally: tallyReading(floor.tally),
		...numbers
	};
}

function fromMap<T>(map: ReadonlyMap<string | number, T>): Record<string, T> {
	return Object.fromEntries(map);
}

function queueReading(queue: Queue) {
	const inOrder = (list: Iterable<{ prefix: string; number: number; rankAt: number }>) =>
		Array.from(list, ({ prefix, number, rankAt }) => `${formatNumber(prefix, number)} ${rankAt}`);
	const kept = [...queue.kept].filter(([, list]) => list.length > 0);
	return {
		run: queue.run,
		regular: inOrder(queue.lanes.regular),
		priority: inOrder(queue.lanes.priority),
		leased: inOrder(queue.leased),
		kept: Object.fromEntries(kept.map(([boothId, list]) => [boothId, inOrder(list)]))
	};
}

function tallyReading(tally: Tally) {
	const days = [...tally.days].map(([day, counted]) => [
		day,
		{
			...counted,
			curve: fromMap(counted.curve),
			booths: Object.fromEntries(
				[...counted.booths].map(([id, booth]) => [
					id,
					{ ...booth, minutes: fromMap(booth.minutes) }
				])
			)
		}
	]);
	return withoutNothing(Object.fromEntries(days)) ?? {};
}

/** Takes out zeros and what holds nothing else: a count that was undone leaves its empty place in one of two tallies. */
function withoutNothing(value: unknown): unknown {
	if (Array.isArray(value)) {
		const last = value.findLastIndex((n) => n !== 0);
		return last < 0 ? undefined : value.slice(0, last + 1);
	}
	if (typeof value !== 'object' || value === null) return value === 0 ? undefined : value;
	const kept = Object.entries(value)
		.map(([key, inner]) => [key, withoutNothing(inner)] as const)
		.filter(([, inner]) => inner !== undefined);
	return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
