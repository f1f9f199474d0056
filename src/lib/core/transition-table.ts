import type { RefusalCode } from './refusal.ts';
import { ticketState, type Ticket } from './ticket.ts';
import type { WishKind, WishOf } from './wish.ts';

/*
 * What every wish about a ticket does in every state that a ticket can be in. The types leave no cell out: a new wish, or a
 * new state, does not compile without its cells. `transition-table.test.ts` presses every cell in a hall, and then
 * presses at random and holds each answer against the table; the table in the README is made from this one.
 */

/** What a ticket can be, as the table has it: how a journey ended makes no difference to what may follow. */
export const TABLE_STATES = [
	'waiting',
	'called',
	'no-show',
	'serving',
	'held',
	'over',
	'cancelled',
	'blank'
] as const;
export type TableState = (typeof TABLE_STATES)[number];

export function tableState(ticket: Ticket): TableState {
	const state = ticketState(ticket);
	return state === 'finished' || state === 'incomplete' ? 'over' : state;
}

type NamesTicket = {
	[K in WishKind]: WishOf<K> extends { ticketId: string } | { ticketIds: string[] } ? K : never;
}[WishKind];

/** Wishes about the hall and not about a ticket; whatever names a ticket cannot stand here. */
export const HALL_WISHES = [
	'open',
	'close',
	'open-day',
	'pause',
	'resume',
	'show-message',
	'end-message',
	'set-service',
	'set-booth',
	'set-gate',
	'set-area',
	'set-reason',
	'set-rules',
	'count-visitors',
	'open-booth',
	'leave-booth',
	'enrol-station',
	'withdraw-station',
	'ask-numbers',
	'settle',
	'tick'
] as const satisfies readonly Exclude<WishKind, NamesTicket>[];
type HallWish = (typeof HALL_WISHES)[number];

/** Wishes about a ticket: all the others. */
export type Command = Exclude<WishKind, HallWish>;

/** The state in which a ticket is afterwards, or the code with which the wish is refused. */
export type Ending = TableState | RefusalCode;
/** One ending, and in what case it is this one. */
type Entry = Ending | readonly [Ending, string];
/** Everything that can come of one wish in one state; a ticket's own state means that it stays as it is. */
export type Cell = readonly [Entry, ...Entry[]];

type Row = Record<TableState, Cell>;

const NOT_A_TICKET_YET = {
	over: ['ticket-over'],
	cancelled: ['ticket-cancelled'],
	blank: ['ticket-blank']
} as const satisfies Partial<Row>;

const LEASED = ['kept-for-another-booth', 'on lease'] as const;
const EARLIER_DAY = ['ticket-over', 'of an earlier day'] as const;

/** A wish that only tickets in a seat know. */
function seated(called: Cell, serving: Cell): Row {
	const not = ['not-called'] as const;
	return { waiting: not, called, 'no-show': not, serving, held: not, ...NOT_A_TICKET_YET };
}

/** The same answer wherever the ticket stands. */
function always(cell: Cell): Row {
	const entries = TABLE_STATES.map((state) => [state, cell]);
	return Object.fromEntries(entries) as Row;
}

/** A wish that changes nothing about where a ticket of today stands. */
function anywhere(more: readonly Entry[], over: Cell): Row {
	return {
		waiting: ['waiting', ...more],
		called: ['called', ...more],
		'no-show': ['no-show', ...more],
		serving: ['serving', ...more],
		held: ['held', ...more],
		...NOT_A_TICKET_YET,
		over
	};
}

/** A new ticket under an id that is known already. */
const MADE_ALREADY = always(['ticket-exists']);

/** A sheet that was given to somebody already. */
const GIVEN: Row = { ...always(['ticket-in-use']), blank: ['waiting'] };

/** To a seat of a booth, from wherever the ticket stands; `seat` is what it is there. */
function toSeat(seat: 'called' | 'serving'): Row {
	const there = ['already-there', ['at-another-booth', 'elsewhere']] as const;
	return {
		waiting: [seat, LEASED],
		called: there,
		'no-show': [[seat, 'in a new turn']],
		serving: there,
		held: [seat, ['kept-for-another-booth', 'elsewhere']],
		...NOT_A_TICKET_YET
	};
}

const ENDED = ['over', ['waiting', 'for the next step']] as const;

