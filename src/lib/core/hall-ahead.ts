import type { Booth, Lane, Rules, Service } from './catalogue.ts';
import { blankTicket, newStep, newTurn } from './evolve-ticket.ts';
import { activePauses, emptyFloor, place, queueOf, type Floor, type Pause } from './floor.ts';
import { lastTickets } from './look-ahead-people.ts';
import { dayTally, emptyTally, type DayTally } from './tally.ts';
import {
	activeStep,
	stepIsOver,
	stepState,
	turnOf,
	type Step,
	type Ticket,
	type Turn
} from './ticket.ts';

/**
 * All that `adviseMoves` and `endsOfDay` read of a floor, as plain data: letting the rest of a day happen takes up to
 * 0.7 s, which an organiser's browser has to spare and a server that answers a hall has not. It knows no names, no
 * accounts, and neither ids nor links of tickets.
 */
export interface HallAhead {
	fieldEventId: number;
	status: Floor['status'];
	day: number;
	rules: Rules;
	services: Service[];
	booths: BoothAhead[];
	/** Those that last. */
	pauses: Pause[];
	/** Priority calls in a row, by service. */
	runs: Record<string, number>;
	/** Who waits or sits, and the last ones that came, in the floor's order. */
	tickets: TicketAhead[];
	today: TodayAhead;
	/** Results of the days before. */
	before: { day: number; results: DayTally['results'] }[];
}

export interface BoothAhead {
	booth: Booth;
	/** How many are at it. */
	officers: number;
	/** When it last began to work; null when it never did. */
	workedFrom: number | null;
}

export type TodayAhead = Pick<
	DayTally,
	'tickets' | 'people' | 'cancelledTickets' | 'served' | 'missed' | 'byLane' | 'results' | 'cycles'
>;

export interface TicketAhead {
	day: number;
	prefix: string;
	number: number;
	lane: Lane;
	party: number;
	/** The step that waits or is served; null for one that only tells what people come for. */
	active: number | null;
	leased?: true;
	steps: StepAhead[];
}

/** What is usually so is left out: a hall has thousands of these. */
export interface StepAhead {
	serviceId: string;
	people: number;
	over?: true;
	/** Of its latest turn; left out where there was none. */
	dueAt?: number;
	/** Where it is not `dueAt`. */
	rankAt?: number;
	calledAt?: number;
	boothOnly?: string;
	/** Where it was called to. */
	at?: { state: 'called' | 'serving'; boothId: string; seat: number };
}

/** What the look ahead needs to know of a floor. */
export function hallAhead(floor: Floor): HallAhead {
	const today = floor.tally.days.get(floor.day) ?? dayTally(emptyTally(), floor.day);
	const { tickets, people, cancelledTickets, served, missed, byLane, results, cycles } = today;
	return {
		fieldEventId: floor.fieldEventId,
		status: floor.status,
		day: floor.day,
		rules: floor.rules,
		services: [...floor.services.values()],
		booths: [...floor.booths.values()].map(({ booth, officers, working }) => ({
			booth,
			officers: officers.length,
			workedFrom: working.length > 0 ? Math.max(...working.map(({ from }) => from)) : null
		})),
		pauses: activePauses(floor),
		runs: Object.fromEntries([...floor.queues].map(([id, { run }]) => [id, run])),
		tickets: ticketsAhead(floor),
		today: { tickets, people, cancelledTickets, served, missed, byLane, results, cycles },
		before: [...floor.tally.days]
			.filter(([day]) => day < floor.day)
			.map(([day, tally]) => ({ day, results: tally.results }))
	};
}

function ticketsAhead(floor: Floor): TicketAhead[] {
	const last = new Set(lastTickets(floor));
	const ahead: TicketAhead[] = [];
	for (const ticket of floor.tickets.values()) {
		if (stands(ticket)) ahead.push(ticketAhead(ticket));
		else if (last.has(ticket)) ahead.push(wishesOf(ticket));
	}
	return ahead;
}

/** Whether it has a place in a queue or a seat. */
function stands(ticket: Ticket): boolean {
	if (ticket.blank || ticket.cancelled) return false;
	const step = activeStep(ticket);
	const state = step && stepState(step);
	return state === 'waiting' || state === 'called' || state === 'serving';
}

