import { describe, expect, test } from 'vitest';
import { catalogue, TestHall } from './hall.fixture.ts';
import { ticketState } from './ticket.ts';
import { boothView } from './view/booth-view.ts';
import { phoneView } from './view/phone-view.ts';

const words = (vi: string) => ({ vi, en: vi });

/** A hall with a reason for holds, and one booth with two citizens on hold: the first for longer than the second. */
function hallWithHolds() {
	const given = catalogue();
	const otp = {
		...given.reasons[0]!,
		id: 'otp',
		kind: 'hold' as const,
		internal: words('Chờ mã OTP'),
		public: words('Chờ tin nhắn xác nhận')
	};
	const hall = new TestHall({ ...given, reasons: [...given.reasons, otp] });
	const hold = (minutes: number, reasonId: string | null = 'otp') => {
		const ticketId = hall.issue(['level-2']);
		hall.callNext('b1');
		return { ticketId, ...hall.press({ kind: 'hold', ticketId, reasonId, minutes }) };
	};
	return { hall, hold };
}

const state = (hall: TestHall, id: string) => ticketState(hall.floor.tickets.get(id)!);
const held = (hall: TestHall) =>
	boothView(hall.floor, hall.at, 'b1')!.held.map((ticket) => ticket.id);

describe('a hold', () => {
	test('has a reason where the hall has reasons for holds', () => {
		const { hold } = hallWithHolds();
		expect(hold(10, null).refused).toBe('reason-missing');
	});

	test('tells the phone what it waits for, in public words, and until when', () => {
		const { hall, hold } = hallWithHolds();
		const { ticketId } = hold(10);
		const phone = phoneView(hall.floor, hall.at, hall.floor.tickets.get(ticketId)!, true);
		expect(phone.heldFor).toEqual(words('Chờ tin nhắn xác nhận'));
		expect(phone.heldUntil).toBe(hall.at + 10 * 60_000);
	});

	test("comes to the front of the booth's list when its time is over first", () => {
		const { hall, hold } = hallWithHolds();
		const [long, short] = [hold(40).ticketId, hold(5).ticketId];
		expect(held(hall)).toEqual([short, long]);
	});

	test('does nothing to the citizen by itself when its time is over', () => {
		const { hall, hold } = hallWithHolds();
		const { ticketId } = hold(5);
		hall.pass(90);
		hall.press({ kind: 'tick' });
		expect(state(hall, ticketId)).toBe('held');
	});

	test.each([
		['enrolled', 'finished', null],
		['failed', 'finished', 'sim-not-owner'],
		['deferred', 'finished', null]
	] as const)('whose time is over is settled as %s without a seat', (outcome, ends, reasonId) => {
		const { hall, hold } = hallWithHolds();
		const { ticketId } = hold(5);
		hall.pass(6);
		const to = { boothId: 'b1', ticketIds: [ticketId], outcome, level: null, reasonId };
		const settled = hall.press({ kind: 'serve-late', ...to });
		expect(settled.refused).toBeNull();
		expect(state(hall, ticketId)).toBe(ends);
		expect(held(hall)).toEqual([]);
		expect(hall.press({ kind: 'undo', operationId: settled.operationId }).refused).toBeNull();
		expect(hall.callNext('b1')).toBe(ticketId);
	});
});
