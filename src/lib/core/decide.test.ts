import { describe, expect, test } from 'vitest';
import { booth, catalogue, HALL_START, service, TestHall } from './hall.fixture.ts';
import { evolve } from './evolve.ts';
import { emptyFloor } from './floor.ts';
import { ticketState } from './ticket.ts';
import { leaderView } from './view/leader-view.ts';
import { figuresOf } from './view/totals-view.ts';

const state = (hall: TestHall, id: string) => ticketState(hall.floor.tickets.get(id)!);

describe('at the gate', () => {
	test('numbers of one series follow one another without a gap', () => {
		const hall = new TestHall();
		const numbers = Array.from({ length: 1002 }, () => hall.number(hall.issue(['level-2'])));
		expect(numbers.slice(0, 2)).toEqual(['A-001', 'A-002']);
		expect(numbers[1001]).toBe('A-1002');
		expect(new Set(numbers).size).toBe(1002);
	});

	test('the same ticket id is never issued twice', () => {
		const hall = new TestHall();
		const ticketId = hall.issue(['level-2']);
		const wish = {
			kind: 'issue' as const,
			gateId: 'g1',
			ticketId,
			services: [{ serviceId: 'level-2', people: 1 }],
			lane: 'regular' as const,
			party: 1
		};
		expect(hall.press(wish).refused).toBe('ticket-exists');
	});

	test('nothing is issued above the ceiling of the series', () => {
		const given = catalogue();
		const hall = new TestHall({ ...given, rules: { ...given.rules, seriesCeiling: 2 } });
		hall.issue(['level-2']);
		hall.issue(['level-2']);
		expect(() => hall.issue(['level-2'])).toThrow('series-exhausted');
	});

	test('a busload stands in order like as many separate arrivals', () => {
		const hall = new TestHall();
		const before = hall.issue(['level-2']);
		hall.pass(1);
		const ticketIds = Array.from({ length: 45 }, () => hall.id());
		hall.press({
			kind: 'issue-many',
			gateId: 'g1',
			ticketIds,
			services: [{ serviceId: 'level-2', people: 1 }],
			lane: 'regular',
			party: 1
		});
		const called = Array.from({ length: 46 }, () => {
			const id = hall.callNext('b1');
			hall.finish(id, 'level-2');
			return id;
		});
		expect(called).toEqual([before, ...ticketIds]);
	});

	test('sheets printed beforehand are dead until brought to life, and their numbers are never given again', () => {
		const hall = new TestHall();
		const ticketIds = [hall.id(), hall.id()];
		hall.press({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds });
		expect(hall.callNext('b1')).toBe('queue-empty');
		expect(hall.number(hall.issue(['level-2']))).toBe('A-003');
		const alive = {
			kind: 'bring-to-life' as const,
			gateId: 'g1',
			ticketId: ticketIds[0]!,
			services: [{ serviceId: 'level-2', people: 1 }],
			lane: 'regular' as const,
			party: 1
		};
		expect(hall.press(alive).tickets[0]).toMatchObject({ number: 1, state: 'waiting' });
		expect(hall.press(alive).refused).toBe('ticket-in-use');
	});

	test('visitors without a number count as people, and an undo takes them back', () => {
		const hall = new TestHall();
		hall.issue(['level-2'], { party: 3 });
		const pressed = hall.press({ kind: 'count-visitors', gateId: 'g1', count: 10 });
		expect(figuresOf(hall.floor)).toMatchObject({ people: 13, tickets: 1, visitors: 10 });
		hall.press({ kind: 'undo', operationId: pressed.operationId });
		expect(figuresOf(hall.floor)).toMatchObject({ people: 3, visitors: 0 });
		expect(hall.press({ kind: 'undo', operationId: pressed.operationId }).refused).toBe(
			'nothing-to-undo'
		);
	});

	test('the old link of a reprinted slip no longer counts', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		const token = hall.id();
		hall.press({ kind: 'reprint', ticketId: id, token });
		expect(hall.floor.tickets.get(id)).toMatchObject({ token, reprints: 1 });
		expect(hall.floor.tokens.get(token)).toBe(id);
	});
});