export const TRANSITIONS: Readonly<Record<Command, Row>> = {
	issue: MADE_ALREADY,
	'issue-many': MADE_ALREADY,
	'print-sheets': MADE_ALREADY,
	'bring-to-life': GIVEN,
	'bring-many-to-life': GIVEN,
	reprint: anywhere([], ['over']),
	'change-lane': anywhere(['already-there'], ['over', 'already-there']),
	'add-step': anywhere(
		['already-there'],
		[['waiting', 'for the new step'], ['already-there', 'a step left open'], EARLIER_DAY]
	),
	'drop-step': {
		waiting: [
			['waiting', 'for the next step'],
			['over', 'when it was the last'],
			['ticket-over', 'a step that is over'],
			LEASED
		],
		called: [
			['called', 'another step'],
			['not-waiting', 'this step'],
			['ticket-over', 'a step that is over']
		],
		'no-show': [
			['no-show', 'another step'],
			['waiting', 'for the next step'],
			['over', 'when it was the last'],
			['ticket-over', 'a step that is over']
		],
		serving: [
			['serving', 'another step'],
			['not-waiting', 'this step'],
			['ticket-over', 'a step that is over']
		],
		held: [
			['held', 'another step'],
			['waiting', 'for the next step'],
			['over', 'when it was the last'],
			['ticket-over', 'a step that is over']
		],
		...NOT_A_TICKET_YET,
		over: ['ticket-over', ['over', 'a step left open']]
	},
	cancel: {
		waiting: ['cancelled', LEASED],
		called: ['cancelled'],
		'no-show': ['cancelled'],
		serving: ['not-waiting'],
		held: ['cancelled'],
		...NOT_A_TICKET_YET
	},
	'step-back': {
		waiting: [
			['waiting', 'behind the next few'],
			'nobody-behind',
			['step-back-spent', 'past the set times'],
			LEASED
		],
		called: ['not-waiting'],
		'no-show': ['not-waiting'],
		serving: ['not-waiting'],
		held: ['not-waiting'],
		...NOT_A_TICKET_YET
	},
	leave: {
		waiting: [['over', 'as incomplete'], LEASED],
		called: [['over', 'as incomplete']],
		'no-show': [['over', 'as incomplete']],
		serving: ['not-waiting'],
		held: [['over', 'as incomplete']],
		...NOT_A_TICKET_YET
	},
	'put-off': {
		waiting: [['over', 'as incomplete'], LEASED],
		called: ['not-waiting'],
		'no-show': [['over', 'as incomplete']],
		serving: ['not-waiting'],
		held: [['over', 'as incomplete']],
		...NOT_A_TICKET_YET
	},
	'call-next': { ...passedOver(), waiting: ['called', ['waiting', 'while others go first']] },
	'fill-seats': { ...passedOver(), waiting: ['called', ['waiting', 'while others go first']] },
	call: toSeat('called'),
	serve: toSeat('serving'),
	recall: seated(['called', ['no-show', 'past the set number']], ['not-called']),
	'no-show': seated(['no-show'], ['not-called']),
	restore: {
		waiting: ['not-missed'],
		called: ['not-missed'],
		'no-show': [
			['waiting', 'in a new turn'],
			['restore-too-late', 'past the set time']
		],
		serving: ['not-missed'],
		held: ['not-missed'],
		...NOT_A_TICKET_YET
	},
	start: seated(['serving'], ['not-called']),
	finish: seated(
		[...ENDED, ['called', 'for the next step, with "call next"']],
		[...ENDED, ['called', 'for the next step, with "call next"']]
	),
	send: {
		waiting: [['waiting', 'elsewhere'], 'already-there', LEASED],
		called: [['waiting', 'elsewhere']],
		'no-show': [['waiting', 'elsewhere']],
		serving: [['waiting', 'elsewhere']],
		held: [
			['waiting', 'elsewhere'],
			['already-there', 'to the booth that holds it']
		],
		...NOT_A_TICKET_YET
	},
	return: {
		waiting: ['already-there', ['waiting', 'when kept for a booth'], LEASED],
		called: ['waiting'],
		'no-show': ['waiting'],
		serving: ['waiting'],
		held: ['waiting'],
		...NOT_A_TICKET_YET
	},
	hold: seated(['held'], ['held']),
	'take-back': {
		waiting: ['not-held'],
		called: ['not-held'],
		'no-show': ['not-held'],
		serving: ['not-held'],
		held: ['serving', ['kept-for-another-booth', 'elsewhere']],
		...NOT_A_TICKET_YET
	},
	'serve-late': {
		waiting: [...ENDED, LEASED],
		called: [...ENDED, ['at-another-booth', 'elsewhere']],
		'no-show': [...ENDED, ['at-another-booth', 'elsewhere']],
		serving: [...ENDED, ['at-another-booth', 'elsewhere']],
		held: [...ENDED, ['kept-for-another-booth', 'elsewhere']],
		...NOT_A_TICKET_YET
	},
	undo: {
		waiting: [
			['cancelled', 'an issue'],
			['serving', 'a finish or a transfer'],
			['waiting', 'kept for the booth, when its seat is taken; a step back; a record'],
			['undo-too-late', 'results of an earlier step'],
			'nothing-to-undo',
			LEASED
		],
		called: [
			['waiting', 'a call'],
			['serving', 'a finish that called the same ticket'],
			['called', 'a record'],
			['undo-too-late', 'results of an earlier step'],
			'nothing-to-undo'
		],
		'no-show': [
			['called', 'a no-show'],
			['waiting', 'kept for the booth, when its seat is taken'],
			['no-show', 'a record'],
			['undo-too-late', 'results of an earlier step'],
			'nothing-to-undo'
		],
		serving: [
			['called', 'a start'],
			['serving', 'a record'],
			['undo-too-late', 'results of an earlier step'],
			'nothing-to-undo'
		],
		held: [
			['serving', 'a hold'],
			['waiting', 'kept for the booth, when its seat is taken'],
			['held', 'a record'],
			['undo-too-late', 'results of an earlier step'],
			'nothing-to-undo'
		],
		over: [
			['serving', 'a finish'],
			['waiting', 'kept for the booth, when its seat is taken; a leave'],
			['no-show', 'a leave'],
			['held', 'a leave'],
			['over', 'a record'],
			['cancelled', 'an issue, when every step was dropped since'],
			['undo-too-late', 'results of an earlier step, an earlier day'],
			'nothing-to-undo'
		],
		cancelled: [
			['waiting', 'also who was called'],
			['no-show', 'as it stood'],
			['held', 'as it stood'],
			['undo-too-late', 'results of an earlier step'],
			'nothing-to-undo'
		],
		blank: ['nothing-to-undo']
	},
	correct: {
		waiting: ['waiting', 'nothing-to-undo'],
		called: ['called', 'nothing-to-undo'],
		'no-show': ['no-show', 'nothing-to-undo'],
		serving: ['serving', 'nothing-to-undo'],
		held: ['held', 'nothing-to-undo'],
		over: ['over', 'nothing-to-undo'],
		cancelled: ['ticket-cancelled', 'nothing-to-undo'],
		blank: ['nothing-to-undo']
	},
	'ask-leases': passedOver(),
	record: {
		waiting: [
			['waiting', 'another step, or the next one'],
			['over', 'when it was the last'],
			['service-done', 'a second time'],
			LEASED
		],
		called: [
			['called', 'who stayed at the booth'],
			['at-another-booth', 'who did not']
		],
		'no-show': [
			['no-show', 'another step'],
			['waiting', 'for the next step'],
			['over', 'when it was the last'],
			['service-done', 'a second time']
		],
		serving: [
			['serving', 'who stayed at the booth'],
			['at-another-booth', 'who did not']
		],
		held: [
			['held', 'another step'],
			['waiting', 'for the next step'],
			['over', 'when it was the last'],
			['service-done', 'a second time']
		],
		...NOT_A_TICKET_YET,
		over: ['over', ['service-done', 'a second time'], EARLIER_DAY]
	},
	'other-step-first': {
		waiting: [
			['waiting', 'for the other step'],
			['other-step-missing', 'nothing paused, or nothing else open'],
			LEASED
		],
		called: ['other-step-missing'],
		'no-show': ['other-step-missing'],
		serving: ['other-step-missing'],
		held: ['other-step-missing'],
		...NOT_A_TICKET_YET
	}
};

