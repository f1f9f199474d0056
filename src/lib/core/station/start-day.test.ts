import { describe, expect, test } from 'vitest';
import { serveByHand } from './booth.ts';
import { takeNumbers } from './gate.ts';
import { newStation, startDay, type StationState } from './station.ts';

const gate = (): StationState =>
	newStation('gate-g1', 1, { kind: 'gate', gateId: 'g1', prefix: 'A' }, 1, 0);
const booth = (): StationState => newStation('booth-b1', 1, { kind: 'booth', boothId: 'b1' }, 1, 1);

describe('a station that is cut off goes on to a later day by a tap', () => {
	test('a gate with numbers of that day gives them from 1', () => {
		const state = gate();
		takeNumbers(state, 2, { from: 1, to: 500 });
		expect(startDay(state, 2, 3)).toBeNull();
		expect(state.day).toBe(2);
	});

	test('a gate that was granted no numbers of that day stays where it is', () => {
		const state = gate();
		expect(startDay(state, 2, 3)).toMatchObject({ refused: 'series-exhausted' });
		expect(state.day).toBe(1);
	});

	test('nobody goes back to an earlier day, nor beyond the last one', () => {
		const state = booth();
		expect(startDay(state, 1, 3)).toMatchObject({ refused: 'no-such-day' });
		expect(startDay(state, 4, 3)).toMatchObject({ refused: 'no-such-day' });
	});

	test('whoever sits at a seat is served to the end first', () => {
		const state = booth();
		const slip = {
			ticketId: 't',
			gateId: 'g1',
			day: 1,
			prefix: 'A',
			number: 1,
			maker: 'gate-g1:1'
		};
		serveByHand(state, slip, 'card', 1, (part) => ({ operationId: `o${part}`, at: 0, by: 'x' }));
		expect(startDay(state, 2, 3)).toEqual({ refused: 'seat-taken', detail: { seat: 1 } });
	});
});