describe('calling', () => {
	test('a called ticket cannot be called by a second booth', () => {
		const hall = new TestHall(
			catalogue({ booths: [booth(1, ['level-2']), booth(3, ['level-2'])] })
		);
		const id = hall.issue(['level-2']);
		expect(hall.callNext('b1')).toBe(id);
		expect(hall.callNext('b3')).toBe('queue-empty');
		const call = hall.press({ kind: 'call', boothId: 'b3', ticketId: id, reasonId: null });
		expect(call.refused).toBe('at-another-booth');
	});

	test('a booth with a citizen in its only seat calls nobody', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		hall.issue(['level-2']);
		hall.callNext('b1');
		expect(hall.callNext('b1')).toBe('no-free-seat');
	});

	test('all free seats are filled with one press', () => {
		const hall = new TestHall();
		const ids = [
			hall.issue(['activation']),
			hall.issue(['activation']),
			hall.issue(['activation'])
		];
		hall.press({ kind: 'fill-seats', boothId: 'b2' });
		expect(hall.floor.booths.get('b2')!.seats).toEqual(ids.slice(0, 2));
	});

	test('priority goes first, but never more than twice in a row', () => {
		const hall = new TestHall(catalogue({ booths: [booth(1, ['level-2'], { seats: 9 })] }));
		const regular = [1, 2, 3].map(() => hall.issue(['level-2']));
		const priority = [1, 2, 3, 4].map(() => hall.issue(['level-2'], { lane: 'priority' }));
		const order = Array.from({ length: 7 }, () => hall.callNext('b1'));
		expect(order).toEqual([
			priority[0],
			priority[1],
			regular[0],
			priority[2],
			priority[3],
			regular[1],
			regular[2]
		]);
	});

	test('a regular ticket that has waited an hour longer is not overtaken', () => {
		const hall = new TestHall();
		const old = hall.issue(['level-2']);
		hall.pass(61);
		hall.issue(['level-2'], { lane: 'priority' });
		expect(hall.callNext('b1')).toBe(old);
	});

	test('a second call repeats, and the one after the set number makes a no-show', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'recall', ticketId: id });
		hall.press({ kind: 'recall', ticketId: id });
		expect(state(hall, id)).toBe('called');
		hall.press({ kind: 'recall', ticketId: id });
		expect(state(hall, id)).toBe('no-show');
		expect(hall.floor.booths.get('b1')!.seats).toEqual([null]);
	});

	test('a restored ticket goes behind the next three', () => {
		const hall = new TestHall(catalogue({ booths: [booth(1, ['level-2'], { seats: 9 })] }));
		const late = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'no-show', ticketId: late });
		const others = [1, 2, 3, 4].map(() => {
			hall.pass(1);
			return hall.issue(['level-2']);
		});
		hall.press({ kind: 'restore', ticketId: late });
		const order = Array.from({ length: 5 }, () => hall.callNext('b1'));
		expect(order).toEqual([...others.slice(0, 3), late, others[3]]);
	});

	test('a missed ticket cannot be restored after the set time, but an officer may still call its number', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'no-show', ticketId: id });
		hall.pass(61);
		expect(hall.press({ kind: 'restore', ticketId: id }).refused).toBe('restore-too-late');
		const call = hall.press({ kind: 'call', boothId: 'b1', ticketId: id, reasonId: null });
		expect(call.tickets[0]?.state).toBe('called');
	});

	test('a paused booth, service or hall calls nobody, and says which', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		hall.press({ kind: 'pause', scope: 'booth', id: 'b1', reasonId: 'line-down' });
		expect(hall.callNext('b1')).toBe('booth-paused');
		hall.press({ kind: 'resume', scope: 'booth', id: 'b1' });
		hall.press({ kind: 'pause', scope: 'service', id: 'level-2', reasonId: 'line-down' });
		expect(hall.callNext('b1')).toBe('queue-empty');
		hall.press({ kind: 'resume', scope: 'service', id: 'level-2' });
		hall.press({ kind: 'pause', scope: 'field-event', id: null, reasonId: 'line-down' });
		expect(hall.callNext('b1')).toBe('paused');
	});

	test('a ticket sent to one booth is skipped by the others and taken first by that one', () => {
		const hall = new TestHall(
			catalogue({ booths: [booth(1, ['level-2']), booth(3, ['level-2'])] })
		);
		const sent = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'send', ticketId: sent, serviceId: null, boothId: 'b3' });
		const other = hall.issue(['level-2']);
		expect(hall.callNext('b1')).toBe(other);
		expect(hall.callNext('b3')).toBe(sent);
	});

	test('what is kept for a booth goes back to the queue when it has been paused for ten minutes', () => {
		const hall = new TestHall(
			catalogue({ booths: [booth(1, ['level-2']), booth(3, ['level-2'])] })
		);
		const sent = hall.issue(['level-2']);
		hall.press({ kind: 'send', ticketId: sent, serviceId: null, boothId: 'b3' });
		hall.press({ kind: 'pause', scope: 'booth', id: 'b3', reasonId: 'line-down' });
		hall.pass(9);
		hall.press({ kind: 'tick' }, 'system');
		expect(hall.callNext('b1')).toBe('queue-empty');
		hall.pass(2);
		hall.press({ kind: 'tick' }, 'system');
		expect(hall.callNext('b1')).toBe(sent);
	});
});

