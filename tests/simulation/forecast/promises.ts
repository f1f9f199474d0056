import type { Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import { halvesToday } from '#lib/core/forecast.ts';
import { overHalves } from '#lib/core/wait-range.ts';
import { freeSeats, mayCall } from '#lib/core/queue-order.ts';
import { placeOf } from '#lib/core/view/phone-view.ts';
import type { Lane } from '#lib/core/catalogue.ts';

/** What somebody was told when a step of theirs fell due, and when they were called. Instants of hall time in ms. */
export interface Told {
	serviceId: string;
	/** The first step of a ticket, told at the gate; or a later one, told when the step before ended. */
	which: 'first' | 'later';
	lane: Lane;
	at: number;
	ahead: number;
	/** The range shown; null when none was. */
	from: number | null;
	to: number | null;
	/** "Number ahead × the organiser's minutes ÷ seats", over breaks; null when no seat is open. */
	naive: number | null;
	/** A seat stood free and nobody was ahead: they are told to go at once. */
	free: boolean;
	calledAt: number | null;
}

/** Notes for each ticket what its phone shows when a step falls due, and when that step is first called. */
export class Promises {
	readonly all: Told[] = [];
	private readonly open = new Map<string, Told>();

	readonly hear = (floor: Floor, entries: readonly Entry[], at: number): void => {
		for (const { fact } of entries) {
			if (fact.kind === 'issued') this.note(floor, fact.ticketId, 'first', at);
			else if (fact.kind === 'ended' && fact.next) this.note(floor, fact.ticketId, 'later', at);
			else if (fact.kind === 'called') this.keep(`${fact.ticketId}/${fact.step}`, at);
		}
	};

	private note(floor: Floor, ticketId: string, which: Told['which'], at: number): void {
		const ticket = floor.tickets.get(ticketId)!;
		const place = placeOf(floor, ticket, at);
		const step = ticket.steps[ticket.active ?? -1];
		if (!place || !step) return;
		const { serviceId } = step;
		const { seats, free } = seatsOf(floor, serviceId);
		const fixed = floor.services.get(serviceId)!.typicalMs / seats;
		const told: Told = {
			serviceId,
			which,
			lane: ticket.lane,
			at,
			ahead: place.ahead,
			from: place.between?.from ?? null,
			to: place.between?.to ?? null,
			naive: seats > 0 ? overHalves(halvesToday(floor), at, place.ahead * fixed) : null,
			free: free && place.ahead === 0,
			calledAt: null
		};
		this.all.push(told);
		this.open.set(`${ticketId}/${step.no}`, told);
	}

	private keep(key: string, at: number): void {
		const told = this.open.get(key);
		if (!told) return;
		told.calledAt = at;
		this.open.delete(key);
	}
}

/** Seats whose officer is there and may call, counted plainly, and whether one of them is free. */
function seatsOf(floor: Floor, serviceId: string): { seats: number; free: boolean } {
	let seats = 0;
	let free = false;
	for (const at of floor.booths.values()) {
		if (!at.booth.services.includes(serviceId) || !mayCall(floor, at)) continue;
		seats += at.booth.seats;
		if (freeSeats(at).length > 0) free = true;
	}
	return { seats, free };
}
