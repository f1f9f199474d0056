import type { Area, Booth, Gate, Lane, Reason, Rules, Service } from './catalogue.ts';
import { LANES } from './catalogue.ts';
import type { ConflictKind, PauseScope, Result, StationPlace } from './fact.ts';
import type { HallMessage } from './hall-message.ts';
import { SortedList } from './sorted-list.ts';
import { emptyTally, type Tally } from './tally.ts';
import { activeStep, activeTurn, stepState, type Ticket, type Turn } from './ticket.ts';

/** A ticket's stand in one queue. */
export interface Waiting {
	ticketId: string;
	day: number;
	prefix: string;
	number: number;
	dueAt: number;
	rankAt: number;
	people: number;
}

export interface Queue {
	serviceId: string;
	lanes: Record<Lane, SortedList<Waiting>>;
	/** Kept for one booth, which takes them first; others skip them. */
	kept: Map<string, SortedList<Waiting>>;
	/** Leased to stations; they keep their rank and count as ahead, but nobody else calls them. */
	leased: SortedList<Waiting>;
	/** Priority calls in a row up to now. */
	run: number;
}

/** A span of hall time in which a booth could serve; `to` is null while it still can. */
export interface Span {
	from: number;
	to: number | null;
}

export interface BoothFloor {
	booth: Booth;
	/** Who is at it: account ids, at most one per seat. */
	officers: string[];
	/** Ticket in each seat; index 0 is seat 1. */
	seats: (string | null)[];
	/** When it was open, staffed and not paused. */
	working: Span[];
	/** What it served from when on: a moved booth's throughput is split at the move. */
	assignments: { services: string[]; from: number }[];
	/** Keys of what was recorded here last, newest first. */
	lastEnded: string[];
	held: Set<string>;
	/** Tickets of whose party somebody stayed here while the others went on. */
	staying: Set<string>;
}

/** A series of numbers: one prefix on one day, with exactly one holder. */
export interface Series {
	prefix: string;
	day: number;
	/** `server`, or `station:epoch`. */
	holder: string;
	/** The number that the holder gives next. */
	next: number;
	ceiling: number;
	/** Every range that was ever granted, newest last; dead epochs' among them. */
	grants: Grant[];
}

/** Numbers from `from` to `to` that only this holder may ever give. */
export interface Grant {
	holder: string;
	from: number;
	to: number;
}

/** A device that works on its own when the network is gone; each wipe of its store begins a new epoch. */
export interface Station {
	id: string;
	epoch: number;
	place: StationPlace;
}

/** What contradicted the hall when it arrived; a supervisor looks at it and settles it. */
export interface Conflict {
	operationId: string;
	ticketId: string;
	kind: ConflictKind;
	/** Which step of the ticket it spoke of; null when of none, or written before steps were told. */
	step: number | null;
	boothId: string | null;
	otherBoothId: string | null;
	/** The call of the other booth that it came upon; null when there was none, or written before this was told. */
	met: { step: number; turn: number } | null;
	results: Result[];
	at: number;
	by: string;
	/** By whom and when (hall time) it was looked at; null while it is open. */
	settled: { by: string; at: number } | null;
}

export interface Pause extends PauseScope {
	reasonId: string;
	since: number;
	/** When it was resumed; null while it lasts. */
	until: number | null;
}

/** One spoken call, kept for the boards: the newest last. */
export interface CallMark {
	ticketId: string;
	step: number;
	turn: number;
	calls: number;
	at: number;
}

/** The results of one operation, kept so that an undo or a correction can name them. */
export interface Recorded {
	operationId: string;
	ticketId: string;
	step: number;
	turn: number;
	boothId: string;
	by: string;
	at: number;
	day: number;
	results: Result[];
	/** False once an applied undo or correction names the operation. */
	applied: boolean;
	late: boolean;
	fence: number;
}

export interface VisitorsCounted {
	operationId: string;
	gateId: string;
	day: number;
	count: number;
	at: number;
	applied: boolean;
}

/** An area, and when it was moved to where it is; null while it is where it began. */
export interface AreaFloor extends Area {
	movedAt: number | null;
}

