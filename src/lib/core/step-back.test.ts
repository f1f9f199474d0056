import { describe, expect, test } from 'vitest';
import { Chance } from '../../demo/chance.ts';
import { catalogue, TestHall } from './hall.fixture.ts';
import { activeStep, activeTurn } from './ticket.ts';
import { phoneView, placeOf } from './view/phone-view.ts';

const stepBack = (hall: TestHall, ticketId: string) =>
	hall.press({ kind: 'step-back', ticketId }, 'citizen');
const phone = (hall: TestHall, id: string) =>
	phoneView(hall.floor, hall.at, hall.floor.tickets.get(id)!, true);
const ahead = (hall: TestHall, id: string) => phone(hall, id).ahead;

/** Tickets that came one by one, a minute apart. */
function arrivals(hall: TestHall, count: number, lane: 'regular' | 'priority' = 'regular') {
	return Array.from({ length: count }, () => {
		hall.pass(1);
		return hall.issue(['level-2'], { lane });
	});
}

/** Who is called at booth 1 from now on, each finished at once. */
function callAll(hall: TestHall): string[] {
	const order: string[] = [];
	for (let id = hall.callNext('b1'); id !== 'queue-empty'; id = hall.callNext('b1')) {
		order.push(id);
		hall.finish(id, 'level-2');
	}
	return order;
}

describe('"Xin lùi lượt"', () => {
	test('lets the next five go first, and the wait goes on from when the citizen fell due', () => {
		const hall = new TestHall();
		const [me, ...others] = arrivals(hall, 8);
		const due = activeTurn(hall.floor.tickets.get(me!)!)!.dueAt;
		expect(stepBack(hall, me!).refused).toBeNull();
		expect(ahead(hall, me!)).toBe(5);
		expect(activeTurn(hall.floor.tickets.get(me!)!)!.dueAt).toBe(due);
		expect(callAll(hall)).toEqual([...others.slice(0, 5), me, ...others.slice(5)]);
	});

	test('is granted twice and no more; then the phone no longer offers it', () => {
		const hall = new TestHall();
		const [me] = arrivals(hall, 20);
		expect(phone(hall, me!).stepBack).toEqual({ times: 0, left: 2, behind: 5 });
		stepBack(hall, me!);
		expect(stepBack(hall, me!).refused).toBeNull();
		expect(ahead(hall, me!)).toBe(10);
		expect(phone(hall, me!).stepBack).toEqual({ times: 2, left: 0, behind: 5 });
		const third = stepBack(hall, me!);
		expect(third).toMatchObject({ refused: 'step-back-spent', detail: { limit: 2 } });
		expect(ahead(hall, me!)).toBe(10);
	});

	test('of one of a busload lets five of them go first, not all', () => {
		const hall = new TestHall();
		const ticketIds = Array.from({ length: 20 }, () => hall.id());
		const services = [{ serviceId: 'level-2', people: 1 }];
		const bus = { services, lane: 'regular' as const, party: 1 };
		hall.press({ kind: 'issue-many', gateId: 'g1', ticketIds, ...bus }, 'gate');
		stepBack(hall, ticketIds[2]!);
		expect(ahead(hall, ticketIds[2]!)).toBe(7);
	});

	test('follows the rules that an organiser sets', () => {
		const given = catalogue();
		const rules = { ...given.rules, stepBackBehind: 2, stepBackTimes: 1 };
		const hall = new TestHall({ ...given, rules });
		const [me] = arrivals(hall, 6);
		stepBack(hall, me!);
		expect(ahead(hall, me!)).toBe(2);
		expect(stepBack(hall, me!).refused).toBe('step-back-spent');
	});

	test('lets fewer go first where fewer wait, and costs nothing where nobody does', () => {
		const hall = new TestHall();
		const [first, , last] = arrivals(hall, 3);
		expect(stepBack(hall, last!).refused).toBe('nobody-behind');
		expect(phone(hall, last!).stepBack).toMatchObject({ times: 0, left: 2 });
		stepBack(hall, first!);
		expect(ahead(hall, first!)).toBe(2);
	});

	test('of a priority citizen lets regular ones go first too', () => {
		const hall = new TestHall();
		const regular = arrivals(hall, 8);
		const [me] = arrivals(hall, 1, 'priority');
		expect(ahead(hall, me!)).toBe(0);
		expect(stepBack(hall, me!).refused).toBeNull();
		expect(ahead(hall, me!)).toBe(5);
		expect(callAll(hall)).toEqual([...regular.slice(0, 5), me, ...regular.slice(5)]);
	});

	test('is taken back by an undo: the old place, and the time is not spent', () => {
		const hall = new TestHall();
		const [first, me] = arrivals(hall, 8);
		const { operationId } = stepBack(hall, me!);
		expect(hall.press({ kind: 'undo', operationId }, 'gate').refused).toBeNull();
		expect(ahead(hall, me!)).toBe(1);
		expect(phone(hall, me!).stepBack).toEqual({ times: 0, left: 2, behind: 5 });
		expect(callAll(hall).slice(0, 2)).toEqual([first, me]);
	});

	test('is refused once the citizen is called: then the booth returns them to the queue', () => {
		const hall = new TestHall();
		const [me] = arrivals(hall, 3);
		hall.callNext('b1');
		expect(stepBack(hall, me!).refused).toBe('not-waiting');
	});

	test('never makes the place worse that anybody else sees', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const chance = new Chance(seed);
			const given = catalogue();
			const rules = {
				...given.rules,
				priorityRun: chance.whole(0, 3),
				priorityHeadStartMs: chance.pick([0, 300_000, 3_600_000])
			};
			const hall = new TestHall({ ...given, rules });
			const ids = Array.from({ length: chance.whole(2, 25) }, () => {
				if (chance.is(0.8)) hall.pass(chance.whole(1, 9));
				return hall.issue(['level-2'], { lane: chance.is(0.3) ? 'priority' : 'regular' });
			});
			for (let call = chance.whole(0, 3); call > 0; call--) {
				const id = hall.callNext('b1');
				if (ids.includes(id)) hall.finish(id, 'level-2');
			}
			const waiting = ids.filter((id) => activeStep(hall.floor.tickets.get(id)!));
			const places = () =>
				new Map(
					waiting.map((id) => [
						id,
						placeOf(hall.floor, hall.floor.tickets.get(id)!, hall.at)!.ahead
					])
				);
			for (let times = 0; times < 4 && waiting.length > 0; times++) {
				const me = chance.pick(waiting);
				const before = places();
				const { refused } = stepBack(hall, me);
				const after = places();
				for (const id of waiting) {
					const [was, now] = [before.get(id)!, after.get(id)!];
					if (id !== me || refused) expect(now, `seed ${seed}`).toBeLessThanOrEqual(was);
					else expect(now, `seed ${seed}`).toBeGreaterThan(was);
				}
			}
		}
	});
});
