import { describe, expect, test } from 'vitest';
import { admit } from '../admit.ts';
import { evolve } from '../evolve.ts';
import type { Result } from '../fact.ts';
import { booth, catalogue, TestHall } from '../hall.fixture.ts';
import type { Deed } from '../operation.ts';
import { conflictsView, openConflicts } from './conflicts-view.ts';

/** Booths 1 and 3 serve level 2; booth 3 is the one that was cut off. */
const hallOf = () =>
	new TestHall(
		catalogue({ booths: [booth(1, ['level-2']), booth(3, ['level-2']), booth(2, ['activation'])] })
	);

function arrive(hall: TestHall, deed: Deed): string {
	const operationId = hall.id();
	const operation = { operationId, station: 's3', epoch: 1, seq: 1, at: hall.at };
	const at = { at: hall.at, lastContact: hall.at };
	const { facts } = admit(hall.floor, { ...operation, by: 'officer-3', deed }, at);
	for (const fact of facts) {
		const entry = { clock: hall.floor.clock + 1, operationId, at: hall.at, by: 'officer-3', fact };
		evolve(hall.floor, entry);
	}
	return operationId;
}

const failed: Result = {
	serviceId: 'level-2',
	outcome: 'failed',
	level: null,
	reasonId: 'sim-not-owner',
	count: 1
};
const enrolled: Result = { ...failed, outcome: 'enrolled', reasonId: null };
/** As booth 3 tells it later: served from the slip alone, by hand. */
const ended = (ticketId: string, results: Result[]): Deed => ({
	kind: 'ended',
	ticketId,
	serviceId: 'level-2',
	step: null,
	turn: 0,
	fence: 0,
	boothId: 'b3',
	results
});

describe('contradictions for a supervisor', () => {
	test('a calm hall has none', () => {
		expect(conflictsView(hallOf().floor)).toEqual({ open: [], settled: [] });
	});

	test('two booths that called one number are both named', () => {
		const hall = hallOf();
		const ticketId = hall.issue(['level-2']);
		hall.callNext('b1');
		const place = { step: 0, turn: 0, fence: 1, serviceId: 'level-2' };
		arrive(hall, { kind: 'called', ticketId, ...place, boothId: 'b3', seat: 1 });
		expect(openConflicts(hall.floor)).toBe(1);
		expect(conflictsView(hall.floor).open).toMatchObject([
			{
				kind: 'call',
				ticket: { number: 'A-001', day: 1, state: 'called' },
				booth: { number: 3 },
				otherBooth: { number: 1 },
				reported: [],
				instead: null
			}
		]);
	});

	test('where two recorded one service differently, what counts stands beside what was reported', () => {
		const hall = hallOf();
		const ticketId = hall.issue(['level-2']);
		hall.callNext('b1');
		const { operationId } = hall.finish(ticketId, 'level-2');
		arrive(hall, ended(ticketId, [failed]));
		const [row] = conflictsView(hall.floor).open;
		expect(row).toMatchObject({ kind: 'done', reported: [failed], counts: false });
		expect(row!.counted).toMatchObject([
			{ booth: { number: 1 }, results: [enrolled], isReport: false }
		]);
		expect(row!.instead).toEqual({ operationId, results: [failed] });
	});

	test('letting the report count is a correction that the hall takes', () => {
		const hall = hallOf();
		const ticketId = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.finish(ticketId, 'level-2');
		const report = arrive(hall, ended(ticketId, [failed]));
		const { instead } = conflictsView(hall.floor).open[0]!;
		expect(hall.press({ kind: 'correct', ...instead! }).refused).toBeNull();
		expect(hall.press({ kind: 'settle', operationId: report }).refused).toBeNull();
		const { open, settled } = conflictsView(hall.floor);
		expect(open).toEqual([]);
		expect(settled).toMatchObject([
			{ settled: { by: 'officer-1', at: hall.at }, instead: null, counted: [{ results: [failed] }] }
		]);
		expect(openConflicts(hall.floor)).toBe(0);
	});

	test('there is nothing to choose where both recorded the same', () => {
		const hall = hallOf();
		const ticketId = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.finish(ticketId, 'level-2');
		arrive(hall, ended(ticketId, [enrolled]));
		expect(conflictsView(hall.floor).open).toMatchObject([{ kind: 'done', instead: null }]);
	});

	test('what was done for a cancelled ticket counts, and is said so', () => {
		const hall = hallOf();
		const ticketId = hall.issue(['level-2']);
		hall.press({ kind: 'cancel', ticketId });
		arrive(hall, ended(ticketId, [enrolled]));
		expect(conflictsView(hall.floor).open).toMatchObject([
			{ kind: 'cancelled', ticket: { state: 'cancelled' }, counts: true, instead: null }
		]);
	});

	test('the oldest stands first, and of the settled the newest', () => {
		const hall = hallOf();
		for (const n of [1, 2, 3]) {
			const ticketId = hall.issue(['level-2']);
			hall.press({ kind: 'cancel', ticketId });
			hall.pass(n);
			const operationId = arrive(hall, ended(ticketId, [enrolled]));
			if (n > 1) hall.press({ kind: 'settle', operationId });
		}
		const numbers = (rows: { ticket: { number: string } }[]) => rows.map((r) => r.ticket.number);
		const { open, settled } = conflictsView(hall.floor);
		expect(numbers(open)).toEqual(['A-001']);
		expect(numbers(settled)).toEqual(['A-003', 'A-002']);
	});
});
