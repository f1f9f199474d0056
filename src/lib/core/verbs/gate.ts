import type { Fact, FactOf } from '../fact.ts';
import { seriesKey, ticketByNumber, type Floor } from '../floor.ts';
import { leftToGive, takesIn } from '../intake.ts';
import { nextStep } from '../journey.ts';
import { checkedJourney, type PreCheckAnswer } from '../pre-check.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Step, Ticket } from '../ticket.ts';
import { activeTurn, stepIsOver, ticketState } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import {
	findTicket,
	isRefusal,
	leasedAway,
	numberOf,
	type Context,
	type Decision
} from './context.ts';
import { nextTurn } from './turn.ts';

interface Journey {
	services: { serviceId: string; people: number }[];
	lane: Ticket['lane'];
	party: number;
	answers?: PreCheckAnswer[] | undefined;
}

function checkGate(floor: Floor, gateId: string, by: string) {
	if (floor.status === 'draft') return refuse('not-open');
	if (floor.status === 'closed') return refuse('field-event-closed');
	if (floor.day === 0) return refuse('day-not-open');
	const gate = floor.gates.get(gateId);
	if (!gate || gate.withdrawn) return refuse('no-such-gate');
	if (by === 'citizen' && (gate.kind !== 'self-service' || !floor.rules.selfService)) {
		return refuse('self-service-off');
	}
	return gate;
}

/** @param tickets how many numbers are asked for, each for this journey */
function checkJourney(floor: Floor, journey: Journey, tickets = 1): Refusal | null {
	const seen = new Set<string>();
	for (const { serviceId, people } of journey.services) {
		const service = floor.services.get(serviceId);
		if (!service || service.withdrawn || seen.has(serviceId)) return refuse('no-such-service');
		if (!service.intakeOpen) return refuse('service-closed', { service: service.name });
		if (people > journey.party) return refuse('count-above-party', { limit: journey.party });
		const left = leftToGive(floor, service);
		if (left !== null && people * tickets > left) {
			const limit = service.intakeQuota ?? 0;
			return refuse('quota-reached', { service: service.name, limit, left });
		}
		seen.add(serviceId);
	}
	return seen.size === 0 ? refuse('no-service-chosen') : null;
}

/** A ticket as it would be, so that the choice of its first step is the same code as of every later one. */
function draft(journey: Journey): Ticket {
	const steps: Step[] = journey.services.map((s, no) => ({
		no,
		serviceId: s.serviceId,
		people: s.people,
		turns: [],
		closed: null,
		closedBy: null,
		addedBy: null,
		staysAt: null
	}));
	return { steps } as unknown as Ticket;
}

/**
 * When one of several who are given numbers in one action fell due: a millisecond after the one before, the last of them
 * now. So each has a place of its own, and somebody who goes behind a few of them is not behind all.
 */
export function oneByOne(at: number, count: number, i: number): number {
	return at - (count - 1 - i);
}

/** The fact of a number given to whoever goes on this journey, with what the answers before it change. */
export function issued(
	floor: Floor,
	gate: { id: string; prefix: string },
	ticketId: string,
	number: number,
	day: number,
	journey: Journey,
	context: Context,
	{ fromSheet, dueAt }: { fromSheet: boolean; dueAt: number }
): FactOf<'issued'> {
	const checked = checkedJourney(
		floor.services,
		journey.services,
		journey.answers ?? [],
		(service, people) => takesIn(floor, service, people)
	);
	const { services, answers } = checked;
	const first = nextStep(
		floor,
		draft({ ...journey, services }),
		context.at,
		new Map(),
		checked.first
	);
	return {
		kind: 'issued',
		ticketId,
		gateId: gate.id,
		day,
		prefix: gate.prefix,
		number,
		lane: journey.lane,
		party: journey.party,
		services,
		active: first?.step ?? 0,
		dueAt,
		...(answers.length > 0 && { answers }),
		fromSheet,
		provisional: false
	};
}

/** The next numbers of the gate's series; refused above the ceiling or when another holds the series. */
function take(floor: Floor, prefix: string, day: number, count: number): number | Refusal {
	const series = floor.series.get(seriesKey(prefix, day));
	if (!series) return refuse('day-not-open');
	if (series.holder !== 'server') return refuse('series-held-elsewhere');
	if (series.next + count - 1 > series.ceiling) {
		return refuse('series-exhausted', { limit: series.ceiling });
	}
	return series.next;
}

