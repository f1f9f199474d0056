import type { ConflictKind, Result } from '../fact.ts';
import { recordedKey, type Conflict, type Floor, type Recorded } from '../floor.ts';
import { ticketState, type TicketState } from '../ticket.ts';
import { labelOf, numberText, type BoothLabel } from './hall-view.ts';

/** A contradiction that came with a station's report, as a supervisor weighs it. */
export interface ConflictRow {
	/** Of the report: what `settle` names. */
	operationId: string;
	kind: ConflictKind;
	ticket: { number: string; day: number; state: TicketState };
	/** Where the station says that it was done; null at a gate. */
	booth: BoothLabel | null;
	/** Where the ticket had come to already; null where it had no booth, or two gates gave one number. */
	otherBooth: BoothLabel | null;
	/** When it came in, hall time. */
	at: number;
	/** Account id of whoever did it. */
	by: string;
	/** What the station says was recorded there; empty when it only called. */
	reported: Result[];
	/** Whether all of that counts. */
	counts: boolean;
	/** What counts for this ticket now, of the services that were reported; of all when none was. */
	counted: { booth: BoothLabel | null; at: number; results: Result[]; isReport: boolean }[];
	/** The correction that would let the report count instead of what does; null where there is nothing to choose. */
	instead: { operationId: string; results: Result[] } | null;
	/** By whom (account id) and when it was settled; null while it is open. */
	settled: { by: string; at: number } | null;
}

export interface ConflictsState {
	/** Still to be looked at, the oldest first. */
	open: ConflictRow[];
	/** The last ones that were settled, the newest first. */
	settled: ConflictRow[];
}

/** As many settled ones as a page shows. */
const SETTLED_SHOWN = 50;

/** How many contradictions nobody has settled yet. */
export function openConflicts(floor: Floor): number {
	let open = 0;
	for (const { settled } of floor.conflicts.values()) if (!settled) open++;
	return open;
}

/** The contradictions of a field event, with what counts now beside what was reported. */
export function conflictsView(floor: Floor): ConflictsState {
	const all = [...floor.conflicts.values()];
	const open = all.filter(({ settled }) => !settled).sort((a, b) => a.at - b.at);
	const settled = all
		.filter((conflict) => conflict.settled)
		.sort((a, b) => b.settled!.at - a.settled!.at)
		.slice(0, SETTLED_SHOWN);
	const standing = countedFor(floor, new Set([...open, ...settled].map((c) => c.ticketId)));
	const row = (conflict: Conflict) => rowOf(floor, conflict, standing.get(conflict.ticketId) ?? []);
	return { open: open.flatMap(row), settled: settled.flatMap(row) };
}

/** What counts, by ticket: in one pass over all that was ever recorded. */
function countedFor(floor: Floor, tickets: ReadonlySet<string>): Map<string, Recorded[]> {
	const found = new Map<string, Recorded[]>();
	if (tickets.size === 0) return found;
	for (const recorded of floor.recorded.values()) {
		if (!recorded.applied || !tickets.has(recorded.ticketId)) continue;
		found.set(recorded.ticketId, [...(found.get(recorded.ticketId) ?? []), recorded]);
	}
	return found;
}

function rowOf(floor: Floor, conflict: Conflict, counted: readonly Recorded[]): ConflictRow[] {
	const ticket = floor.tickets.get(conflict.ticketId);
	if (!ticket) return [];
	const { operationId, kind, boothId, otherBoothId, at, by, results, settled } = conflict;
	const own = floor.recorded.get(recordedKey(operationId, conflict.ticketId));
	const label = (id: string | null) => (id === null ? null : labelOf(floor, id));
	return [
		{
			operationId,
			kind,
			ticket: { number: numberText(ticket), day: ticket.day, state: ticketState(ticket) },
			booth: label(boothId),
			otherBooth: label(otherBoothId),
			at,
			by,
			reported: results,
			counts: own?.applied === true && results.every((one) => own.results.some(isSame(one))),
			counted: counted.flatMap((recorded) => {
				const concerned = recorded.results.filter((one) => concerns(one, results));
				if (concerned.length === 0) return [];
				const isReport = recorded.operationId === operationId;
				return [{ booth: label(recorded.boothId), at: recorded.at, results: concerned, isReport }];
			}),
			instead:
				settled || own?.applied || ticket.cancelled ? null : insteadOf(floor, results, counted),
			settled
		}
	];
}

const concerns = ({ serviceId }: Result, reported: readonly Result[]) =>
	reported.length === 0 || reported.some((one) => one.serviceId === serviceId);

/** What was recorded for the same services by one other sitting, put as the report has it. */
function insteadOf(
	floor: Floor,
	reported: readonly Result[],
	counted: readonly Recorded[]
): ConflictRow['instead'] {
	const services = new Set(reported.map(({ serviceId }) => serviceId));
	const others = counted.filter(({ results }) =>
		results.some(({ serviceId }) => services.has(serviceId))
	);
	const [other] = others;
	if (!other || others.length > 1 || isForMany(floor, other)) return null;
	const same = other.results.filter(({ serviceId }) => services.has(serviceId));
	const agrees = same.length === reported.length && reported.every((one) => same.some(isSame(one)));
	if (agrees) return null;
	const rest = other.results.filter(({ serviceId }) => !services.has(serviceId));
	return { operationId: other.operationId, results: [...reported, ...rest] };
}

/** A correction names one ticket; many that were recorded in one operation have none. */
function isForMany(floor: Floor, { operationId, ticketId }: Recorded): boolean {
	for (const other of floor.recorded.values()) {
		if (other.operationId === operationId && other.ticketId !== ticketId) return true;
	}
	return false;
}

const isSame = (a: Result) => (b: Result) =>
	a.serviceId === b.serviceId &&
	a.outcome === b.outcome &&
	a.level === b.level &&
	a.reasonId === b.reasonId &&
	a.count === b.count;