/** A wish that takes whoever is next: who does not wait stays as they are. */
function passedOver(): Row {
	const entries = TABLE_STATES.map((state) => [state, [state]]);
	return Object.fromEntries(entries) as Row;
}

/**
 * Refusals that have nothing to do with where the ticket stands: the hall, the booth and its seats, the gate, and what the
 * wish itself says.
 */
export const WHATEVER_THE_STATE: Readonly<Record<Command, readonly RefusalCode[]>> = (() => {
	const booth = ['not-open', 'field-event-closed', 'no-such-booth', 'booth-closed'] as const;
	const calls = [...booth, 'booth-paused', 'paused', 'roaming-booth'] as const;
	const seats = ['no-free-seat', 'no-such-seat', 'seat-taken'] as const;
	const hall = ['not-open', 'field-event-closed', 'day-not-open', 'no-such-gate'] as const;
	const journey = [
		'no-such-service',
		'service-closed',
		'quota-reached',
		'count-above-party'
	] as const;
	const gate = [...hall, 'self-service-off', 'no-service-chosen', ...journey] as const;
	const series = ['series-held-elsewhere', 'series-exhausted'] as const;
	const results = [
		'result-missing',
		'wrong-service',
		'no-such-service',
		'outcome-not-offered',
		'reason-missing',
		'no-such-reason',
		'level-missing',
		'count-above-party'
	] as const;
	return {
		issue: [...gate, ...series],
		'issue-many': [...gate, ...series],
		'print-sheets': ['field-event-closed', 'no-such-gate', 'no-such-day', ...series],
		'bring-to-life': [...gate, 'no-such-ticket', 'no-such-day'],
		'bring-many-to-life': [...gate, 'no-such-ticket', 'no-such-day'],
		reprint: ['no-such-ticket', 'ticket-exists'],
		'change-lane': ['no-such-ticket'],
		'add-step': ['no-such-ticket', 'no-such-service', 'count-above-party'],
		'drop-step': ['no-such-ticket'],
		cancel: ['no-such-ticket'],
		'step-back': ['no-such-ticket'],
		leave: ['no-such-ticket'],
		'put-off': [
			'no-such-ticket',
			'ticket-exists',
			'field-event-closed',
			'no-such-gate',
			'no-such-day',
			...series
		],
		'call-next': [...calls, ...seats, 'queue-empty'],
		'fill-seats': [...calls, 'no-free-seat', 'queue-empty'],
		call: ['no-such-ticket', ...calls, ...seats, 'wrong-service'],
		serve: ['no-such-ticket', ...calls, ...seats, 'wrong-service'],
		recall: ['no-such-ticket', 'paused'],
		'no-show': ['no-such-ticket', 'paused'],
		restore: ['no-such-ticket'],
		start: ['no-such-ticket'],
		finish: ['no-such-ticket', ...results, 'nowhere-to-go'],
		send: ['no-such-ticket', 'no-such-booth', 'roaming-booth', 'no-such-service', 'wrong-service'],
		return: ['no-such-ticket'],
		hold: ['no-such-ticket', 'reason-missing', 'no-such-reason'],
		'take-back': ['no-such-ticket', ...calls, ...seats],
		'serve-late': ['no-such-ticket', 'no-such-booth', ...results],
		undo: ['field-event-closed'],
		correct: results,
		'ask-leases': ['station-closed', 'no-such-booth'],
		record: ['no-such-ticket', 'no-such-booth', 'not-open', ...results],
		'other-step-first': ['no-such-ticket']
	};
})();

