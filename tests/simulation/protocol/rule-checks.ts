import { SUCCESSES } from '#lib/core/catalogue.ts';
import type { Entry } from '#lib/core/fact.ts';
import { recordedKey, type Floor } from '#lib/core/floor.ts';
import { lasts, MOST_MESSAGES, standingMessages } from '#lib/core/hall-message.ts';
import type { Operation } from '#lib/core/operation.ts';
import {
	activeStep,
	activeTurn,
	stepIsOver,
	stepState,
	ticketState,
	turnOf,
	type Ticket
} from '#lib/core/ticket.ts';
import { steppedBack } from '#lib/core/verbs/waiting.ts';
import { widePauseOn } from '#lib/core/verbs/missed.ts';

/** What a rule of the hall forbids of one entry, as a sentence; null when it is as it should be. */
type Fault = { invariant: string; detail: string } | null;

const fault = (invariant: string, detail: string): Fault => ({ invariant, detail });

/** Whether somebody at a screen did it; what a station did in the room is done, whatever the rules say. */
const atAScreen = ({ by }: Entry) => !by.startsWith('at-');

/** Rules that an entry must have kept, seen on the floor as it stood before. */
export function forbiddenBefore(floor: Floor, entry: Entry): Fault {
	const { fact } = entry;
	if (fact.kind === 'message-ended') {
		const message = floor.messages.get(fact.messageId);
		const stands = message !== undefined && lasts(message, entry.at);
		return stands ? null : fault('I3', 'a message that was over was taken down');
	}
	const ticket = 'ticketId' in fact && fact.ticketId ? floor.tickets.get(fact.ticketId) : undefined;
	if (!ticket) return null;
	const name = `${ticket.prefix}-${ticket.number}`;
	const step = activeStep(ticket);
	const turn = activeTurn(ticket);
	switch (fact.kind) {
		case 'missed':
			if (atAScreen(entry) && step && turn && widePauseOn(floor, { step, turn })) {
				return fault('I12', `${name} was missed while the hall stood still`);
			}
			return null;
		case 'called': {
			const away = step && stepState(step) === 'held' && turn?.boothOnly !== fact.boothId;
			return away && atAScreen(entry) ? fault('I4', `${name} was called off a hold`) : null;
		}
		case 'turn-begun': {
			const { serviceId } = ticket.steps[fact.step] ?? {};
			const before = ticket.steps.filter((s) => s.serviceId === serviceId && s.no !== fact.step);
			const done = before.some(
				(s) =>
					s.closed === 'result' ||
					(stepState(s) === 'ended' && SUCCESSES.includes(turnOf(s)?.outcome ?? 'left'))
			);
			const again = fact.beside && done && ticket.steps[fact.step]?.addedBy === entry.operationId;
			return again ? fault('I6', `${name} was recorded once more for what was done`) : null;
		}
		default:
			return null;
	}
}

/** The same, seen on the floor as it stands after. */
export function forbiddenAfter(floor: Floor, entry: Entry): Fault {
	const { fact } = entry;
	if (fact.kind === 'message-shown' || fact.kind === 'message-ended') {
		const standing = standingMessages(floor, entry.at);
		if (standing.length > MOST_MESSAGES) return fault('I3', 'more messages than boards can show');
		const shown = standing.some(({ id }) => id === fact.messageId);
		return shown === (fact.kind === 'message-shown')
			? null
			: fault('I3', 'boards show a message that was taken down, or not the one that was shown');
	}
	const ticket = 'ticketId' in fact && fact.ticketId ? floor.tickets.get(fact.ticketId) : undefined;
	if (!ticket) return null;
	const name = `${ticket.prefix}-${ticket.number}`;
	switch (fact.kind) {
		case 'left': {
			const due = ticket.active !== null || ticket.steps.some((step) => !stepIsOver(step));
			return due ? fault('I6', `${name} waits no more and is still waited for`) : null;
		}
		case 'turn-begun':
			return fact.beside && ticket.active === fact.step
				? fault('I12', `${name} lost its place to a result without a call`)
				: null;
		case 'turn-opened':
			return fact.origin === 'step-back' && steppedBack(ticket) > floor.rules.stepBackTimes
				? fault('I12', `${name} stepped back more often than it may`)
				: null;
		case 'undone': {
			const putOff = [...floor.tickets.values()].filter((t) => t.putOff && t.day === ticket.day);
			if (putOff.length !== floor.tally.days.get(ticket.day)?.putOffTickets)
				return fault('I3', `${putOff.length} are put off, and other ones are counted`);
			const stays = ticket.steps.some(
				(step) => step.addedBy === fact.operationId && !stepIsOver(step)
			);
			if (stays) return fault('I3', `${name} keeps a step that was taken back`);
			const was = floor.recorded.get(recordedKey(fact.operationId, ticket.id));
			const served = was && ticket.steps[was.step]?.turns[was.turn]?.served;
			return fact.what === 'record' && served
				? fault('I3', `${name} counts as served by what was taken back`)
				: null;
		}
		case 'step-added':
			return fact.staysAt !== undefined && ticket.active === null
				? fault('I10', `${name} parted, and the others have nowhere to go`)
				: null;
		default:
			return null;
	}
}

