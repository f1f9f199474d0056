import { describe, expect, test } from 'vitest';
import { booth, catalogue, service, TestHall } from './hall.fixture.ts';
import { phoneView } from './view/phone-view.ts';

/** Files for level 2 and cards are independent; activation comes after level 2. */
function hall(): TestHall {
	const given = catalogue();
	return new TestHall({
		...given,
		services: [...given.services, service('card')],
		booths: [...given.booths, booth(3, ['card'])]
	});
}

const pause = (on: TestHall, id: string) =>
	on.press({ kind: 'pause', scope: 'service', id, reasonId: 'line-down' }, 'organiser');
const first = (on: TestHall, ticketId: string) =>
	on.press({ kind: 'other-step-first', ticketId }, 'citizen');
const offered = (on: TestHall, id: string) =>
	phoneView(on.floor, on.at, on.floor.tickets.get(id)!, true).other?.name.vi;

describe('while the service that somebody waits for is paused', () => {
	test('another step that is due is offered first, with the place by time', () => {
		const on = hall();
		const ticket = on.issue(['level-2', 'card', 'activation']);
		const active = on.floor.tickets.get(ticket)!.active!;
		const [waits, other, to] = active === 0 ? ['level-2', 'card', 'b3'] : ['card', 'level-2', 'b1'];
		on.pass(20);
		const later = on.issue([other!]);
		expect(offered(on, ticket)).toBeUndefined();
		expect(first(on, ticket).refused).toBe('other-step-missing');
		pause(on, waits!);
		expect(offered(on, ticket)).toBe(other);
		expect(first(on, ticket).refused).toBeNull();
		expect(on.callNext(to!)).toBe(ticket);
		on.finish(ticket, other!);
		expect(on.callNext(to!)).toBe(later);
		on.press({ kind: 'resume', scope: 'service', id: waits! }, 'organiser');
		expect(on.callNext(waits === 'card' ? 'b3' : 'b1')).toBe(ticket);
	});

	test('a step that must come after the paused one, or is paused itself, is not offered', () => {
		const on = hall();
		const one = on.issue(['level-2', 'activation']);
		pause(on, 'level-2');
		expect(offered(on, one)).toBeUndefined();
		expect(first(on, one).refused).toBe('other-step-missing');
		const two = on.issue(['level-2', 'card']);
		pause(on, 'card');
		expect(offered(on, two)).toBeUndefined();
	});
});
