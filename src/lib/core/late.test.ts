import { describe, expect, test } from 'vitest';
import type { Outcome } from './catalogue.ts';
import { TestHall } from './hall.fixture.ts';
import { leaderView } from './view/leader-view.ts';
import { figuresOf } from './view/totals-view.ts';

function served(hall: TestHall, outcome: Outcome, reasonId: string | null | undefined) {
	const ticketIds = [hall.issue(['level-2', 'activation']), hall.issue(['level-2'])];
	return hall.press({
		kind: 'serve-late',
		boothId: 'b1',
		ticketIds,
		outcome,
		level: null,
		...(reasonId !== undefined && { reasonId })
	});
}

describe('numbers recorded afterwards', () => {
	test('that could not be done carry their reason, count no result and go on with their journey', () => {
		const hall = new TestHall();
		const late = served(hall, 'failed', 'sim-not-owner');
		expect(late.tickets.map((ticket) => ticket.state)).toEqual(['waiting', 'finished']);
		expect(late.tickets[0]!.steps[0]).toMatchObject({
			outcome: 'failed',
			reasonId: 'sim-not-owner'
		});
		expect(figuresOf(hall.floor)).toMatchObject({ served: 2, results: 0 });
		expect(leaderView(hall.floor, hall.at).reasons).toMatchObject([
			{ reasonId: 'sim-not-owner', total: 2 }
		]);
	});

	test('need a reason that the hall knows when they could not be done', () => {
		const hall = new TestHall();
		expect(served(hall, 'failed', undefined).refused).toBe('reason-missing');
		expect(served(hall, 'failed', null).refused).toBe('reason-missing');
		expect(served(hall, 'failed', 'unheard-of').refused).toBe('no-such-reason');
		expect(figuresOf(hall.floor).served).toBe(0);
	});

	test('that were done keep no reason, whatever was chosen before', () => {
		const hall = new TestHall();
		const late = served(hall, 'enrolled', 'sim-not-owner');
		expect(late.tickets[0]!.steps[0]).toMatchObject({ outcome: 'enrolled', reasonId: null });
	});

	test('are taken back one and all with one undo', () => {
		const hall = new TestHall();
		const late = served(hall, 'failed', 'sim-not-owner');
		hall.press({ kind: 'undo', operationId: late.operationId });
		expect(figuresOf(hall.floor)).toMatchObject({ served: 0, results: 0 });
		expect(leaderView(hall.floor, hall.at).reasons).toEqual([]);
	});
});
