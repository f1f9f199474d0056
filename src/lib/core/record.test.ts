import { describe, expect, test } from 'vitest';
import { booth, catalogue, TestHall } from './hall.fixture.ts';
import type { Outcome } from './catalogue.ts';
import { ticketState } from './ticket.ts';
import { figuresOf } from './view/totals-view.ts';

/** Booth 1 takes files, booth 2 activates, and a helper goes about and activates as number 3. */
function hallWithHelper(): TestHall {
	const given = catalogue();
	return new TestHall({
		...given,
		booths: [...given.booths, booth(3, ['activation'], { seats: 0 })]
	});
}

function recorded(
	hall: TestHall,
	ticketId: string,
	more: { outcome?: Outcome; count?: number; boothId?: string; serviceId?: string } = {}
) {
	const outcome = more.outcome ?? 'completed';
	const serviceId = more.serviceId ?? 'activation';
	return hall.press(
		{
			kind: 'record',
			boothId: more.boothId ?? 'b3',
			ticketId,
			results: [
				{
					serviceId,
					outcome,
					level: outcome === 'completed' ? 1 : null,
					reasonId: outcome === 'failed' ? 'sim-not-owner' : null,
					count: more.count ?? 1
				}
			]
		},
		'helper'
	);
}

const stateOf = (hall: TestHall, id: string) => ticketState(hall.floor.tickets.get(id)!);

describe('a helper who goes about', () => {
	test('records a result of somebody in a queue, whose place there stays', () => {
		const hall = hallWithHelper();
		const first = hall.issue(['level-2', 'activation']);
		const second = hall.issue(['level-2']);
		hall.pass(10);
		expect(recorded(hall, first).refused).toBeNull();
		expect(figuresOf(hall.floor)).toMatchObject({ served: 1, results: 1 });
		expect(hall.callNext('b1')).toBe(first);
		hall.finish(first, 'level-2');
		expect(stateOf(hall, first)).toBe('finished');
		expect(hall.callNext('b1')).toBe(second);
	});

	test('of a party some are done and others not, in one press, and all of them are counted once', () => {
		const hall = hallWithHelper();
		const family = hall.issue(['activation'], { party: 3 });
		const one = { serviceId: 'activation', level: null, reasonId: null };
		const press = (failed: number) =>
			hall.press(
				{
					kind: 'record',
					boothId: 'b3',
					ticketId: family,
					results: [
						{ ...one, outcome: 'completed', level: 1, count: 2 },
						{ ...one, outcome: 'failed', reasonId: 'sim-not-owner', count: failed }
					]
				},
				'helper'
			);
		expect(press(2).refused).toBe('count-above-party');
		const pressed = press(1);
		expect(pressed.refused).toBeNull();
		expect(figuresOf(hall.floor)).toMatchObject({ served: 1, results: 2 });
		expect(stateOf(hall, family)).toBe('finished');
		hall.press({ kind: 'undo', operationId: pressed.operationId }, 'helper');
		expect(figuresOf(hall.floor).results).toBe(0);
	});

	test('one press is about one service', () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2', 'activation']);
		const one = { outcome: 'completed', level: 1, reasonId: null, count: 1 } as const;
		const results = ['activation', 'level-2'].map((serviceId) => ({ serviceId, ...one }));
		const wish = { kind: 'record', boothId: 'b3', ticketId: ticket, results } as const;
		expect(hall.press(wish, 'helper').refused).toBe('wrong-service');
	});

	test('records on any slip: the service is added to it, and once done is not counted again', () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2']);
		recorded(hall, ticket);
		expect(hall.floor.tickets.get(ticket)!.steps.map((s) => s.serviceId)).toEqual([
			'level-2',
			'activation'
		]);
		expect(recorded(hall, ticket).refused).toBe('service-done');
		expect(figuresOf(hall.floor).results).toBe(1);
	});

	test('records for somebody who waits for just that, who then goes on', () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['activation']);
		recorded(hall, ticket);
		expect(stateOf(hall, ticket)).toBe('finished');
		expect(hall.callNext('b2')).toBe('queue-empty');
	});

	test('records for somebody whose journey had ended, and does not send them anywhere', () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.finish(ticket, 'level-2');
		recorded(hall, ticket);
		expect(stateOf(hall, ticket)).toBe('finished');
	});

	test('takes it back with one undo: counts fall, and everything stands as before', () => {
		const hall = hallWithHelper();
		const due = hall.issue(['level-2', 'activation']);
		const added = hall.issue(['level-2']);
		for (const ticket of [due, added]) {
			const { operationId } = recorded(hall, ticket);
			expect(hall.press({ kind: 'undo', operationId }, 'helper').refused).toBeNull();
		}
		expect(figuresOf(hall.floor)).toMatchObject({ served: 0, results: 0 });
		hall.callNext('b1');
		hall.finish(due, 'level-2');
		expect(hall.callNext('b2')).toBe(due);
		hall.callNext('b1');
		hall.finish(added, 'level-2');
		expect(stateOf(hall, added)).toBe('finished');
		expect(recorded(hall, added).refused).toBeNull();
	});

	test('does not record for somebody who sits at a booth, nor what the helper does not do', () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2', 'activation']);
		hall.callNext('b1');
		expect(recorded(hall, ticket).refused).toBe('at-another-booth');
		expect(recorded(hall, ticket, { serviceId: 'level-2' }).refused).toBe('wrong-service');
		expect(recorded(hall, ticket, { count: 2 }).refused).toBe('at-another-booth');
		const waiting = hall.issue(['level-2']);
		expect(recorded(hall, waiting, { count: 2 }).refused).toBe('count-above-party');
	});

	test('is called to by nobody, and counts for no estimate', () => {
		const hall = hallWithHelper();
		hall.press({ kind: 'open-booth', boothId: 'b3', takeOver: false }, 'helper');
		const ticket = hall.issue(['activation']);
		expect(hall.press({ kind: 'call-next', boothId: 'b3' }, 'helper').refused).toBe(
			'roaming-booth'
		);
		const send = { kind: 'send', ticketId: ticket, serviceId: null, boothId: 'b3' } as const;
		expect(hall.press(send).refused).toBe('roaming-booth');
		expect(hall.callNext('b2')).toBe(ticket);
	});
});