function ticketAhead(ticket: Ticket): TicketAhead {
	const { day, prefix, number, lane, party, active } = ticket;
	const steps = ticket.steps.map((step) => stepAhead(step));
	return { day, prefix, number, lane, party, active, ...(ticket.lease && { leased: true }), steps };
}

function wishesOf({ day, prefix, number, lane, party, steps }: Ticket): TicketAhead {
	const wanted = steps.map(({ serviceId, people }) => ({ serviceId, people }));
	return { day, prefix, number, lane, party, active: null, steps: wanted };
}

function stepAhead(step: Step): StepAhead {
	const { serviceId, people } = step;
	const ahead: StepAhead = { serviceId, people };
	if (stepIsOver(step)) ahead.over = true;
	const turn = turnOf(step);
	if (!turn) return ahead;
	ahead.dueAt = turn.dueAt;
	if (turn.calledAt !== null) ahead.calledAt = turn.calledAt;
	if (ahead.over) return ahead;
	if (turn.rankAt !== turn.dueAt) ahead.rankAt = turn.rankAt;
	if (turn.boothOnly !== null) ahead.boothOnly = turn.boothOnly;
	const { state, boothId, seat } = turn;
	if ((state === 'called' || state === 'serving') && boothId !== null && seat !== null) {
		ahead.at = { state, boothId, seat };
	}
	return ahead;
}

/** A floor that `adviseMoves` and `endsOfDay` answer about as they would about the one that was read. Nothing else may. */
export function floorAhead(hall: HallAhead): Floor {
	const floor = emptyFloor(hall.fieldEventId, hall.rules);
	floor.status = hall.status;
	floor.day = hall.day;
	for (const service of hall.services) floor.services.set(service.id, service);
	for (const { booth, officers, workedFrom } of hall.booths) {
		floor.booths.set(booth.id, {
			booth,
			officers: Array.from({ length: officers }, (_, i) => String(i)),
			seats: Array.from({ length: booth.seats }, () => null),
			working: workedFrom === null ? [] : [{ from: workedFrom, to: null }],
			assignments: [],
			lastEnded: [],
			held: new Set(),
			staying: new Set()
		});
	}
	floor.pauses = hall.pauses;
	for (const [id, run] of Object.entries(hall.runs)) queueOf(floor, id).run = run;
	hall.tickets.forEach((ahead, i) => {
		const ticket = ticketFrom(ahead, String(i));
		floor.tickets.set(ticket.id, ticket);
		place(floor, ticket);
	});
	Object.assign(dayTally(floor.tally, hall.day), hall.today);
	for (const { day, results } of hall.before) dayTally(floor.tally, day).results = results;
	return floor;
}

function ticketFrom(ahead: TicketAhead, id: string): Ticket {
	const { day, prefix, number, lane, party, active, leased } = ahead;
	const sheet = { kind: 'sheets-printed', gateId: '', day, prefix, from: number } as const;
	return {
		...blankTicket(id, { ...sheet, ticketIds: [id] }, number),
		lane,
		party,
		blank: false,
		steps: ahead.steps.map(stepFrom),
		active,
		lease: leased ? { boothId: '', holder: '', fence: 0, until: Infinity } : null
	};
}

function stepFrom(ahead: StepAhead, no: number): Step {
	const turn = turnFrom(ahead);
	return {
		...newStep(no, ahead.serviceId, ahead.people),
		turns: turn ? [turn] : [],
		closed: ahead.over && !turn ? 'dropped' : null
	};
}

function turnFrom({ over, dueAt, rankAt, calledAt, boothOnly, at }: StepAhead): Turn | null {
	if (dueAt === undefined) return null;
	return {
		...newTurn(0, 'first', null, dueAt),
		state: over ? 'ended' : (at?.state ?? 'waiting'),
		rankAt: rankAt ?? dueAt,
		calledAt: calledAt ?? null,
		boothOnly: boothOnly ?? null,
		boothId: at?.boothId ?? null,
		seat: at?.seat ?? null
	};
}
