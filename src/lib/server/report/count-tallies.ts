import { readTallies } from '#lib/server/tally/read-tallies.ts';
import type { TallyReading } from './reading.ts';
import { nothing, type Scope } from './scope.ts';

/** Before any day of any field event. */
const BEGINNING = '0001-01-01';

/** What stalls and helpers counted by hand, by place, unit and what they count, in the order of their first day. */
export async function countTallies({ tx, ids, period }: Scope): Promise<TallyReading[]> {
	const places = new Map<string, TallyReading>();
	for (const row of await readTallies(tx, ids, BEGINNING, period.to)) {
		const { label, unit, counts, date, count } = row;
		const key = JSON.stringify([label, unit, counts]);
		const place = places.get(key) ?? { label, unit, counts, n: nothing() };
		places.set(key, place);
		place.n.cumulative += count;
		if (date >= period.from) place.n.inPeriod += count;
		const { former } = period;
		if (former && date >= former.from && date <= former.to) place.n.former += count;
	}
	return [...places.values()];
}