export function issueMany(
	floor: Floor,
	wish: { gateId: string; ticketIds: string[] } & Journey,
	context: Context
): Decision {
	const gate = checkGate(floor, wish.gateId, context.by);
	if (isRefusal(gate)) return gate;
	const wrong = checkJourney(floor, wish, wish.ticketIds.length);
	if (wrong) return wrong;
	if (new Set(wish.ticketIds).size < wish.ticketIds.length) return refuse('ticket-exists');
	const known = wish.ticketIds.map((id) => floor.tickets.get(id)).find(Boolean);
	if (known) return refuse('ticket-exists', { ticket: numberOf(known), ticketId: known.id });
	const from = take(floor, gate.prefix, floor.day, wish.ticketIds.length);
	if (isRefusal(from)) return from;
	const count = wish.ticketIds.length;
	return wish.ticketIds.map((id, i) => {
		const dueAt = oneByOne(context.at, count, i);
		return issued(floor, gate, id, from + i, floor.day, wish, context, { fromSheet: false, dueAt });
	});
}

export function issue(floor: Floor, wish: WishOf<'issue'>, context: Context): Decision {
	return issueMany(floor, { ...wish, ticketIds: [wish.ticketId] }, context);
}

/** Sheets printed beforehand take their numbers from the gate's own series, and are dead until brought to life. */
export function printSheets(floor: Floor, wish: WishOf<'print-sheets'>): Decision {
	if (floor.status === 'closed') return refuse('field-event-closed');
	const gate = floor.gates.get(wish.gateId);
	if (!gate || gate.withdrawn) return refuse('no-such-gate');
	if (wish.day < Math.max(1, floor.day) || wish.day > floor.rules.days.length)
		return refuse('no-such-day');
	if (wish.ticketIds.some((id) => floor.tickets.has(id))) return refuse('ticket-exists');
	const facts: Fact[] = [];
	if (!floor.series.has(seriesKey(gate.prefix, wish.day))) {
		facts.push({
			kind: 'series-granted',
			prefix: gate.prefix,
			day: wish.day,
			holder: 'server',
			from: 1,
			ceiling: floor.rules.seriesCeiling
		});
	}
	const from = facts.length > 0 ? 1 : take(floor, gate.prefix, wish.day, wish.ticketIds.length);
	if (isRefusal(from)) return from;
	if (from + wish.ticketIds.length - 1 > floor.rules.seriesCeiling) {
		return refuse('series-exhausted', { limit: floor.rules.seriesCeiling });
	}
	facts.push({
		kind: 'sheets-printed',
		gateId: gate.id,
		day: wish.day,
		prefix: gate.prefix,
		from,
		ticketIds: wish.ticketIds
	});
	return facts;
}

/** Gives sheets printed beforehand to people: all of them, or none and the first that does not fit is named. */
function giveSheets(
	floor: Floor,
	wish: { gateId: string } & Journey,
	sheets: (Ticket | Refusal)[],
	context: Context
): Decision {
	const gate = checkGate(floor, wish.gateId, context.by);
	if (isRefusal(gate)) return gate;
	const wrong = checkJourney(floor, wish, sheets.length);
	if (wrong) return wrong;
	const given: Ticket[] = [];
	for (const sheet of sheets) {
		if (isRefusal(sheet)) return sheet;
		const number = numberOf(sheet);
		if (!sheet.blank) return refuse('ticket-in-use', { ticket: number, ticketId: sheet.id });
		if (sheet.day !== floor.day) return refuse('no-such-day', { ticket: number });
		given.push(sheet);
	}
	given.sort((a, b) => a.number - b.number);
	return given.map(({ id, day, prefix, number, gateId }, i) => {
		const dueAt = oneByOne(context.at, given.length, i);
		const sheet = { fromSheet: true, dueAt };
		return issued(floor, { id: gateId, prefix }, id, number, day, wish, context, sheet);
	});
}

export function bringToLife(
	floor: Floor,
	wish: WishOf<'bring-to-life'>,
	context: Context
): Decision {
	const sheet = floor.tickets.get(wish.ticketId) ?? refuse('no-such-ticket');
	return giveSheets(floor, wish, [sheet], context);
}

