import type { Area, Gate, Reason, Service } from '../catalogue.ts';
import { briefsOf, type TicketBrief } from '../brief.ts';
import { seriesKey, type Floor } from '../floor.ts';
import { formatNumber } from '../ticket-number.ts';
import { noticesOf, queueViews, servicesOf, type PauseNotice, type QueueView } from './hall-view.ts';
import { figuresOf, type Figures } from './totals-view.ts';

export interface GateState {
	status: Floor['status'];
	day: number;
	gate: Gate;
	/** The number that the next ticket of this gate will have, if nobody else takes it first. */
	nextNumber: string | null;
	services: Service[];
	areas: Area[];
	reasons: Reason[];
	queues: QueueView[];
	pauses: PauseNotice[];
	/** The last tickets that this gate gave, newest first. */
	last: TicketBrief[];
	/** Tickets printed beforehand and not yet given. */
	sheetsLeft: number;
	today: Figures;
	/** The next numbers of all queues, for the megaphone. */
	upcoming: { serviceId: string; numbers: string[] }[];
}

export function gateView(floor: Floor, gateId: string): GateState | null {
	const gate = floor.gates.get(gateId);
	if (!gate) return null;
	const series = floor.series.get(seriesKey(gate.prefix, floor.day));
	const queues = queueViews(floor);
	let sheetsLeft = 0;
	if (gate.paper === 'sheets') {
		for (const ticket of floor.tickets.values()) {
			if (ticket.blank && ticket.gateId === gateId && ticket.day === Math.max(1, floor.day)) sheetsLeft++;
		}
	}
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
		last: briefsOf(floor, floor.lastIssued.get(gateId) ?? []),
		sheetsLeft,
		today: figuresOf(floor, floor.day),
		upcoming: queues.map(({ serviceId, next }) => ({ serviceId, numbers: next }))
	};
}