describe('a sitting', () => {
	test('level 2 is followed by activation, which cannot come first', () => {
		const hall = new TestHall();
		const id = hall.issue(['activation', 'level-2']);
		expect(hall.callNext('b2')).toBe('queue-empty');
		hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: id });
		hall.finish(id, 'level-2');
		expect(hall.callNext('b2')).toBe(id);
	});

	test('a failed step does not end the journey', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2', 'activation']);
		hall.callNext('b1');
		hall.finish(id, 'level-2', { outcome: 'failed' });
		expect(hall.callNext('b2')).toBe(id);
		expect(leaderView(hall.floor, hall.at).reasons).toMatchObject([
			{ reasonId: 'sim-not-owner', total: 1 }
		]);
	});

	test('a result for another service of the ticket leaves nothing of it in a queue', () => {
		const given = catalogue({
			services: [service('card', { also: ['level-2'] }), service('level-2')],
			booths: [booth(1, ['card']), booth(2, ['level-2'])]
		});
		const hall = new TestHall(given);
		const id = hall.issue(['card', 'level-2']);
		const at = hall.callNext('b1') === id ? 'card' : 'level-2';
		expect(at).toBe('card');
		const result = { outcome: 'completed' as const, level: null, reasonId: null, count: 1 };
		hall.press({
			kind: 'finish',
			ticketId: id,
			results: [
				{ serviceId: 'card', ...result },
				{ serviceId: 'level-2', ...result }
			],
			callNext: false
		});
		expect(state(hall, id)).toBe('finished');
		expect(hall.callNext('b2')).toBe('queue-empty');
	});

	test('a family gives several results, but never more people than its size', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2'], { party: 3 });
		hall.callNext('b1');
		const finish = (enrolled: number, failed: number) =>
			hall.press({
				kind: 'finish',
				ticketId: id,
				results: [
					{
						serviceId: 'level-2',
						outcome: 'enrolled',
						level: null,
						reasonId: null,
						count: enrolled
					},
					{
						serviceId: 'level-2',
						outcome: 'failed',
						level: null,
						reasonId: 'sim-not-owner',
						count: failed
					}
				],
				callNext: false
			}).refused;
		expect(finish(3, 1)).toBe('count-above-party');
		expect(finish(2, 1)).toBeNull();
		expect(figuresOf(hall.floor)).toMatchObject({ people: 3, tickets: 1, served: 1, results: 2 });
	});

	test('a failure needs its reason, a level service its level, and only offered outcomes are taken', () => {
		const hall = new TestHall();
		const id = hall.issue(['activation']);
		hall.callNext('b2');
		expect(hall.finish(id, 'activation', { outcome: 'failed', reasonId: null }).refused).toBe(
			'reason-missing'
		);
		expect(hall.finish(id, 'activation', { level: null }).refused).toBe('level-missing');
		expect(hall.finish(id, 'activation', { outcome: 'enrolled' }).refused).toBe(
			'outcome-not-offered'
		);
		expect(hall.finish(id, 'activation', { level: 2 }).refused).toBeNull();
	});

	test('finishing and calling the next is one press, and an empty queue does not spoil the finish', () => {
		const hall = new TestHall();
		const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.callNext('b1');
		const results = [
			{ serviceId: 'level-2', outcome: 'enrolled' as const, level: null, reasonId: null, count: 1 }
		];
		const one = hall.press({ kind: 'finish', ticketId: first, results, callNext: true });
		expect(one.tickets.map((t) => t.state)).toEqual(['finished', 'called']);
		const two = hall.press({ kind: 'finish', ticketId: second, results, callNext: true });
		expect(two).toMatchObject({ refused: null, then: 'queue-empty' });
		expect(state(hall, second)).toBe('finished');
	});

	test('hold frees the seat, keeps the citizen on the booth’s list, and one tap takes them back', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: id });
		hall.press({ kind: 'hold', ticketId: id, reasonId: null, minutes: 10 });
		const other = hall.issue(['level-2']);
		expect(hall.callNext('b1')).toBe(other);
		expect([...hall.floor.booths.get('b1')!.held]).toEqual([id]);
		hall.finish(other, 'level-2');
		hall.press({ kind: 'take-back', ticketId: id, boothId: 'b1' });
		expect(state(hall, id)).toBe('serving');
	});

	test('sent to another service first, the journey comes back to the one it left', () => {
		const given = catalogue();
		given.services.push(service('help'));
		given.booths.push(booth(3, ['help']));
		const hall = new TestHall(given);
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: id });
		hall.press({ kind: 'send', ticketId: id, serviceId: 'help', boothId: null });
		expect(hall.floor.booths.get('b1')!.seats).toEqual([null]);
		expect(hall.callNext('b3')).toBe(id);
		hall.finish(id, 'help');
		expect(hall.callNext('b1')).toBe(id);
	});

	test('forgotten presses are made good, marked late, and say nothing about waits', () => {
		const hall = new TestHall();
		const ids = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.pass(30);
		hall.press({
			kind: 'serve-late',
			boothId: 'b1',
			ticketIds: ids,
			outcome: 'enrolled',
			level: null
		});
		expect(figuresOf(hall.floor)).toMatchObject({ served: 2, results: 2 });
		expect(leaderView(hall.floor, hall.at).waits[0]).toMatchObject({ middleMs: null });
	});
});