/** A busload with papers in hand; they stand in order of their numbers, like as many separate arrivals. */
export function bringManyToLife(
	floor: Floor,
	wish: WishOf<'bring-many-to-life'>,
	context: Context
): Decision {
	const { prefix } = wish;
	const sheets = [...new Set(wish.numbers)].map(
		(number) =>
			ticketByNumber(floor, prefix, number) ??
			refuse('no-such-ticket', { ticket: numberOf({ prefix, number }) })
	);
	return giveSheets(floor, wish, sheets, context);
}

export function countVisitors(
	floor: Floor,
	wish: WishOf<'count-visitors'>,
	context: Context
): Decision {
	const gate = checkGate(floor, wish.gateId, context.by);
	if (isRefusal(gate)) return gate;
	return [{ kind: 'visitors-counted', gateId: gate.id, day: floor.day, count: wish.count }];
}

/** A lost slip: the reprint has a link of its own, and the old one stops following. */
export function reprint(floor: Floor, wish: WishOf<'reprint'>): Decision {
	const ticket = findTicket(floor, wish.ticketId);
	if (isRefusal(ticket)) return ticket;
	if (floor.tokens.has(wish.token) || floor.tickets.has(wish.token)) return refuse('ticket-exists');
	return [{ kind: 'reprinted', ticketId: ticket.id, token: wish.token }];
}

export function changeLane(floor: Floor, wish: WishOf<'change-lane'>): Decision {
	const ticket = findTicket(floor, wish.ticketId);
	if (isRefusal(ticket)) return ticket;
	if (ticket.lane === wish.lane) return refuse('already-there', { ticket: numberOf(ticket) });
	return [{ kind: 'lane-changed', ticketId: ticket.id, lane: wish.lane }];
}

/** Adds a service to a journey; a ticket whose journey had ended goes on with it. */
export function addStep(floor: Floor, wish: WishOf<'add-step'>, context: Context): Decision {
	const ticket = findTicket(floor, wish.ticketId);
	if (isRefusal(ticket)) return ticket;
	const service = floor.services.get(wish.serviceId);
	if (!service || service.withdrawn) return refuse('no-such-service');
	if (wish.people > ticket.party) return refuse('count-above-party', { limit: ticket.party });
	if (ticket.steps.some((s) => s.serviceId === wish.serviceId && !stepIsOver(s))) {
		return refuse('already-there', { ticket: numberOf(ticket) });
	}
	if (ticket.day !== floor.day) return refuse('ticket-over', { ticket: numberOf(ticket) });
	const facts: Fact[] = [
		{ kind: 'step-added', ticketId: ticket.id, serviceId: wish.serviceId, people: wish.people }
	];
	if (ticket.active === null) {
		facts.push(
			nextTurn(ticket, { no: ticket.steps.length, turns: [] }, context.operationId, {
				origin: 'next',
				dueAt: context.at
			})
		);
	}
	return facts;
}

export function dropStep(floor: Floor, wish: WishOf<'drop-step'>, context: Context): Decision {
	const ticket = findTicket(floor, wish.ticketId);
	if (isRefusal(ticket)) return ticket;
	const step = ticket.steps[wish.step];
	if (!step || stepIsOver(step)) return refuse('ticket-over', { ticket: numberOf(ticket) });
	const leased = leasedAway(floor, ticket, null);
	if (leased) return leased;
	const turn = activeTurn(ticket);
	if (ticket.active === step.no && turn && (turn.state === 'called' || turn.state === 'serving')) {
		return refuse('not-waiting', { ticket: numberOf(ticket) });
	}
	const next =
		ticket.active === step.no
			? nextStep(floor, ticket, context.at, new Map([[step.no, false]]))
			: null;
	return [{ kind: 'step-dropped', ticketId: ticket.id, step: step.no, next }];
}

export function cancel(floor: Floor, wish: WishOf<'cancel'>): Decision {
	const ticket = findTicket(floor, wish.ticketId);
	if (isRefusal(ticket)) return ticket;
	if (ticketState(ticket) === 'serving') return refuse('not-waiting', { ticket: numberOf(ticket) });
	if (ticket.active === null) return refuse('ticket-over', { ticket: numberOf(ticket) });
	const leased = leasedAway(floor, ticket, null);
	if (leased) return leased;
	return [{ kind: 'cancelled', ticketId: ticket.id }];
}
