import { expect, test } from 'vitest';
import { TestHall } from './hall.fixture.ts';
import { lateGate, type SilentGate } from './late-gate.ts';
import { phoneView } from './view/phone-view.ts';

const MINUTE = 60_000;

/** Ten numbers in ten minutes from a gate whose device then gives its own; then nobody at the second gate for a while. */
function hallWithStation() {
	const hall = new TestHall();
	const gate = { id: 'g2', name: 'Cổng 2', prefix: 'C', kind: 'gate', withdrawn: false } as const;
	hall.press({ kind: 'set-gate', gate: { ...gate, paper: 'by-hand', slip: '80mm' } }, 'organiser');
	for (let i = 0; i < 10; i++) {
		hall.issue(['level-2']);
		hall.at += MINUTE;
	}
	const place = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
	hall.press({ kind: 'enrol-station', station: 'gate-g1', place }, 'organiser');
	const asked = { station: 'gate-g1', epoch: 1, day: 1, next: 1, size: 500 };
	hall.press({ kind: 'ask-numbers', ...asked }, 'gate-g1');
	const silent: SilentGate = {
		...{ station: 'gate-g1', epoch: 1, gateId: 'g1', prefix: 'A' },
		contactAt: hall.at,
		wholeAt: hall.at
	};
	return { hall, silent };
}

function atSecondGate(hall: TestHall): string {
	const ticketId = hall.id();
	const services = [{ serviceId: 'level-2', people: 1 }];
	const journey = { services, lane: 'regular' as const, party: 1, answers: [] };
	hall.press({ kind: 'issue', gateId: 'g2', ticketId, ...journey }, 'gate');
	return ticketId;
}

test('a place is a range while a gate is silent, as wide as its pace makes it, and says since when', () => {
	const { hall, silent } = hallWithStation();
	hall.at += 15 * MINUTE;
	const ticket = hall.floor.tickets.get(atSecondGate(hall))!;
	// Ten in the half hour before, so five in this quarter, and a margin of two roots.
	expect(lateGate(hall.floor, [silent], ticket)).toEqual({
		more: 10,
		since: silent.contactAt,
		gates: [hall.floor.gates.get('g1')!.name]
	});
	const shown = phoneView(hall.floor, hall.at, ticket, true, [silent]);
	expect(shown.late?.more).toBe(10);
	expect(shown.ahead).toBe(phoneView(hall.floor, hall.at, ticket, true).ahead);
});

test('whoever fell due before the gate was last heard has a place that nothing unheard can change', () => {
	const { hall, silent } = hallWithStation();
	const [first] = [...hall.floor.tickets.values()].filter((one) => one.number === 10);
	hall.at += 15 * MINUTE;
	expect(lateGate(hall.floor, [silent], first!)).toBeNull();
});

test('a gate whose device has no numbers, or was replaced by another, hides nothing', () => {
	const { hall, silent } = hallWithStation();
	hall.at += 15 * MINUTE;
	const ticket = hall.floor.tickets.get(atSecondGate(hall))!;
	expect(lateGate(hall.floor, [{ ...silent, epoch: 2 }], ticket)).toBeNull();
	expect(lateGate(hall.floor, [{ ...silent, prefix: 'C' }], ticket)).toBeNull();
	expect(lateGate(hall.floor, [], ticket)).toBeNull();
});
