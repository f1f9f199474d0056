import { describe, expect, it } from 'vitest';
import { area, booth, catalogue, service, TestHall } from '../hall.fixture.ts';
import { partOf, WHOLE_HALL } from './board-part.ts';
import { boardView } from './board-view.ts';

const twoAreas = () =>
	catalogue({
		areas: [area('area-a', 'Khu A'), area('area-b', 'Khu B')],
		services: [
			service('card', { areaId: 'area-a' }),
			service('activation', { areaId: 'area-b', position: 1 })
		],
		booths: [
			booth(1, ['card'], { areaId: 'area-a' }),
			booth(2, ['activation'], { areaId: 'area-b', seats: 2 })
		]
	});
const board = (hall: TestHall) => boardView(hall.floor, hall.at);

describe('a call on the board', () => {
	const called = () => {
		const hall = new TestHall();
		const ticket = hall.issue(['level-2']);
		hall.callNext('b1');
		return { hall, ticket };
	};
	const stateOf = (hall: TestHall) => board(hall).calls[0]?.state;

	it('waits for the citizen, then the citizen is here', () => {
		const { hall, ticket } = called();
		expect(stateOf(hall)).toBe('called');
		hall.press({ kind: 'start', ticketId: ticket });
		expect(stateOf(hall)).toBe('here');
		hall.finish(ticket, 'level-2');
		expect(stateOf(hall)).toBe('here');
	});

	it('is missed when nobody came', () => {
		const { hall, ticket } = called();
		hall.press({ kind: 'no-show', ticketId: ticket });
		expect(stateOf(hall)).toBe('missed');
	});

	it('is gone when it was taken back or the ticket cancelled', () => {
		const { hall, ticket } = called();
		hall.press({ kind: 'return', ticketId: ticket });
		expect(stateOf(hall)).toBe('gone');
		const other = called();
		other.hall.press({ kind: 'cancel', ticketId: other.ticket });
		expect(stateOf(other.hall)).toBe('gone');
	});

	it('leaves the board after a quarter of an hour', () => {
		const { hall } = called();
		hall.pass(16);
		expect(board(hall).calls).toEqual([]);
	});

	it('a second call is news under a key of its own', () => {
		const { hall, ticket } = called();
		hall.press({ kind: 'recall', ticketId: ticket });
		const [second, first] = board(hall).calls;
		expect(second).toMatchObject({ calls: 2, state: 'called' });
		expect(second?.key).not.toBe(first?.key);
	});

	it('carries neither lane nor ticket id nor token', () => {
		const { hall, ticket } = called();
		expect(JSON.stringify(board(hall))).not.toMatch(new RegExp(`${ticket}|lane|token`));
	});
});

describe('a board of a part of the hall', () => {
	const busy = () => {
		const hall = new TestHall(twoAreas());
		for (let i = 0; i < 3; i++) {
			hall.issue(['card']);
			hall.issue(['activation']);
		}
		hall.callNext('b1');
		hall.callNext('b2');
		return hall;
	};
	const shown = (hall: TestHall, part: Partial<typeof WHOLE_HALL>) => {
		const state = partOf(board(hall), { ...WHOLE_HALL, ...part });
		return {
			calls: state.calls.map((call) => call.booth.id).sort(),
			queues: state.queues.map((queue) => queue.serviceId),
			pauses: state.pauses.map((pause) => pause.scope)
		};
	};

	it('shows everything when nothing is chosen', () => {
		expect(shown(busy(), {})).toMatchObject({
			calls: ['b1', 'b2'],
			queues: ['card', 'activation']
		});
	});

	it.each([
		['an area', { areas: ['area-b'] }],
		['a service', { services: ['activation'] }],
		['a booth', { booths: ['b2'] }]
	])('shows %s with its calls and its queue, and nothing of the others', (_, part) => {
		expect(shown(busy(), part)).toMatchObject({ calls: ['b2'], queues: ['activation'] });
	});

	it('shows what any of its lists names', () => {
		expect(shown(busy(), { areas: ['area-a'], booths: ['b2'] }).calls).toEqual(['b1', 'b2']);
	});

	it('tells the pauses that concern it and those of the whole hall', () => {
		const hall = busy();
		const pause = (scope: 'booth' | 'service' | 'field-event', id: string | null) =>
			hall.press({ kind: 'pause', scope, id, reasonId: 'line-down' }, 'organiser');
		pause('booth', 'b1');
		pause('service', 'card');
		expect(shown(hall, { areas: ['area-b'] }).pauses).toEqual([]);
		expect(shown(hall, { areas: ['area-a'] }).pauses.sort()).toEqual(['booth', 'service']);
		pause('field-event', null);
		expect(shown(hall, { areas: ['area-b'] }).pauses).toEqual(['field-event']);
	});
});