describe('a party that parts', () => {
	function parted() {
		const hall = new TestHall();
		const family = hall.issue(['level-2', 'activation'], { party: 3 });
		hall.callNext('b1');
		const pressed = hall.press({
			kind: 'finish',
			ticketId: family,
			results: [
				{ serviceId: 'level-2', outcome: 'enrolled', level: null, reasonId: null, count: 2 }
			],
			stays: 1,
			callNext: false
		});
		return { hall, family, pressed };
	}

	test('one stays at the booth and the others go on at once', () => {
		const { hall, family } = parted();
		expect(hall.callNext('b2')).toBe(family);
		expect([...hall.floor.booths.get('b1')!.staying]).toEqual([family]);
		expect(figuresOf(hall.floor).results).toBe(2);
		const done = recorded(hall, family, {
			boothId: 'b1',
			serviceId: 'level-2',
			outcome: 'failed'
		});
		expect(done.refused).toBeNull();
		expect([...hall.floor.booths.get('b1')!.staying]).toEqual([]);
		hall.finish(family, 'activation', { count: 3 });
		expect(stateOf(hall, family)).toBe('finished');
	});

	test('who stayed is called by that booth when the others have been everywhere', () => {
		const { hall, family } = parted();
		hall.callNext('b2');
		hall.finish(family, 'activation', { count: 3 });
		const next = hall.issue(['level-2']);
		expect(hall.callNext('b1')).toBe(family);
		hall.finish(family, 'level-2');
		expect(stateOf(hall, family)).toBe('finished');
		expect(hall.callNext('b1')).toBe(next);
	});

	test('an undo brings them together again', () => {
		const { hall, family, pressed } = parted();
		expect(hall.press({ kind: 'undo', operationId: pressed.operationId }).refused).toBeNull();
		expect([...hall.floor.booths.get('b1')!.staying]).toEqual([]);
		hall.finish(family, 'level-2', { count: 3 });
		expect(figuresOf(hall.floor).results).toBe(3);
		hall.callNext('b2');
		hall.finish(family, 'activation', { count: 3 });
		expect(stateOf(hall, family)).toBe('finished');
	});

	test('more than the party cannot be, and where nothing else is due nobody goes on', () => {
		const hall = new TestHall();
		const family = hall.issue(['level-2'], { party: 2 });
		hall.callNext('b1');
		const finish = (count: number, stays: number) =>
			hall.press({
				kind: 'finish',
				ticketId: family,
				results: [
					{ serviceId: 'level-2', outcome: 'enrolled', level: null, reasonId: null, count }
				],
				stays,
				callNext: false
			}).refused;
		expect(finish(2, 1)).toBe('count-above-party');
		expect(finish(1, 1)).toBe('nowhere-to-go');
	});
});