describe('undo and correction', () => {
	test('an undone finish takes the ticket out of the next queue and back into its seat, and the counts fall', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2', 'activation']);
		hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: id });
		const done = hall.finish(id, 'level-2');
		expect(figuresOf(hall.floor)).toMatchObject({ served: 1, results: 1 });
		hall.press({ kind: 'undo', operationId: done.operationId });
		expect(state(hall, id)).toBe('serving');
		expect(hall.floor.booths.get('b1')!.seats).toEqual([id]);
		expect(hall.callNext('b2')).toBe('queue-empty');
		expect(figuresOf(hall.floor)).toMatchObject({ served: 1, results: 0 });
		hall.finish(id, 'level-2');
		expect(hall.callNext('b2')).toBe(id);
		expect(figuresOf(hall.floor)).toMatchObject({ served: 1, results: 1 });
	});

	test('when the seat is taken, an undone finish goes to the head of the queue for that booth', () => {
		const hall = new TestHall();
		const [first, second, third] = [1, 2, 3].map(() => hall.issue(['level-2']));
		hall.callNext('b1');
		const done = hall.finish(first!, 'level-2');
		hall.callNext('b1');
		hall.press({ kind: 'undo', operationId: done.operationId });
		expect(state(hall, first!)).toBe('waiting');
		hall.finish(second!, 'level-2');
		expect(hall.callNext('b1')).toBe(first);
		hall.finish(first!, 'level-2');
		expect(hall.callNext('b1')).toBe(third);
	});

	test('an undone finish-and-call brings the citizen back into the seat, and the one just called into the queue', () => {
		const hall = new TestHall();
		const [first, second] = [1, 2].map(() => hall.issue(['level-2']));
		hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: first! });
		const done = hall.press({
			kind: 'finish',
			ticketId: first!,
			results: [
				{ serviceId: 'level-2', outcome: 'enrolled', level: null, reasonId: null, count: 1 }
			],
			callNext: true
		});
		expect(state(hall, second!)).toBe('called');
		hall.press({ kind: 'undo', operationId: done.operationId });
		expect(hall.floor.booths.get('b1')!.seats).toEqual([first]);
		expect(state(hall, first!)).toBe('serving');
		expect(state(hall, second!)).toBe('waiting');
	});

	test('an undone finish-and-call that came to the same citizen is taken back whole', () => {
		const both = booth(1, ['level-2', 'activation']);
		const hall = new TestHall(catalogue({ booths: [both] }));
		const id = hall.issue(['level-2', 'activation']);
		hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: id });
		const done = hall.press({
			kind: 'finish',
			ticketId: id,
			results: [
				{ serviceId: 'level-2', outcome: 'enrolled', level: null, reasonId: null, count: 1 }
			],
			callNext: true
		});
		expect(state(hall, id)).toBe('called');
		hall.press({ kind: 'undo', operationId: done.operationId });
		expect(hall.floor.booths.get('b1')!.seats).toEqual([id]);
		expect(state(hall, id)).toBe('serving');
		expect(figuresOf(hall.floor)).toMatchObject({ served: 1, results: 0 });
		hall.finish(id, 'level-2');
		expect(hall.callNext('b1')).toBe(id);
		expect(figuresOf(hall.floor)).toMatchObject({ results: 1 });
	});

	test('after the next step was called, only a correction is possible, and it moves nobody', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2', 'activation']);
		hall.callNext('b1');
		const done = hall.finish(id, 'level-2');
		hall.callNext('b2');
		expect(hall.press({ kind: 'undo', operationId: done.operationId }).refused).toBe(
			'undo-too-late'
		);
		const corrected = hall.press({
			kind: 'correct',
			operationId: done.operationId,
			results: [
				{
					serviceId: 'level-2',
					outcome: 'failed',
					level: null,
					reasonId: 'sim-not-owner',
					count: 1
				}
			]
		});
		expect(corrected.refused).toBeNull();
		expect(state(hall, id)).toBe('called');
		expect(figuresOf(hall.floor).results).toBe(0);
	});

	test('an undone no-show is called again in its seat; an undone call goes back to its place', () => {
		const hall = new TestHall();
		const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.callNext('b1');
		const missed = hall.press({ kind: 'no-show', ticketId: first });
		hall.press({ kind: 'undo', operationId: missed.operationId });
		expect(state(hall, first)).toBe('called');
		hall.finish(first, 'level-2');
		const call = hall.press({ kind: 'call-next', boothId: 'b1' });
		hall.press({ kind: 'undo', operationId: call.operationId });
		expect(state(hall, second)).toBe('waiting');
		expect(hall.callNext('b1')).toBe(second);
	});

	test('an undone ticket is cancelled, and its number is not given again', () => {
		const hall = new TestHall();
		const ticketId = hall.issue(['level-2']);
		const operationId = hall.journal.at(-1)!.operationId;
		hall.press({ kind: 'undo', operationId });
		expect(state(hall, ticketId)).toBe('cancelled');
		expect(hall.number(hall.issue(['level-2']))).toBe('A-002');
		expect(figuresOf(hall.floor)).toMatchObject({ people: 1, tickets: 1 });
	});
});

