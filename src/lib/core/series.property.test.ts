import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue, TestHall } from './hall.fixture.ts';

/** What may happen to the numbers of one gate: given, printed, granted to a station, taken back, counted higher. */
const happenings = fc.array(
	fc.oneof(
		fc.record({ what: fc.constant('issue' as const) }),
		fc.record({ what: fc.constant('issue-many' as const), count: fc.integer({ min: 1, max: 6 }) }),
		fc.record({ what: fc.constant('sheets' as const), count: fc.integer({ min: 1, max: 6 }) }),
		fc.record({ what: fc.constant('enrol' as const), station: fc.constantFrom('s1', 's2') }),
		fc.record({ what: fc.constant('withdraw' as const), station: fc.constantFrom('s1', 's2') }),
		fc.record({
			what: fc.constant('ask' as const),
			station: fc.constantFrom('s1', 's2'),
			size: fc.integer({ min: 1, max: 20 }),
			/** A request that was sent long ago, with what the station knew then. */
			old: fc.boolean()
		}),
		fc.record({ what: fc.constant('ceiling' as const), to: fc.integer({ min: 5, max: 60 }) })
	),
	{ maxLength: 40 }
);

test('whoever holds a series, no number of it is granted to two or given twice', () => {
	fc.assert(
		fc.property(happenings, (all) => {
			const base = catalogue();
			const hall = new TestHall({ ...base, rules: { ...base.rules, seriesCeiling: 20 } });
			const journey = {
				services: [{ serviceId: 'level-2', people: 1 }],
				lane: 'regular' as const,
				party: 1
			};
			const some = (count: number) => Array.from({ length: count }, () => hall.id());
			for (const one of all) {
				const { floor } = hall;
				switch (one.what) {
					case 'issue':
						hall.press({ kind: 'issue', gateId: 'g1', ticketId: hall.id(), ...journey });
						break;
					case 'issue-many':
						hall.press({
							kind: 'issue-many',
							gateId: 'g1',
							ticketIds: some(one.count),
							...journey
						});
						break;
					case 'sheets':
						hall.press({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds: some(one.count) });
						break;
					case 'enrol': {
						const place = { kind: 'gate' as const, gateId: 'g1', prefix: 'A' };
						hall.press({ kind: 'enrol-station', station: one.station, place });
						break;
					}
					case 'withdraw':
						hall.press({ kind: 'withdraw-station', station: one.station });
						break;
					case 'ask': {
						const epoch = floor.stations.get(one.station)?.epoch ?? 1;
						const next = one.old ? 1 : (floor.series.get('1/A')?.next ?? 1);
						const { station, size } = one;
						hall.press({ kind: 'ask-numbers', station, epoch, day: 1, next, size });
						break;
					}
					case 'ceiling':
						hall.press({ kind: 'set-rules', rules: { ...floor.rules, seriesCeiling: one.to } });
						break;
				}
				const series = floor.series.get('1/A')!;
				const stations = series.grants.filter(({ holder }) => holder !== 'server');
				stations.forEach(({ from, to }, i) => {
					expect(to).toBeGreaterThanOrEqual(from);
					for (const earlier of stations.slice(0, i)) expect(from).toBeGreaterThan(earlier.to);
				});
				// What the server gave: nobody else may, and every number only once.
				const given = [...floor.tickets.values()].map(({ number }) => number);
				expect(new Set(given).size).toBe(given.length);
				for (const number of given) {
					expect(number).toBeLessThanOrEqual(series.ceiling);
					expect(stations.some(({ from, to }) => number >= from && number <= to)).toBe(false);
				}
			}
		}),
		{ numRuns: 60 }
	);
});
