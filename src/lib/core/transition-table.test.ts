import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TestHall } from './hall.fixture.ts';
import { REFUSAL_CODES } from './refusal.ts';
import { ticketState } from './ticket.ts';
import type { Wish, WishKind } from './wish.ts';

/** Brings one ticket into a state, in a hall of its own. */
const INTO: Record<string, (hall: TestHall) => string> = {
	waiting: (hall) => hall.issue(['level-2']),
	called: (hall) => (hall.issue(['level-2']), hall.callNext('b1')),
	'no-show': (hall) => {
		const id = INTO.called!(hall);
		hall.press({ kind: 'no-show', ticketId: id });
		return id;
	},
	serving: (hall) => {
		const id = INTO.called!(hall);
		hall.press({ kind: 'start', ticketId: id });
		return id;
	},
	held: (hall) => {
		const id = INTO.serving!(hall);
		hall.press({ kind: 'hold', ticketId: id, reasonId: null, minutes: 5 });
		return id;
	},
	over: (hall) => {
		const id = INTO.serving!(hall);
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
const WISHES: Partial<Record<WishKind, (ticketId: string) => Wish>> = {
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
	cancel: (ticketId) => ({ kind: 'cancel', ticketId }),
	'step-back': (ticketId) => ({ kind: 'step-back', ticketId }),
	leave: (ticketId) => ({ kind: 'leave', ticketId }),
	'bring-to-life': (ticketId) => ({
		kind: 'bring-to-life',
		gateId: 'g1',
		ticketId,
		services: [{ serviceId: 'level-2', people: 1 }],
		lane: 'regular',
		party: 1
	}),
	'bring-many-to-life': () => ({
		kind: 'bring-many-to-life',
		gateId: 'g1',
		prefix: 'A',
		numbers: [1],
		services: [{ serviceId: 'level-2', people: 1 }],
		lane: 'regular',
		party: 1
	})
};

/** The table of the README: wish → state → cell. */
function readTable(): Map<string, Map<string, string>> {
	const text = readFileSync(new URL('README.md', import.meta.url), 'utf8');
	const from = text.slice(text.indexOf('| the ticket is'));
	const lines = from.slice(0, from.indexOf('\n\n')).split('\n');
	const cells = (line: string) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
	const states = cells(lines[0]!).slice(1);
	const table = new Map<string, Map<string, string>>();
	for (const line of lines.slice(1)) {
		const [names, ...row] = cells(line);
		for (const [, name] of names!.matchAll(/`([a-z-]+)`/g)) {
			table.set(name!, new Map(states.map((state, i) => [state, row[i] ?? ''])));
		}
	}
	return table;
}

test('every cell of the transition table in the README is what the core does', () => {
	const table = readTable();
	const wrong: string[] = [];
	for (const [kind, wish] of Object.entries(WISHES)) {
		for (const [state, into] of Object.entries(INTO)) {
			const hall = new TestHall();
			const ticketId = into(hall);
			const { refused } = hall.press(wish(ticketId));
			const cell = table.get(kind)?.get(state) ?? '(no cell)';
			const codes = REFUSAL_CODES.filter((code) => cell.split(/[^a-z-]+/).includes(code));
			const now = ticketState(hall.floor.tickets.get(ticketId)!);
			const fits = refused
				? codes.includes(refused as (typeof codes)[number])
				: cell.includes(now === 'finished' || now === 'incomplete' ? 'over' : now) ||
					cell.startsWith('at this booth only');
			if (!fits) wrong.push(`${kind} on ${state}: ${refused ?? now}, the table says: ${cell}`);
		}
	}
	expect(wrong).toEqual([]);
	expect(table.size).toBe(Object.keys(WISHES).length + 1);
});