/** Everybody who was put off to the day that has just opened waits now with the number they were promised. */
export function forgotten(floor: Floor): Fault {
	for (const ticket of floor.tickets.values()) {
		const { putOff } = ticket;
		if (putOff?.to !== 'day' || putOff.day !== floor.day) continue;
		const next = floor.tickets.get(putOff.ticketId);
		const due = ticket.steps.filter((step) => step.closed === 'left').length;
		if (due > 0 && (!next || next.blank || next.steps.length < due)) {
			return fault(
				'I10',
				`${ticket.prefix}-${ticket.number} was put off to a day that does not know it`
			);
		}
	}
	return null;
}

/** What a station tells of a turn that stands at another booth: both booths must be told, by this very operation. */
export function untold(floor: Floor, { deed }: Operation, entries: readonly Entry[]): Fault {
	if ((deed.kind !== 'called' && deed.kind !== 'started') || deed.step === null) return null;
	const ticket = floor.tickets.get(deed.ticketId);
	const step = ticket?.steps[deed.step];
	const turn = step && turnOf(step);
	if (!ticket || ticket.cancelled || !turn || turn.no !== deed.turn || stepIsOver(step))
		return null;
	const elsewhere =
		(turn.state === 'called' || turn.state === 'serving') && turn.boothId !== deed.boothId;
	const told = entries.some(({ fact }) => fact.kind === 'conflicted');
	const name = `${ticket.prefix}-${ticket.number}`;
	return elsewhere && turn.boothId !== null && !told
		? fault('I4', `${name} stands at two booths, and nobody is told`)
		: null;
}

/**
 * What a gate takes back counts and waits no more, once, whatever was told before; but a number that a booth has called or
 * may be calling is not the gate's any more.
 */
export function takenBackInVain(
	floor: Floor,
	{ deed }: Operation,
	entries: readonly Entry[]
): Fault {
	if (deed.kind === 'visitors-taken-back') {
		const stands = floor.visitors.get(deed.counted)?.applied ?? false;
		const taken = entries.some(({ fact }) => fact.kind === 'undone');
		return stands === taken ? null : fault('I3', `visitors taken back: ${taken}, stood: ${stands}`);
	}
	if (deed.kind !== 'numbers-taken-back') return null;
	for (const ticketId of deed.ticketIds) {
		const ticket = floor.tickets.get(ticketId);
		const waits = ticket !== undefined && ticketState(ticket) === 'waiting';
		const mine = waits && ticket.lease === null && !wasCalled(ticket);
		const taken = entries.some(
			({ fact }) => fact.kind === 'cancelled' && fact.ticketId === ticketId
		);
		if (mine !== taken)
			return fault('I3', `number taken back: ${taken}, still the gate's: ${mine}`);
	}
	return null;
}

const wasCalled = ({ steps }: Ticket) =>
	steps.some(({ turns }) => turns.some(({ calledAt }) => calledAt !== null));
