import { describe, expect, it } from 'vitest';
import { catalogue, service, TestHall } from './hall.fixture.ts';
import { givenToday, leftToGive } from './intake.ts';
import { admitIssued } from './admit-issued.ts';
import { queueView } from './view/hall-view.ts';

/** A hall that gives numbers for level 2 to so many people a day. */
function hallWith(intakeQuota: number | null): TestHall {
	const given = catalogue();
	const [level2, activation] = given.services;
	return new TestHall({ ...given, services: [{ ...level2!, intakeQuota }, activation!] });
}

const issue = (hall: TestHall, party = 1, services = ['level-2']) =>
	hall.press(
		{
			kind: 'issue',
			gateId: 'g1',
			ticketId: hall.id(),
			services: services.map((serviceId) => ({ serviceId, people: party })),
			lane: 'regular',
			party
		},
		'gate'
	);
const given = (hall: TestHall) => givenToday(hall.floor, 'level-2');

describe('the quota of a service', () => {
	it('closes the intake by itself at so many people, not tickets', () => {
		const hall = hallWith(4);
		hall.issue(['level-2'], { party: 3 });
		expect(issue(hall, 2)).toMatchObject({
			refused: 'quota-reached',
			detail: { service: { vi: 'level-2' }, limit: 4, left: 1 }
		});
		expect(issue(hall).refused).toBeNull();
		expect(issue(hall)).toMatchObject({ refused: 'quota-reached', detail: { left: 0 } });
		expect(queueView(hall.floor, hall.at, 'level-2')).toMatchObject({
			intakeOpen: false,
			quota: { limit: 4, given: 4 }
		});
		expect(queueView(hall.floor, hall.at, 'activation')?.intakeOpen).toBe(true);
	});

	it('refuses a whole journey of which one service is full, and nothing is given', () => {
		const hall = hallWith(1);
		issue(hall);
		expect(issue(hall, 1, ['activation', 'level-2']).refused).toBe('quota-reached');
		expect(hall.floor.tickets.size).toBe(1);
	});

	it('counts every number of a busload, and gives all of them or none', () => {
		const hall = hallWith(5);
		const ticketIds = Array.from({ length: 6 }, () => hall.id());
		const busload = (ids: string[]) =>
			hall.press(
				{
					kind: 'issue-many',
					gateId: 'g1',
					ticketIds: ids,
					services: [{ serviceId: 'level-2', people: 1 }],
					lane: 'regular',
					party: 1
				},
				'gate'
			).refused;
		expect(busload(ticketIds)).toBe('quota-reached');
		expect(given(hall)).toBe(0);
		expect(busload(ticketIds.slice(1))).toBeNull();
	});

	it('sheets count when they are given, not when they are printed', () => {
		const hall = hallWith(1);
		const sheets = [hall.id(), hall.id()];
		hall.press({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds: sheets }, 'gate');
		expect(given(hall)).toBe(0);
		const bring = (ticketId: string) =>
			hall.press(
				{
					kind: 'bring-to-life',
					gateId: 'g1',
					ticketId,
					services: [{ serviceId: 'level-2', people: 1 }],
					lane: 'regular',
					party: 1
				},
				'gate'
			).refused;
		expect(bring(sheets[0]!)).toBeNull();
		expect(bring(sheets[1]!)).toBe('quota-reached');
	});

	it('a cancelled ticket gives its place back; undoing the cancel is never refused', () => {
		const hall = hallWith(1);
		const ticketId = hall.issue(['level-2']);
		const cancelled = hall.press({ kind: 'cancel', ticketId }, 'gate');
		expect(given(hall)).toBe(0);
		expect(issue(hall).refused).toBeNull();
		const undone = hall.press({ kind: 'undo', operationId: cancelled.operationId }, 'gate');
		expect(undone.refused).toBeNull();
		expect(given(hall)).toBe(2);
		expect(leftToGive(hall.floor, hall.floor.services.get('level-2')!)).toBe(0);
	});

	it('taking back the number itself gives the place back', () => {
		const hall = hallWith(1);
		const { operationId } = issue(hall);
		hall.press({ kind: 'undo', operationId }, 'gate');
		expect(issue(hall).refused).toBeNull();
	});

	it('a dropped step gives its place back; who was served or waits no more keeps it', () => {
		const hall = hallWith(2);
		const ticketId = hall.issue(['level-2', 'activation']);
		hall.press({ kind: 'drop-step', ticketId, step: 0 }, 'gate');
		expect(given(hall)).toBe(0);
		const other = hall.issue(['level-2']);
		hall.press({ kind: 'leave', ticketId: other }, 'gate');
		expect(given(hall)).toBe(1);
		hall.issue(['level-2']);
		const served = hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: served });
		hall.finish(served, 'level-2');
		expect(given(hall)).toBe(2);
	});

	it('whom staff send on to a full service goes there, and counts', () => {
		const hall = hallWith(1);
		issue(hall);
		const ticketId = hall.issue(['activation']);
		const added = hall.press(
			{ kind: 'add-step', ticketId, serviceId: 'level-2', people: 1 },
			'gate'
		);
		expect(added.refused).toBeNull();
		expect(given(hall)).toBe(2);
	});

	it('begins anew on the next day', () => {
		const hall = hallWith(1);
		issue(hall);
		hall.press({ kind: 'open-day', day: 2 }, 'organiser');
		expect(issue(hall).refused).toBeNull();
		expect(issue(hall).refused).toBe('quota-reached');
	});

	it('is raised, lowered and taken away while the hall is open; numbers given stay', () => {
		const hall = hallWith(1);
		issue(hall);
		const level2 = hall.floor.services.get('level-2')!;
		const set = (intakeQuota: number | null) =>
			hall.press({ kind: 'set-service', service: { ...level2, intakeQuota } }, 'organiser');
		set(2);
		expect(issue(hall).refused).toBeNull();
		set(1);
		expect(issue(hall)).toMatchObject({ refused: 'quota-reached', detail: { limit: 1, left: 0 } });
		expect(hall.callNext('b1')).not.toBe('queue-empty');
		set(null);
		expect(issue(hall).refused).toBeNull();
	});

	it('does not stop what a gate gave while it was cut off', () => {
		const hall = hallWith(1);
		issue(hall);
		const place = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
		hall.press({ kind: 'enrol-station', station: 's1', place }, 'organiser');
		const deed = {
			kind: 'issued' as const,
			ticketId: hall.id(),
			gateId: 'g1',
			day: 1,
			prefix: 'A',
			number: 2,
			maker: 'server',
			lane: 'regular' as const,
			party: 1,
			services: [{ serviceId: 'level-2', people: 1 }],
			provisional: false
		};
		const operation = {
			operationId: hall.id(),
			at: 0,
			by: 'gate',
			station: 's1',
			epoch: 1,
			seq: 1
		};
		const { verdict } = admitIssued(hall.floor, { ...operation, deed }, deed, hall.at);
		expect(verdict).toBe('applied');
	});

	it('an intake closed by hand says so with the service', () => {
		const closed = service('level-2', { counts: 'enrolled', intakeOpen: false, intakeQuota: 5 });
		const hall = new TestHall({ ...catalogue(), services: [closed, service('activation')] });
		expect(issue(hall)).toMatchObject({
			refused: 'service-closed',
			detail: { service: { vi: 'level-2' } }
		});
	});
});
