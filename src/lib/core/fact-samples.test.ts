import { expect, test } from 'vitest';
import { DEFAULT_RULES } from './catalogue.ts';
import { evolve } from './evolve.ts';
import { FACT_SAMPLES, SAMPLE_TICKETS } from './fact-samples.ts';
import { emptyFloor } from './floor.ts';
import { readFact, type StoredFact } from './read-fact.ts';
import { tableState } from './transition-table.ts';
import { figuresOf } from './view/totals-view.ts';

const samples: StoredFact[] = Object.values(FACT_SAMPLES).flat();

/** Every place inside a value where something is missing or is no number. */
function gaps(value: unknown, path = ''): string[] {
	if (value === undefined || Number.isNaN(value)) return [`${path}: ${value}`];
	if (typeof value !== 'object' || value === null) return [];
	const inner: [unknown, unknown][] =
		value instanceof Map
			? [...value]
			: Symbol.iterator in value
				? [...(value as Iterable<unknown>)].map((item, i) => [i, item])
				: Object.entries(value);
	return inner.flatMap(([key, item]) => gaps(item, `${path}/${String(key)}`));
}

/** The hall that the samples are the journal of; each fact is an operation of its ticket's own name. */
function fold() {
	const floor = emptyFloor(7, { ...DEFAULT_RULES, days: [] });
	samples.forEach((stored, i) => {
		const fact = readFact(JSON.parse(JSON.stringify(stored)) as StoredFact);
		const operationId = String(stored.ticketId ?? `operation-${i}`);
		const at = Date.UTC(2023, 9, 13, 1, i);
		evolve(floor, { clock: i + 1, operationId, at, by: 'somebody', fact });
	});
	return floor;
}

test('a hall is read from facts of every version ever written, with nothing missing and nothing that is no number', () => {
	const floor = fold();
	expect(gaps(floor)).toEqual([]);
	expect(floor.clock).toBe(samples.length);
	expect(floor.status).toBe('closed');
});

test('facts of the first version mean what they meant', () => {
	const floor = fold();
	const [oldest, ...others] = SAMPLE_TICKETS.map((id) => floor.tickets.get(id)!);
	expect(tableState(oldest!)).toBe('over');
	expect(oldest!.steps[0]!.turns[0]).toMatchObject({
		state: 'ended',
		outcome: 'completed',
		fence: 0
	});
	expect(oldest!.steps[0]!.turns[0]).toMatchObject({ boothId: 'b1', seat: 1, served: true });
	expect(others.map(tableState)).toEqual(['over', 'cancelled', 'waiting', 'blank', 'blank']);
	const series = floor.series.get('1/A')!;
	expect(series).toMatchObject({ next: 6, ceiling: 500, holder: 'server' });
	expect(series.grants).toEqual([{ holder: 'server', from: 1, to: 500 }]);
	expect(floor.rules.stepBackBehind).toBe(4);
	expect(figuresOf(floor)).toMatchObject({ tickets: 3, served: 2, people: 8 });
});

test('rules from before anybody could step back let them step back as everywhere', () => {
	const [oldest] = FACT_SAMPLES['rules-set'];
	expect(readFact(oldest)).toMatchObject({
		rules: { stepBackBehind: DEFAULT_RULES.stepBackBehind, seriesCeiling: 500 }
	});
});

test('a fact of today is read as it stands', () => {
	for (const kind of Object.keys(FACT_SAMPLES) as (keyof typeof FACT_SAMPLES)[]) {
		const newest = FACT_SAMPLES[kind].at(-1)!;
		// Services, areas and rules inside are looked at by the other tests.
		if (kind !== 'opened') expect(readFact(newest)).toMatchObject(newest);
	}
});
