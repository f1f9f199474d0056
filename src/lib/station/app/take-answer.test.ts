import { describe, expect, test } from 'vitest';
import type { Operation } from '#lib/core/operation.ts';
import type { ContactAnswer } from '#lib/core/station/contact.ts';
import { giveTicket, takeNumbers } from '#lib/core/station/gate.ts';
import { newStation, type StationState } from '#lib/core/station/station.ts';
import type { StoredOperation } from './station-store.ts';
import { taken } from './take-answer.ts';

const ANSWER: ContactAnswer = {
	fieldEventId: 1,
	clock: 1,
	at: 0,
	speed: 1,
	version: 1,
	acknowledgements: [],
	heard: 0,
	closed: null,
	day: 1,
	grants: [{ day: 1, from: 1, to: 500 }],
	numbersRefused: null,
	leases: null,
	pack: null,
	waiting: [],
	over: false
};

function gate(): StationState {
	const state = newStation('gate-g1', 1, { kind: 'gate', gateId: 'g1', prefix: 'A' }, 1, 0);
	takeNumbers(state, 1, { from: 1, to: 500 });
	return state;
}

function give(state: StationState, operationId: string): Operation {
	const press = { operationId, at: 0, by: 'somebody' };
	const services = [{ serviceId: 'card', people: 1 }];
	const journey = { ticketId: `t-${operationId}`, lane: 'regular' as const, party: 1, services };
	return giveTicket(state, journey, press) as Operation;
}

const stored = (operation: Operation): StoredOperation => ({
	epochId: 'e',
	seq: operation.seq,
	operation,
	boot: 'run',
	mono: 0,
	open: 1,
	acknowledgement: null
});

const opened = (...operations: Operation[]) =>
	new Map(operations.map((operation) => [operation.operationId, stored(operation)]));

const acknowledgement = (operationId: string) => ({
	operationId,
	clock: 1,
	verdict: 'applied' as const,
	why: ''
});

describe('what the hall answers stands below what the station did since', () => {
	test('what is acknowledged leaves the outbox, what was given meanwhile stays given', () => {
		const state = gate();
		const [first, second] = [give(state, 'a'), give(state, 'b')];
		const answer = { ...ANSWER, acknowledgements: [acknowledgement('a')], heard: 1 };
		const { draft, heard } = taken(state, opened(first, second), answer, []);
		expect(draft.outbox).toEqual([second]);
		expect(heard).toMatchObject([{ seq: 1, acknowledgement: { verdict: 'applied' } }]);
		expect(heard[0]).not.toHaveProperty('open');
		expect(draft.numbers).toEqual([{ day: 1, next: 3, ceiling: 500 }]);
	});

	test('a hall that was put back is told again, oldest first', () => {
		const state = gate();
		const [first, second] = [give(state, 'a'), give(state, 'b')];
		state.outbox = [second];
		const { draft } = taken(state, opened(second), ANSWER, [stored(first)]);
		expect(draft.outbox.map(({ seq }) => seq)).toEqual([1, 2]);
	});

	test('a closed station keeps what it has to tell and gets nothing more', () => {
		const state = gate();
		const first = give(state, 'a');
		const more = { day: 1, from: 501, to: 900 };
		const answer = { ...ANSWER, closed: 'replaced' as const, grants: [more] };
		const { draft } = taken(state, opened(first), answer, []);
		expect(draft.outbox).toEqual([first]);
		expect(draft.numbers[0]).toMatchObject({ ceiling: 500 });
	});

	test('a day that the hall has opened is taken over, and a later one that was begun by a tap is kept', () => {
		const state = gate();
		expect(taken(state, opened(), { ...ANSWER, day: 2 }, []).draft.day).toBe(2);
		state.day = 3;
		expect(taken(state, opened(), { ...ANSWER, day: 2 }, []).draft.day).toBe(3);
	});
});
