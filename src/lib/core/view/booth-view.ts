import type { Booth, Reason, Rules, Service, Words } from '../catalogue.ts';
import { briefOf, briefsOf, type TicketBrief } from '../brief.ts';
import { pauseOfBooth, type BoothFloor, type Floor, type Recorded } from '../floor.ts';
import { concerning, messagesFor, type ShownMessage } from '../hall-message.ts';
import type { WaitRange } from '../wait-range.ts';
import { nextForBooth, type Next } from '../queue-order.ts';
import { perHour } from '../throughput.ts';
import { stepState } from '../ticket.ts';
import { restorable } from '../verbs/missed.ts';
import {
	areaOf,
	boothsWithSeats,
	noticeOf,
	numberText,
	queueViews,
	servicesOf,
	type PauseNotice,
	type QueueView
} from './hall-view.ts';

/** Why the next one is next, as it is told to officers. */
export interface NextInWords {
	ticket: string;
	serviceId: string;
	lane: Next['lane'];
	why: Next['why'];
	/** Which priority call in a row it would be, of how many at most. */
	run: number;
	runMost: number;
	waitedMs: number;
	people: number;
}

export interface EndedHere {
	ticket: TicketBrief;
	/** Operation that ended it, for undo (while `undoable`) or correction. */
	operationId: string;
	undoable: boolean;
	results: Recorded['results'];
	at: number;
	/** Where the citizen goes next. */
	nextServiceId: string | null;
}

export interface OtherBooth {
	id: string;
	number: number;
	word: Booth['word'];
	seats: number;
	services: string[];
	area: Words | null;
	open: boolean;
	waiting: number;
}

/** People of a party who stayed here while the others went on. */
export interface StayingHere {
	ticket: TicketBrief;
	/** Number of the step that is still theirs to do. */
	step: number;
	serviceId: string;
	people: number;
}

export interface ServicePlace {
	serviceId: string;
	area: Words | null;
	waiting: number;
	wait: WaitRange | null;
}

export interface BoothState {
	status: Floor['status'];
	day: number;
	booth: Booth;
	/** Where the booth stands. */
	area: Words | null;
	officers: string[];
	/** Tickets in the seats; null is a free seat. Index 0 is seat 1. */
	seats: (TicketBrief | null)[];
	/** On hold, the first whose time is over first. */
	held: TicketBrief[];
	/** Waiting for this booth and no other, in order. */
	kept: TicketBrief[];
	/** Of parties that parted, in the order of their numbers. */
	staying: StayingHere[];
	/** Missed here lately, still to be restored. */
	missed: TicketBrief[];
	next: NextInWords | null;
	/** Queues of this booth's services. */
	queues: QueueView[];
	/** Time since due of the longest waiting, per service of the booth. */
	oldestMs: Record<string, number>;
	pause: PauseNotice | null;
	/** For booths: of everything, and of what this one serves. */
	messages: ShownMessage[];
	/** Which pause stops the booth: its own can be ended here, a wider one cannot. */
	pauseIsOwn: boolean;
	ended: EndedHere[];
	countedToday: number;
	perHour: number | null;
	services: Service[];
	reasons: Reason[];
	/** Other booths, to send to. */
	booths: OtherBooth[];
	/** Every service of the hall: where it is and how many wait, to tell a citizen where to go next. */
	everywhere: ServicePlace[];
	/** How public sentences address people. */
	address: Rules['address'];
	callsBeforeNoShow: number;
}

export function boothView(floor: Floor, at: number, boothId: string): BoothState | null {
	const on = floor.booths.get(boothId);
	if (!on) return null;
	const { booth } = on;
	const pause = pauseOfBooth(floor, booth);
	const today = floor.tally.days.get(floor.day)?.booths.get(boothId);
	const queues = queueViews(floor, at);
	return {
		status: floor.status,
		day: floor.day,
		booth,
		area: areaOf(floor, booth.areaId),
		officers: on.officers,
		seats: on.seats.map((id) => (id === null ? null : (briefsOf(floor, [id])[0] ?? null))),
		held: heldHere(floor, on),
		kept: keptHere(floor, boothId),
		staying: stayingHere(floor, on),
		missed: missedHere(floor, boothId, at),
		next: booth.seats === 0 ? null : nextInWords(floor, at, boothId),
		queues: queues.filter((queue) => booth.services.includes(queue.serviceId)),
		oldestMs: Object.fromEntries(booth.services.map((id) => [id, oldestMs(floor, id, at)])),
		pause: pause && noticeOf(floor, pause),
		messages: concerning(messagesFor(floor, at, 'staff'), booth.services),
		pauseIsOwn: pause?.scope === 'booth',
		ended: endedHere(floor, boothId),
		countedToday: Object.values(today?.counted ?? {}).reduce((sum, n) => sum + n, 0),
		perHour: perHour(floor, boothId, at, 'last-hour'),
		services: servicesOf(floor),
		reasons: [...floor.reasons.values()]
			.filter((reason) => !reason.withdrawn)
			.sort((a, b) => a.position - b.position),
		booths: boothsWithSeats(floor)
			.filter((other) => other.booth.id !== boothId)
			.map((other) => ({
				id: other.booth.id,
				number: other.booth.number,
				word: other.booth.word,
				seats: other.booth.seats,
				services: other.booth.services,
				area: areaOf(floor, other.booth.areaId),
				open: other.officers.length > 0 && !pauseOfBooth(floor, other.booth),
				waiting: queues
					.filter((queue) => other.booth.services.includes(queue.serviceId))
					.reduce((sum, queue) => sum + queue.waiting, 0)
			})),
		everywhere: queues.map(({ serviceId, area, waiting, wait }) => ({
			serviceId,
			area,
			waiting,
			wait
		})),
		address: floor.rules.address,
		callsBeforeNoShow: floor.rules.callsBeforeNoShow
	};
}

