import type { Area, Booth, Service } from './catalogue.ts';
import type { FactOf, PauseScope } from './fact.ts';
import { pauseOfBooth, queueOf, seriesKey, unplace, type Floor } from './floor.ts';
import type { Touched } from './touched.ts';

export function setService(floor: Floor, service: Service, touched: Touched): void {
	floor.services.set(service.id, service);
	queueOf(floor, service.id);
	touched.services.add(service.id);
	touched.queues.add(service.id);
}

/** An area; one that has another place than before has moved, unless the hall had not opened yet. */
export function setArea(floor: Floor, area: Area, at: number, touched: Touched): void {
	const known = floor.areas.get(area.id);
	const { place } = area;
	const stays = !known || (known.place.vi === place.vi && known.place.en === place.en);
	const movedAt = stays || floor.status === 'draft' ? (known?.movedAt ?? null) : at;
	floor.areas.set(area.id, { ...area, movedAt });
	touched.areas.add(area.id);
}

export function setBooth(floor: Floor, booth: Booth, at: number, touched: Touched): void {
	const known = floor.booths.get(booth.id);
	touched.booths.add(booth.id);
	if (!known) {
		floor.booths.set(booth.id, {
			booth,
			officers: [],
			seats: Array.from({ length: booth.seats }, () => null),
			working: [],
			assignments: [{ services: booth.services, from: at }],
			lastEnded: [],
			held: new Set(),
			staying: new Set()
		});
		return;
	}
	const before = known.booth.services.join();
	known.booth = booth;
	// A booth that stood in the draft begins what it serves with the opening.
	if (known.assignments.length === 0 || before !== booth.services.join()) {
		known.assignments.push({ services: booth.services, from: at });
	}
	while (known.seats.length < booth.seats) known.seats.push(null);
	while (known.seats.length > booth.seats && known.seats[known.seats.length - 1] === null) {
		known.seats.pop();
	}
}

/** A grant moves its series on to its first number: what the last holder had left is never given. */
export function seriesGranted(
	floor: Floor,
	fact: FactOf<'series-granted'>,
	touched: Touched
): void {
	const { prefix, day, holder, from, ceiling } = fact;
	const key = seriesKey(prefix, day);
	const known = floor.series.get(key);
	const grants = [...(known?.grants ?? [])];
	const last = grants[grants.length - 1];
	const raised = last !== undefined && last.holder === holder && from <= last.to + 1;
	if (raised) grants[grants.length - 1] = { ...last, to: Math.max(last.to, ceiling) };
	else grants.push({ holder, from, to: ceiling });
	const next = known && raised ? known.next : Math.max(known?.next ?? 1, from);
	floor.series.set(key, { prefix, day, holder, next, ceiling, grants });
	touched.series.add(key);
}

export function endPause(floor: Floor, where: PauseScope, at: number): void {
	for (const pause of floor.pauses) {
		if (pause.until === null && pause.scope === where.scope && pause.id === where.id)
			pause.until = at;
	}
}

/** Opens and closes the spans in which each booth could serve. */
export function updateWorking(floor: Floor, at: number, touched: Touched): void {
	for (const booth of floor.booths.values()) {
		const works =
			floor.status === 'open' &&
			!booth.booth.withdrawn &&
			booth.officers.length > 0 &&
			pauseOfBooth(floor, booth.booth) === null;
		const last = booth.working[booth.working.length - 1];
		const worked = last !== undefined && last.to === null;
		if (works === worked) continue;
		if (works) booth.working.push({ from: at, to: null });
		else if (last) last.to = at;
		touched.booths.add(booth.booth.id);
	}
}

/** Tickets of an earlier day leave the queues when a new day opens; they stay countable and findable. */
export function leaveEarlierDays(floor: Floor, touched: Touched): void {
	for (const ticket of floor.tickets.values()) {
		if (ticket.day >= floor.day || ticket.active === null) continue;
		unplace(floor, ticket);
		ticket.active = null;
		ticket.lease = null;
		ticket.undoable = null;
		touched.tickets.add(ticket.id);
	}
}