/** What can come of a wish in a state, without the words beside it. */
export function endings(command: Command, state: TableState): Ending[] {
	return TRANSITIONS[command][state].map((entry) => (typeof entry === 'string' ? entry : entry[0]));
}

/** The table as the README has it: a row for all wishes that do the same. */
export function tableText(): string {
	const rows = new Map<string, string[]>();
	for (const [command, row] of Object.entries(TRANSITIONS)) {
		const cells = TABLE_STATES.map((state) => row[state].map(words).join('; ')).join(' | ');
		rows.set(cells, [...(rows.get(cells) ?? []), `\`${command}\``]);
	}
	return lines(
		`| the ticket is | ${TABLE_STATES.join(' | ')} |`,
		`|${'---|'.repeat(TABLE_STATES.length + 1)}`,
		...[...rows].map(([cells, commands]) => `| ${commands.join(', ')} | ${cells} |`)
	);
}

/** The refusals that stand beside the table, as the README has them. */
export function refusalsText(): string {
	const rows = new Map<string, string[]>();
	for (const [command, codes] of Object.entries(WHATEVER_THE_STATE)) {
		const said = codes.join(', ');
		rows.set(said, [...(rows.get(said) ?? []), `\`${command}\``]);
	}
	return lines(
		'| wish | refused whatever the state |',
		'|---|---|',
		...[...rows].map(([codes, commands]) => `| ${commands.join(', ')} | ${codes} |`)
	);
}

function words(entry: Entry): string {
	if (typeof entry === 'string') return entry;
	const [ending, when] = entry;
	return `${ending} (${when})`;
}

function lines(...all: string[]): string {
	return all.join('\n');
}