function nextInWords(floor: Floor, at: number, boothId: string): NextInWords | null {
	const on = floor.booths.get(boothId)!;
	const next = nextForBooth(floor, on);
	if (!next) return null;
	return {
		ticket: numberText(next.waiting),
		serviceId: next.serviceId,
		lane: next.lane,
		why: next.why,
		run: next.run,
		runMost: floor.rules.priorityRun,
		waitedMs: Math.max(0, at - next.waiting.dueAt),
		people: next.waiting.people
	};
}

function oldestMs(floor: Floor, serviceId: string, at: number): number {
	const queue = floor.queues.get(serviceId);
	if (!queue) return 0;
	const dues = [queue.lanes.regular.head, queue.lanes.priority.head].flatMap((w) => w?.dueAt ?? []);
	return dues.length === 0 ? 0 : Math.max(0, at - Math.min(...dues));
}

/** On hold here, by the end of their time: those whose time is over come first. */
function heldHere(floor: Floor, on: BoothFloor): TicketBrief[] {
	const until = (ticket: TicketBrief) => ticket.steps[ticket.active ?? -1]?.heldUntil ?? 0;
	return briefsOf(floor, on.held).sort((a, b) => until(a) - until(b));
}

function keptHere(floor: Floor, boothId: string): TicketBrief[] {
	return servicesOf(floor).flatMap((service) => {
		const kept = floor.queues.get(service.id)?.kept.get(boothId);
		return kept
			? briefsOf(
					floor,
					Array.from(kept, (waiting) => waiting.ticketId)
				)
			: [];
	});
}

function stayingHere(floor: Floor, on: BoothFloor): StayingHere[] {
	return briefsOf(floor, on.staying)
		.sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : a.number - b.number))
		.flatMap((ticket) =>
			floor.tickets
				.get(ticket.id)!
				.steps.filter((step) => step.staysAt === on.booth.id && stepState(step) === 'due')
				.map(({ no, serviceId, people }) => ({ ticket, step: no, serviceId, people }))
		);
}

/** Tickets missed at this booth whose time to be restored has not run out, the latest first. */
function missedHere(floor: Floor, boothId: string, at: number): TicketBrief[] {
	const missed: TicketBrief[] = [];
	for (const mark of [...floor.recentCalls].reverse()) {
		const ticket = floor.tickets.get(mark.ticketId);
		const turn = ticket?.steps[mark.step]?.turns[mark.turn];
		if (!ticket || turn?.boothId !== boothId || turn.state !== 'no-show') continue;
		if (ticket.active !== mark.step || ticket.cancelled) continue;
		if (!restorable(floor, { step: ticket.steps[mark.step]!, turn }, at)) continue;
		if (ticket.steps[mark.step]!.turns.length - 1 !== mark.turn) continue;
		if (!missed.some((brief) => brief.id === ticket.id)) missed.push(briefOf(ticket));
	}
	return missed;
}

function endedHere(floor: Floor, boothId: string): EndedHere[] {
	return floor.booths.get(boothId)!.lastEnded.flatMap((key): EndedHere[] => {
		const recorded = floor.recorded.get(key);
		const ticket = recorded?.applied ? floor.tickets.get(recorded.ticketId) : undefined;
		if (!recorded || !ticket) return [];
		const active = ticket.active === null ? undefined : ticket.steps[ticket.active];
		return [
			{
				ticket: briefOf(ticket),
				operationId: recorded.operationId,
				undoable: ticket.undoable?.operationId === recorded.operationId,
				results: recorded.results,
				at: recorded.at,
				nextServiceId: active?.serviceId ?? null
			}
		];
	});
}
