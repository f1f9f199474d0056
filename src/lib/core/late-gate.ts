import { seriesKey, type Floor } from './floor.ts';
import { holderOf } from './operation.ts';
import { activeStep, activeTurn, type Ticket } from './ticket.ts';

/** A gate's station of which nothing was heard for a while: it may be giving numbers that the hall does not know. */
export interface SilentGate {
	station: string;
	epoch: number;
	gateId: string;
	prefix: string;
	/** Hall time of its last contact, and of the last one after which nothing that it had done was unheard. */
	contactAt: number;
	wholeAt: number;
}

/** How many may come to stand ahead of a ticket once the silent gates are heard, and since when the first of them is. */
export interface LateGate {
	more: number;
	since: number;
	/** What the silent gates are called. */
	gates: string[];
}

/** From this much real time without a word on a gate counts as silent. */
export const SILENT_GATE_MS = 30_000;
/** Its pace is taken from this long before it fell silent; longer than that nobody is counted for. */
const PACE_MS = 30 * 60_000;
const LONGEST_MS = 60 * 60_000;

/**
 * What a waiting ticket's place hides while gates are silent: whoever took a number there before this ticket fell due will
 * stand ahead of it. As many as the gate gave for this service in the half hour before, carried on over the silence, and
 * twice its root above: rather a range that holds than a figure that grows. Null when no gate is silent, or all were heard
 * after this ticket fell due.
 */
export function lateGate(
	floor: Floor,
	silent: readonly SilentGate[],
	ticket: Ticket
): LateGate | null {
	const step = activeStep(ticket);
	const turn = activeTurn(ticket);
	if (!step || turn?.state !== 'waiting') return null;
	let mean = 0;
	let stock = 0;
	const gates: string[] = [];
	let since = Infinity;
	for (const gate of silent) {
		const series = floor.series.get(seriesKey(gate.prefix, floor.day));
		const left = series ? series.ceiling - series.next + 1 : 0;
		const unheard = Math.min(LONGEST_MS, turn.rankAt - gate.wholeAt);
		if (series?.holder !== holderOf(gate.station, gate.epoch) || left <= 0 || unheard <= 0)
			continue;
		const given = givenBefore(floor, gate, step.serviceId);
		mean += (given * unheard) / PACE_MS;
		stock += left;
		since = Math.min(since, gate.contactAt);
		gates.push(floor.gates.get(gate.gateId)?.name ?? gate.prefix);
	}
	if (gates.length === 0) return null;
	// A gate that had given nothing yet may have begun meanwhile.
	const more = Math.min(stock, Math.max(1, Math.ceil(mean + 2 * Math.sqrt(mean))));
	return { more, since, gates };
}

const counted = new WeakMap<Floor, { clock: number; given: Map<string, number> }>();

/** Tickets that a gate gave for a service in the half hour before it was last heard whole; thousands of phones ask alike. */
function givenBefore(floor: Floor, gate: SilentGate, serviceId: string): number {
	let known = counted.get(floor);
	if (known?.clock !== floor.clock) {
		known = { clock: floor.clock, given: new Map() };
		counted.set(floor, known);
	}
	const key = `${gate.prefix} ${gate.wholeAt} ${serviceId}`;
	const found = known.given.get(key);
	if (found !== undefined) return found;
	let given = 0;
	for (const ticket of floor.tickets.values()) {
		const fits = ticket.day === floor.day && ticket.prefix === gate.prefix && !ticket.blank;
		const first = fits ? ticket.steps.find((step) => step.turns[0]?.origin === 'first') : undefined;
		const dueAt = first?.turns[0]?.dueAt ?? 0;
		if (first?.serviceId !== serviceId || dueAt > gate.wholeAt) continue;
		if (dueAt > gate.wholeAt - PACE_MS) given++;
	}
	known.given.set(key, given);
	return given;
}
