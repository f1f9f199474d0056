import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TestHall } from './hall.fixture.ts';
import {
	endings,
	refusalsText,
	TABLE_STATES,
	tableState,
	tableText,
	type Command,
	type TableState
} from './transition-table.ts';
import type { WishOf } from './wish.ts';

/** Brings one ticket into a state, in a hall of its own. */
const INTO: Record<TableState, (hall: TestHall) => string> = {
	waiting: (hall) => hall.issue(['level-2']),
	called: (hall) => (hall.issue(['level-2']), hall.callNext('b1')),
	'no-show': (hall) => {
		const id = INTO.called(hall);
		hall.press({ kind: 'no-show', ticketId: id });
		return id;
	},
	serving: (hall) => {
		const id = INTO.called(hall);
		hall.press({ kind: 'start', ticketId: id });
		return id;
	},
	held: (hall) => {
		const id = INTO.serving(hall);
		hall.press({ kind: 'hold', ticketId: id, reasonId: null, minutes: 5 });
		return id;
	},
	over: (hall) => {
		const id = INTO.serving(hall);
		hall.finish(id, 'level-2');
		return id;
	},
	cancelled: (hall) => {
		const id = hall.issue(['level-2']);
		hall.press({ kind: 'cancel', ticketId: id });
		return id;
	},
	blank: (hall) => {
		const ticketId = hall.id();
		hall.press({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds: [ticketId] });
		return ticketId;
	}
};

const result = {
	serviceId: 'level-2',
	outcome: 'enrolled',
	level: null,
	reasonId: null,
	count: 1
} as const;
const journey = {
	services: [{ serviceId: 'level-2', people: 1 }],
	lane: 'regular',
	party: 1
} as const;
const one = { ...journey, services: [...journey.services] };

/** The plainest press of each wish; `last` is the last operation on the ticket. */
const PRESS: { [K in Command]: (ticketId: string, hall: TestHall, last: string) => WishOf<K> } = {
	issue: (ticketId) => ({ kind: 'issue', gateId: 'g1', ticketId, ...one }),
	'issue-many': (id) => ({ kind: 'issue-many', gateId: 'g1', ticketIds: [id], ...one }),
	'print-sheets': (id) => ({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds: [id] }),
	'bring-to-life': (ticketId) => ({ kind: 'bring-to-life', gateId: 'g1', ticketId, ...one }),
	'bring-many-to-life': () => ({
		kind: 'bring-many-to-life',
		gateId: 'g1',
		prefix: 'A',
		numbers: [1],
		...one
	}),
	reprint: (ticketId, hall) => ({ kind: 'reprint', ticketId, token: hall.id() }),
	'change-lane': (ticketId) => ({ kind: 'change-lane', ticketId, lane: 'priority' }),
	'add-step': (ticketId) => ({ kind: 'add-step', ticketId, serviceId: 'activation', people: 1 }),
	'drop-step': (ticketId) => ({ kind: 'drop-step', ticketId, step: 0 }),
	cancel: (ticketId) => ({ kind: 'cancel', ticketId }),
	'step-back': (ticketId) => ({ kind: 'step-back', ticketId }),
	leave: (ticketId) => ({ kind: 'leave', ticketId }),
	'put-off': (ticketId, hall) => ({
		kind: 'put-off',
		tickets: [{ ticketId, nextId: hall.id() }],
		to: { place: 'police' }
	}),
	'call-next': () => ({ kind: 'call-next', boothId: 'b1' }),
	'fill-seats': () => ({ kind: 'fill-seats', boothId: 'b1' }),
	call: (ticketId) => ({ kind: 'call', boothId: 'b1', ticketId, reasonId: null }),
	serve: (ticketId) => ({ kind: 'serve', boothId: 'b1', ticketId }),
	recall: (ticketId) => ({ kind: 'recall', ticketId }),
	'no-show': (ticketId) => ({ kind: 'no-show', ticketId }),
	restore: (ticketId) => ({ kind: 'restore', ticketId }),
	start: (ticketId) => ({ kind: 'start', ticketId }),
	finish: (ticketId) => ({ kind: 'finish', ticketId, results: [result], callNext: false }),
	send: (ticketId) => ({ kind: 'send', ticketId, serviceId: 'activation', boothId: null }),
	return: (ticketId) => ({ kind: 'return', ticketId }),
	hold: (ticketId) => ({ kind: 'hold', ticketId, reasonId: null, minutes: 5 }),
	'take-back': (ticketId) => ({ kind: 'take-back', ticketId, boothId: 'b1' }),
	'serve-late': (ticketId) => ({
		kind: 'serve-late',
		boothId: 'b1',
		ticketIds: [ticketId],
		outcome: 'enrolled',
		level: null
	}),
	undo: (_, __, last) => ({ kind: 'undo', operationId: last }),
	correct: (_, __, last) => ({ kind: 'correct', operationId: last, results: [result] }),
	'ask-leases': (_, hall) => {
		hall.press({ kind: 'enrol-station', station: 's1', place: { kind: 'booth', boothId: 'b1' } });
		return { kind: 'ask-leases', station: 's1', epoch: 1, want: 2, leaseMs: 60_000 };
	},
	record: (ticketId) => ({
		kind: 'record',
		boothId: 'b1',
		ticketId,
		results: [result]
	}),
	'other-step-first': (ticketId) => ({ kind: 'other-step-first', ticketId })
};
/** Refused in the plain press for the booth's sake: its only seat is the ticket's own. */
const SEAT_IS_TAKEN: readonly string[] = ['no-free-seat', 'queue-empty'];

test.each(TABLE_STATES)('every wish on a ticket that is %s ends as the table says', (state) => {
	const wrong: string[] = [];
	for (const command of Object.keys(PRESS) as Command[]) {
		const hall = new TestHall();
		const ticketId = INTO[state](hall);
		const last = hall.journal[hall.journal.length - 1]!.operationId;
		const { refused } = hall.press(PRESS[command](ticketId, hall, last));
		const now = tableState(hall.floor.tickets.get(ticketId)!);
		const takesNext = command === 'call-next' || command === 'fill-seats';
		const ending = refused && !(takesNext && SEAT_IS_TAKEN.includes(refused)) ? refused : now;
		const cell: string[] = endings(command, state);
		if (!cell.includes(ending)) wrong.push(`${command}: ${ending}, the table says: ${cell}`);
	}
	expect(wrong).toEqual([]);
});

test('the README has the table and the refusals beside it as the types say them', () => {
	const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
	const lines = readme.split('\n');
	for (const text of [tableText(), refusalsText()]) {
		expect(text.split('\n').filter((line) => !lines.includes(line))).toEqual([]);
		// Whole, and nothing more below it.
		expect(readme.includes(`\n\n${text}\n\n`)).toBe(true);
	}
});
