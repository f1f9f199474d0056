import type { Area, Gate, Half, Reason, Service } from '../catalogue.ts';
import { briefsOf, type TicketBrief } from '../brief.ts';
import { seriesKey, type Floor } from '../floor.ts';
import { halvesToday, likelyBetween } from '../forecast.ts';
import { messagesFor, type ShownMessage } from '../hall-message.ts';
import { upcoming } from '../queue-order.ts';
import type { Ticket } from '../ticket.ts';
import { formatNumber } from '../ticket-number.ts';
import { breaksBetween } from '../wait-range.ts';
import {
	noticesOf,
	numberText,
	queueViews,
	servicesOf,
	type PauseNotice,
	type QueueView
} from './hall-view.ts';
import { figuresOf, type Figures } from './totals-view.ts';

/** A queue as the gate tells it to who asks. */
export interface GateQueue extends QueueView {
	/** The wait as instants of hall time when a break lies in it, else null. */
	overBreak: { from: number; to: number; breaks: Half[] } | null;
}

/** A ticket printed beforehand, as the gate picks it up. */
export interface Sheet {
	ticketId: string;
	number: string;
}

/** As many numbers as are read out by megaphone where no board answers. */
const READ_OUT = 20;

export interface GateState {
	status: Floor['status'];
	day: number;
	gate: Gate;
	/** The number that the next ticket of this gate will have, if nobody else takes it first. */
	nextNumber: string | null;
	services: Service[];
	areas: Area[];
	reasons: Reason[];
	queues: GateQueue[];
	pauses: PauseNotice[];
	/** For gates and booths, of every service. */
	messages: ShownMessage[];
	/** The last tickets that this gate gave, newest first. */
	last: TicketBrief[];
	/** Tickets printed beforehand and not yet given. */
	sheetsLeft: number;
	/** The one with the lowest number: the top of the pile. */
	nextSheet: Sheet | null;
	today: Figures;
	/** The next numbers of all queues, for the megaphone. */
	upcoming: { serviceId: string; numbers: string[] }[];
}

export function gateView(floor: Floor, at: number, gateId: string): GateState | null {
	const gate = floor.gates.get(gateId);
	if (!gate) return null;
	const series = floor.series.get(seriesKey(gate.prefix, floor.day));
	const queues = queueViews(floor, at).map((queue) => ({
		...queue,
		overBreak: overBreakOf(floor, at, queue)
	}));
	return {
		status: floor.status,
		day: floor.day,
		gate,
		nextNumber: series ? formatNumber(series.prefix, series.next) : null,
		services: servicesOf(floor),
		areas: [...floor.areas.values()].filter((area) => !area.withdrawn),
		reasons: [...floor.reasons.values()].filter((reason) => !reason.withdrawn),
		queues,
		pauses: noticesOf(floor),
		messages: messagesFor(floor, at, 'staff'),
		last: briefsOf(floor, floor.lastIssued.get(gateId) ?? []),
		...sheetsOf(floor, gate),
		today: figuresOf(floor, floor.day),
		upcoming: queues.map(({ serviceId }) => ({
			serviceId,
			numbers: upcoming(floor, floor.queues.get(serviceId)!, READ_OUT).map(numberText)
		}))
	};
}

/** The wait of someone who takes a number now as instants, with the breaks that lie before its end; null without one. */
export function overBreakOf(
	floor: Floor,
	at: number,
	{ serviceId, wait }: Pick<QueueView, 'serviceId' | 'wait'>
): GateQueue['overBreak'] {
	if (!wait) return null;
	const between = likelyBetween(floor, serviceId, at, wait);
	const breaks = breaksBetween(halvesToday(floor), at, between.to);
	return breaks.length > 0 ? { ...between, breaks } : null;
}

function sheetsOf(floor: Floor, gate: Gate): Pick<GateState, 'sheetsLeft' | 'nextSheet'> {
	let sheetsLeft = 0;
	let top: Ticket | null = null;
	if (gate.paper === 'sheets') {
		const day = Math.max(1, floor.day);
		for (const ticket of floor.tickets.values()) {
			if (!ticket.blank || ticket.gateId !== gate.id || ticket.day !== day) continue;
			sheetsLeft++;
			if (!top || ticket.number < top.number) top = ticket;
		}
	}
	return { sheetsLeft, nextSheet: top && { ticketId: top.id, number: numberText(top) } };
}