/** One hall, whole, in memory: what `decide` reads and `evolve` writes. */
export interface Floor {
	fieldEventId: number;
	/** Clock of the last entry that it contains. */
	clock: number;
	status: 'draft' | 'open' | 'closed';
	day: number;
	services: Map<string, Service>;
	booths: Map<string, BoothFloor>;
	gates: Map<string, Gate>;
	areas: Map<string, AreaFloor>;
	reasons: Map<string, Reason>;
	rules: Rules;
	series: Map<string, Series>;
	tickets: Map<string, Ticket>;
	byNumber: Map<string, string>;
	/** Tokens that a reprint made, and the first tokens that it replaced. */
	tokens: Map<string, string>;
	queues: Map<string, Queue>;
	/** Every pause of the field event, the ones that last among them. */
	pauses: Pause[];
	/** What the hall is and was let read, by the operation that showed it. */
	messages: Map<string, HallMessage>;
	/** The last calls, for the boards; as many as `RECENT`. */
	recentCalls: CallMark[];
	/** The last tickets that each gate gave, newest first. */
	lastIssued: Map<string, string[]>;
	recorded: Map<string, Recorded>;
	visitors: Map<string, VisitorsCounted>;
	stations: Map<string, Station>;
	/** By the operation that could not be applied as it was. */
	conflicts: Map<string, Conflict>;
	tally: Tally;
}

export function emptyFloor(fieldEventId: number, rules: Rules): Floor {
	return {
		fieldEventId,
		clock: 0,
		status: 'draft',
		day: 0,
		services: new Map(),
		booths: new Map(),
		gates: new Map(),
		areas: new Map(),
		reasons: new Map(),
		rules,
		series: new Map(),
		tickets: new Map(),
		byNumber: new Map(),
		tokens: new Map(),
		queues: new Map(),
		pauses: [],
		messages: new Map(),
		recentCalls: [],
		lastIssued: new Map(),
		recorded: new Map(),
		visitors: new Map(),
		stations: new Map(),
		conflicts: new Map(),
		tally: emptyTally()
	};
}

/** How many calls, issued and ended tickets are remembered for screens. */
export const RECENT = 60;

/** Puts an id at the front of a short list of the latest ones. */
export function remember(list: string[], id: string, limit = 12): void {
	const known = list.indexOf(id);
	if (known >= 0) list.splice(known, 1);
	list.unshift(id);
	if (list.length > limit) list.length = limit;
}

export function seriesKey(prefix: string, day: number): string {
	return `${day}/${prefix}`;
}

export function numberKey(day: number, prefix: string, number: number): string {
	return `${day}/${prefix}/${number}`;
}

/** Key of what one operation recorded for one ticket. */
export function recordedKey(operationId: string, ticketId: string): string {
	return `${operationId}/${ticketId}`;
}

/** The ticket of a day with this number, or undefined. */
export function ticketByNumber(floor: Floor, prefix: string, number: number, day = floor.day) {
	const id = floor.byNumber.get(numberKey(day, prefix, number));
	return id === undefined ? undefined : floor.tickets.get(id);
}

/** The ticket that a link's token addresses, and whether the link is the one that counts today. */
export function ticketByToken(
	floor: Floor,
	token: string
): { ticket: Ticket; current: boolean } | undefined {
	const ticket = floor.tickets.get(floor.tokens.get(token) ?? token);
	return ticket && { ticket, current: ticket.token === token };
}

/** Order inside a lane: rank, then series and number, so that it is total. */
export function compareWaiting(a: Waiting, b: Waiting): number {
	return (
		a.rankAt - b.rankAt ||
		(a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0) ||
		a.number - b.number ||
		a.day - b.day
	);
}

export function waitingOf(ticket: Ticket, turn: Turn, people: number): Waiting {
	return {
		ticketId: ticket.id,
		day: ticket.day,
		prefix: ticket.prefix,
		number: ticket.number,
		dueAt: turn.dueAt,
		rankAt: turn.rankAt,
		people
	};
}

export function queueOf(floor: Floor, serviceId: string): Queue {
	let queue = floor.queues.get(serviceId);
	if (!queue) {
		queue = {
			serviceId,
			lanes: { regular: new SortedList(compareWaiting), priority: new SortedList(compareWaiting) },
			kept: new Map(),
			leased: new SortedList(compareWaiting),
			run: 0
		};
		floor.queues.set(serviceId, queue);
	}
	return queue;
}

/** How many tickets wait in a queue, those kept for one booth or leased to one included. */
export function queueLength(queue: Queue): number {
	let length = queue.leased.length;
	for (const lane of LANES) length += queue.lanes[lane].length;
	for (const list of queue.kept.values()) length += list.length;
	return length;
}

