import type { Lane, Outcome, Rules } from '#lib/core/catalogue.ts';
import type { StepState, TicketState } from '#lib/core/ticket.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/*
 * The words for every closed set of codes. Each record is exhaustive: a code without words does not compile.
 * Call the function where the text is drawn, so that it follows the reader's language.
 */

// Apart from the records, so that a citizen's phone, which loads little, has these without all the others.
export { addressed } from './address.ts';
export { areaSaid, boothName, boothWords } from './booth-words.ts';

type WordsFor<Code extends string> = Readonly<Record<Code, () => string>>;

/** Everything a ticket, a booth or a device can be seen to be; drawn as word, shape and colour together. */
export type Mark =
	'waiting' | 'soon' | 'called' | 'serving' | 'done' | 'missed' | 'paused' | 'held' | 'trouble';

/** What a mark on a screen says. */
export const markWords: WordsFor<Mark> = {
	waiting: m.words_mark_waiting,
	soon: m.words_mark_soon,
	called: m.words_mark_called,
	serving: m.words_mark_serving,
	done: m.words_mark_done,
	missed: m.words_mark_missed,
	paused: m.words_mark_paused,
	held: m.words_mark_held,
	trouble: m.words_mark_trouble
};

/** How a step ended. */
export const outcomeWords: WordsFor<Outcome> = {
	completed: m.words_outcome_completed,
	enrolled: m.words_outcome_enrolled,
	'nothing-due': m.words_outcome_nothing_due,
	failed: m.words_outcome_failed,
	deferred: m.words_outcome_deferred,
	left: m.words_outcome_left
};

const nothingDueWords: Readonly<Record<string, () => string>> = {
	card: m.words_nothing_due_card,
	'level-2': m.words_nothing_due_level_2,
	activation: m.words_nothing_due_activation
};

/** The words on an officer's result button: `nothing-due` is told by what was found ("Đã kích hoạt từ trước"). */
export function outcomeButton(serviceId: string, outcome: Outcome): string {
	const found = outcome === 'nothing-due' ? nothingDueWords[serviceId] : undefined;
	return (found ?? outcomeWords[outcome])();
}

export const stepStateWords: WordsFor<StepState> = {
	due: m.words_step_due,
	waiting: m.words_step_waiting,
	called: m.words_step_called,
	'no-show': m.words_step_no_show,
	serving: m.words_step_serving,
	ended: m.words_step_ended,
	held: m.words_step_held,
	dropped: m.words_step_dropped
};

export const ticketStateWords: WordsFor<TicketState> = {
	blank: m.words_ticket_blank,
	waiting: m.words_ticket_waiting,
	called: m.words_ticket_called,
	'no-show': m.words_ticket_no_show,
	serving: m.words_ticket_serving,
	held: m.words_ticket_held,
	finished: m.words_ticket_finished,
	incomplete: m.words_ticket_incomplete,
	cancelled: m.words_ticket_cancelled
};

/** Which mark a ticket's state is drawn with. */
export const ticketMarks: Readonly<Record<TicketState, Mark>> = {
	blank: 'waiting',
	waiting: 'waiting',
	called: 'called',
	'no-show': 'missed',
	serving: 'serving',
	held: 'held',
	finished: 'done',
	incomplete: 'trouble',
	cancelled: 'missed'
};

/** For staff only; a lane is never shown to the public. */
export const laneWords: WordsFor<Lane> = {
	regular: m.words_lane_regular,
	priority: m.words_lane_priority
};

/** Who goes first, in the recommended order [assumed]; a hint for the gate, nothing of it is stored. */
export const priorityHints: readonly (() => string)[] = [
	m.words_priority_disability,
	m.words_priority_pregnancy,
	m.words_priority_very_old,
	m.words_priority_merit,
	m.words_priority_frail,
	m.words_priority_elderly,
	m.words_priority_small_child
];

/** The four figures that are never mixed, each with its fixed name. */
export const figureWords: WordsFor<'people' | 'tickets' | 'turns' | 'results'> = {
	people: m.words_figure_people,
	tickets: m.words_figure_tickets,
	turns: m.words_figure_turns,
	results: m.words_figure_results
};

/** How a field event addresses people. */
export const addressWords: WordsFor<Rules['address']> = {
	'bà con': m.words_address_people,
	'ông/bà': m.words_address_formal,
	'công dân': m.words_address_citizen
};