describe('the field event', () => {
	test('a second officer on a one-seat booth is told, and may take it over with the citizen in it', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		const open = { kind: 'open-booth' as const, boothId: 'b1' };
		expect(hall.press({ ...open, takeOver: false }, 'officer-9').refused).toBe('booth-taken');
		hall.press({ ...open, takeOver: true }, 'officer-9');
		expect(hall.floor.booths.get('b1')).toMatchObject({ officers: ['officer-9'], seats: [id] });
		expect(hall.press({ kind: 'leave-booth', boothId: 'b1' }, 'officer-9').refused).toBe(
			'booth-busy'
		);
	});

	test('numbers start anew each day, and yesterday’s tickets leave the queues', () => {
		const hall = new TestHall();
		const old = hall.issue(['level-2']);
		hall.at = HALL_START + 86_400_000;
		hall.press({ kind: 'open-day', day: 2 }, 'organiser');
		expect(hall.number(hall.issue(['level-2']))).toBe('A-001');
		expect(state(hall, old)).toBe('incomplete');
	});

	test('a closed field event issues and calls nobody, but a sitting may end', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'close' }, 'organiser');
		expect(() => hall.issue(['level-2'])).toThrow('field-event-closed');
		expect(hall.callNext('b1')).toBe('field-event-closed');
		expect(hall.finish(id, 'level-2').refused).toBeNull();
	});

	test('a booth moved to another service keeps its citizen and splits its throughput', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.press({ kind: 'set-booth', booth: booth(1, ['activation']) });
		expect(hall.floor.booths.get('b1')).toMatchObject({ seats: [id] });
		expect(hall.floor.booths.get('b1')!.assignments).toHaveLength(2);
		expect(
			hall.press({ kind: 'set-booth', booth: booth(1, [], { withdrawn: true }) }).refused
		).toBe('booth-busy');
	});

	test('folding the journal gives the same hall', () => {
		const hall = new TestHall();
		const ids = Array.from({ length: 20 }, (_, i) =>
			hall.issue(i % 3 ? ['level-2', 'activation'] : ['activation'], {
				lane: i % 5 ? 'regular' : 'priority'
			})
		);
		for (let i = 0; i < 8; i++) {
			const id = hall.callNext('b1');
			hall.pass(2);
			if (i % 4 === 3) hall.press({ kind: 'no-show', ticketId: id });
			else hall.finish(id, 'level-2', i % 3 === 2 ? { outcome: 'failed' } : {});
		}
		const again = emptyFloor(7, hall.floor.rules);
		for (const entry of structuredClone(hall.journal)) evolve(again, entry);
		expect(again.clock).toBe(hall.floor.clock);
		expect([...again.tickets]).toEqual([...hall.floor.tickets]);
		expect(again.tally).toEqual(hall.floor.tally);
		expect(leaderView(again, hall.at)).toEqual(leaderView(hall.floor, hall.at));
		expect(ids).toHaveLength(20);
	});
});