/** Puts the ticket where its state says that it stands: a lane, a booth's own list, its hold list or a seat. */
export function place(floor: Floor, ticket: Ticket): void {
	const list = standOf(floor, ticket);
	if (list) list.list.insert(list.item);
	for (const each of ticket.steps) {
		const stays = each.staysAt !== null && stepState(each) === 'due' && !ticket.cancelled;
		if (stays) floor.booths.get(each.staysAt!)?.staying.add(ticket.id);
	}
	const { step, turn } = holdOf(ticket);
	if (!step || !turn) return;
	const booth = turn.boothOnly ? floor.booths.get(turn.boothOnly) : undefined;
	if (stepState(step) === 'held') booth?.held.add(ticket.id);
	if ((turn.state === 'called' || turn.state === 'serving') && turn.boothId && turn.seat) {
		const at = floor.booths.get(turn.boothId);
		if (at) at.seats[turn.seat - 1] = ticket.id;
	}
}

/** The reverse of `place`, called before a ticket is changed. */
export function unplace(floor: Floor, ticket: Ticket): void {
	const list = standOf(floor, ticket);
	if (list) list.list.remove(list.item);
	for (const { staysAt } of ticket.steps) {
		if (staysAt !== null) floor.booths.get(staysAt)?.staying.delete(ticket.id);
	}
	const { turn } = holdOf(ticket);
	if (!turn) return;
	if (turn.boothOnly) floor.booths.get(turn.boothOnly)?.held.delete(ticket.id);
	if (turn.boothId && turn.seat) {
		const at = floor.booths.get(turn.boothId);
		if (at && at.seats[turn.seat - 1] === ticket.id) at.seats[turn.seat - 1] = null;
	}
}

function holdOf(ticket: Ticket) {
	if (ticket.cancelled || ticket.blank) return { step: null, turn: null };
	return { step: activeStep(ticket), turn: activeTurn(ticket) };
}

function standOf(floor: Floor, ticket: Ticket) {
	const { step, turn } = holdOf(ticket);
	if (!step || !turn || stepState(step) !== 'waiting') return null;
	const queue = queueOf(floor, step.serviceId);
	const item = waitingOf(ticket, turn, step.people);
	if (ticket.lease) return { list: queue.leased, item };
	if (turn.boothOnly === null) return { list: queue.lanes[ticket.lane], item };
	let list = queue.kept.get(turn.boothOnly);
	if (!list) queue.kept.set(turn.boothOnly, (list = new SortedList(compareWaiting)));
	return { list, item };
}

/** Pauses that last now. */
export function activePauses(floor: Floor): Pause[] {
	return floor.pauses.filter((pause) => pause.until === null);
}

/** The pause that stops a booth now, the widest one where there are several; null when it may call. */
export function pauseOfBooth(floor: Floor, booth: Booth): Pause | null {
	let narrower: Pause | null = null;
	for (const pause of floor.pauses) {
		if (pause.until !== null) continue;
		if (pause.scope === 'field-event') return pause;
		if (pause.scope === 'area' && pause.id === booth.areaId) narrower = pause;
		if (pause.scope === 'booth' && pause.id === booth.id) narrower ??= pause;
	}
	return narrower;
}

/** The pause laid on a whole service, or on the whole field event; null when it is called. */
export function pauseOnService(floor: Floor, serviceId: string): Pause | null {
	for (const pause of floor.pauses) {
		if (pause.until !== null) continue;
		if (pause.scope === 'field-event') return pause;
		if (pause.scope === 'service' && pause.id === serviceId) return pause;
	}
	return null;
}

/**
 * The pause under which a service's queue stands still, as its waiting citizens should be told:
 * one laid on it, or one that stops every booth that serves it. Null when it moves.
 */
export function pauseOfService(floor: Floor, serviceId: string): Pause | null {
	const direct = pauseOnService(floor, serviceId);
	if (direct) return direct;
	let stopped: Pause | null = null;
	for (const at of floor.booths.values()) {
		if (at.booth.withdrawn || at.booth.seats === 0 || at.officers.length === 0) continue;
		if (!at.booth.services.includes(serviceId)) continue;
		const pause = pauseOfBooth(floor, at.booth);
		if (!pause) return null;
		stopped ??= pause;
	}
	return stopped;
}
