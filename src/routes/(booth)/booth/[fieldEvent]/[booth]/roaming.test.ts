import { describe, expect, test } from 'vitest';
import { booth, catalogue, TestHall } from '#lib/core/hall.fixture.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import { boothView } from '#lib/core/view/booth-view.ts';
import { figuresOf } from '#lib/core/view/totals-view.ts';
import { doKey } from './key-deeds.ts';
import { Officer } from './officer.fixture.ts';
import {
	dueFor,
	EMPTY_DRAFT,
	mayPart,
	successes,
	withStays
} from '#lib/station/sitting/sitting.ts';

/** Booth 1 takes files, booth 2 activates, and number 3 goes about and activates. */
function hallWithHelper(): TestHall {
	const given = catalogue();
	return new TestHall({
		...given,
		booths: [...given.booths, booth(3, ['activation'], { seats: 0 })]
	});
}

function met(hall: TestHall, ticketId: string, serviceId = 'activation') {
	const ticket = hall.floor.tickets.get(ticketId)!;
	const number = formatNumber(ticket.prefix, ticket.number);
	return { ticketId, number, serviceId, people: 1 };
}

describe('a helper who goes about', () => {
	test('begins with the large button, which then calls nobody, whoever waits', async () => {
		const hall = hallWithHelper();
		hall.press({ kind: 'leave-booth', boothId: 'b3' }, 'officer-3');
		hall.issue(['activation']);
		const helper = new Officer(hall, 'b3');
		expect(helper.desk.press).toEqual({ kind: 'sit-down', takeOver: false });
		await helper.press();
		expect(helper.desk.press.kind).toBe('nobody-waits');
		await helper.press();
		expect(doKey(helper.desk, 'main')).toBe(false);
		expect(doKey(helper.desk, 'pause')).toBe(false);
		expect(helper.sent.map(({ wish }) => wish.kind)).toEqual(['open-booth']);
	});

	test('is one person: whoever comes after takes over', () => {
		const hall = hallWithHelper();
		const other = new Officer(hall, 'b3', 'somebody-else');
		expect(other.desk.press).toEqual({ kind: 'sit-down', takeOver: true });
	});

	test('records with the number in the undo line, and takes it back with one press', async () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2', 'activation']);
		const { desk } = new Officer(hall, 'b3');
		await desk.record(met(hall, ticket), 'completed');
		expect(desk.refusal?.refused).toBe('level-missing');
		desk.setLevel('activation', 1);
		await desk.record(met(hall, ticket), 'completed');
		expect(desk.done).toMatchObject({
			number: 'A-001',
			wish: { kind: 'record', results: [{ level: 1 }] }
		});
		expect(desk.state.countedToday).toBe(1);
		expect(boothView(hall.floor, hall.at, 'b1')!.next?.ticket).toBe('A-001');
		await desk.undo();
		expect(desk.done).toBeNull();
		expect(figuresOf(hall.floor).results).toBe(0);
	});

	test('is told why a slip is not recorded twice', async () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2']);
		const { desk } = new Officer(hall, 'b3');
		await desk.record(met(hall, ticket), 'failed', 'sim-not-owner');
		expect(desk.refusal).toBeNull();
		desk.setLevel('activation', 1);
		await desk.record(met(hall, ticket), 'completed');
		await desk.record(met(hall, ticket), 'completed');
		expect(desk.refusal?.refused).toBe('service-done');
		expect(figuresOf(hall.floor).results).toBe(1);
	});

	test('a record whose answer is lost is sent again and counts once', async () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2']);
		const helper = new Officer(hall, 'b3');
		helper.desk.setLevel('activation', 2);
		helper.line = 'answer-lost';
		await helper.desk.record(met(hall, ticket), 'completed');
		expect(helper.desk.unsent?.number).toBe('A-001');
		helper.line = 'good';
		await helper.desk.sendAgain();
		expect(helper.desk.done?.number).toBe('A-001');
		expect(figuresOf(hall.floor).results).toBe(1);
	});

	test('is first offered what is still to be done on the ticket', () => {
		const hall = hallWithHelper();
		hall.issue(['activation'], { party: 2 });
		hall.callNext('b2');
		const seated = boothView(hall.floor, hall.at, 'b2')!.seats[0]!;
		expect(dueFor(seated, 'activation')?.people).toBe(2);
		expect(dueFor(seated, 'level-2')).toBeUndefined();
	});
});

describe('a party that parts', () => {
	async function family(services: string[]) {
		const hall = new TestHall();
		const id = hall.issue(services, { party: 3 });
		const officer = new Officer(hall, 'b1');
		await officer.press();
		await officer.press();
		return { hall, id, officer };
	}

	test('may stay in part only where the others have somewhere to go', async () => {
		const alone = await family(['level-2']);
		expect(mayPart(alone.officer.desk.sitting!, EMPTY_DRAFT)).toBe(false);
		const { officer } = await family(['level-2', 'activation']);
		const sitting = officer.desk.sitting!;
		expect(mayPart(sitting, EMPTY_DRAFT)).toBe(true);
		// Done in the same sitting, it is no step to go on to.
		expect(mayPart(sitting, { ...EMPTY_DRAFT, also: ['activation'] })).toBe(false);
	});

	test('never stays whole, and whoever stays is in no other count', () => {
		const two = withStays(EMPTY_DRAFT, 9, 3);
		expect(two.stays).toBe(2);
		expect(successes(3, two)).toBe(1);
		const failed = { ...EMPTY_DRAFT, others: { failed: 2 } };
		expect(withStays(failed, 2, 3).stays).toBe(1);
		expect(withStays(two, 0, 3).stays).toBe(0);
	});

	test('one stays on the booth’s list while the others go on, and is recorded there', async () => {
		const { hall, id, officer } = await family(['level-2', 'activation']);
		const { desk } = officer;
		desk.setDraft(withStays(desk.draft, 1, 3));
		await officer.press();
		expect(officer.sent.at(-1)!.wish).toMatchObject({ kind: 'finish', stays: 1 });
		expect(desk.goesTo?.serviceId).toBe('activation');
		const [stayed] = desk.state.staying;
		expect(stayed).toMatchObject({ serviceId: 'level-2', people: 1, ticket: { id } });
		expect(hall.callNext('b2')).toBe(id);
		const { serviceId, people } = stayed!;
		await desk.record({ ...met(hall, id, serviceId), people }, 'enrolled');
		expect(desk.refusal).toBeNull();
		expect(desk.state.staying).toEqual([]);
		expect(desk.done?.number).toBe('A-001');
		expect(figuresOf(hall.floor).results).toBe(3);
		await desk.undo();
		expect(desk.state.staying).toHaveLength(1);
		expect(figuresOf(hall.floor).results).toBe(2);
	});
});
