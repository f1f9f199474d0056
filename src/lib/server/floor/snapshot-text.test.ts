import { describe, expect, test } from 'vitest';
import { TestHall } from '#lib/core/hall.fixture.ts';
import type { Snapshot } from '#lib/core/protocol.ts';
import { leaderView } from '#lib/core/view/leader-view.ts';
import { snapshotTag, snapshotText } from './snapshot-text.ts';

const MINUTE = 60_000;

function taken(hall: TestHall, at: number, view: 'leader' | 'booth' = 'leader', id = '') {
	const beat = { fieldEventId: 1, clock: hall.floor.clock, at, speed: 1 };
	const text = snapshotText(hall.floor, beat, view, id);
	return text && { ...text, read: JSON.parse(text.body) as Snapshot<'leader'> };
}

describe('a snapshot that is read again and again', () => {
	test('is the whole state with the hall time of each reading', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		const { read } = taken(hall, hall.at)!;
		expect(read).toMatchObject({
			fieldEventId: 1,
			clock: hall.floor.clock,
			at: hall.at,
			speed: 1,
			view: 'leader'
		});
		expect(read.state).toEqual(JSON.parse(JSON.stringify(leaderView(hall.floor, hall.at))));
	});

	test('has nothing new within a minute in which nobody presses anything, and is encoded once', () => {
		const hall = new TestHall();
		hall.issue(['level-2']);
		const minute = Math.ceil(hall.at / MINUTE) * MINUTE;
		const first = taken(hall, minute)!;
		// What does not come from the store of encodings would show this.
		hall.floor.day = 2;
		const second = taken(hall, minute + 59_999)!;
		expect(second.tag).toBe(first.tag);
		expect(second.read.state).toEqual(first.read.state);
		expect(second.read.at).toBe(minute + 59_999);
	});

	test('is another one a minute later: waits and rates grow while nobody presses anything', () => {
		const hall = new TestHall();
		hall.press({ kind: 'open-booth', boothId: 'b1', takeOver: false }, 'officer');
		const clock = hall.floor.clock;
		const first = taken(hall, hall.at)!;
		const later = taken(hall, hall.at + 40 * MINUTE)!;
		expect(hall.floor.clock).toBe(clock);
		expect(later.tag).not.toBe(first.tag);
		expect(later.read.state).not.toEqual(first.read.state);
	});

	test('is another one after a press in the same minute', () => {
		const hall = new TestHall();
		const before = taken(hall, hall.at)!.tag;
		hall.issue(['level-2']);
		expect(taken(hall, hall.at)!.tag).not.toBe(before);
		expect(snapshotTag(7, 61_000)).toBe('W/"7-1"');
	});

	test('is kept for each booth by itself, and for no booth that does not exist', () => {
		const hall = new TestHall();
		expect(taken(hall, hall.at, 'booth', 'b1')?.body).not.toBe(
			taken(hall, hall.at, 'booth', 'b2')?.body
		);
		expect(taken(hall, hall.at, 'booth', 'b9')).toBeNull();
	});
});
