import type { WarningThresholds } from './catalogue.ts';
import { pauseOfBooth, pauseOnService, type BoothFloor, type Floor } from './floor.ts';
import { halvesToday } from './forecast.ts';
import { breakAt } from './progress.ts';
import { nextForBooth } from './queue-order.ts';
import { reasonSurges, type ReasonSurge } from './reason-surge.ts';
import { activeStep, activeTurn } from './ticket.ts';
import { formatNumber } from './ticket-number.ts';
import { workingMs } from './throughput.ts';
import { breaksBetween } from './wait-range.ts';
import type { QueueView } from './view/hall-view.ts';

/** What an organiser should look at now. Times are hall time in ms; ids are of the catalogue. */
export type HallWarning =
	| ReasonSurge
	/** The foremost of a queue has waited this long, breaks left out; `over`: how many have waited longer than allowed. */
	| { kind: 'long-wait'; serviceId: string; waitedMs: number; waiting: number; over: number }
	/** Of those who wait now, about so many will not be called before the day ends; null: nobody serves them at all. */
	| {
			kind: 'not-reached';
			serviceId: string;
			waiting: number;
			closesAt: number;
			left: number | null;
	  }
	/** People wait or sit there, and nothing was pressed since. */
	| { kind: 'silent-booth'; boothId: string; since: number; waiting: number; seated: number }
	/** One sitting is far longer than usual; breaks and pauses are in neither figure. */
	| {
			kind: 'long-sitting';
			boothId: string;
			seat: number;
			number: string;
			lastedMs: number;
			usualMs: number;
	  }
	/** An open booth with every seat free, while somebody waits for it. */
	| { kind: 'idle-booth'; boothId: string; serviceId: string; since: number; waiting: number }
	/** A gate that gave numbers today gives none, while the others do. */
	| { kind: 'silent-gate'; gateId: string; since: number; others: number };
export type WarningKind = HallWarning['kind'];

/** The gravest first: what concerns many before what concerns one. */
const ORDER: Record<WarningKind, number> = {
	'reason-surge': 0,
	'not-reached': 1,
	'silent-booth': 2,
	'long-wait': 3,
	'long-sitting': 4,
	'idle-booth': 5,
	'silent-gate': 6
};

/** The other gates must have given so many numbers before one that gives none is noticed. */
const OTHERS_GAVE = 5;
/** Each further person of a party takes about this share of the time of the first, as in the forecast. */
const FURTHER_PERSON = 0.5;

/** What stays the same while one thing is wrong, so that a screen does not move what somebody reads. */
export function warningKey(warning: HallWarning): string {
	switch (warning.kind) {
		case 'reason-surge':
			return `${warning.kind}/${warning.reasonId}`;
		case 'long-wait':
		case 'not-reached':
			return `${warning.kind}/${warning.serviceId}`;
		case 'silent-gate':
			return `${warning.kind}/${warning.gateId}`;
		case 'long-sitting':
			return `${warning.kind}/${warning.boothId}/${warning.number}`;
		default:
			return `${warning.kind}/${warning.boothId}`;
	}
}

/**
 * Everything that passes the organiser's thresholds now, the gravest first. In a break nobody is expected at a booth or
 * a gate; a queue that is paused waits by the organiser's own word and is not warned of.
 * @param queues as the hall's views have them at this instant
 */
export function warningsOf(floor: Floor, at: number, queues: readonly QueueView[]): HallWarning[] {
	if (floor.status !== 'open') return [];
	const limits = floor.rules.warnings;
	const rests = breakAt(halvesToday(floor), at) !== null;
	const found = [
		...reasonSurges(floor, at, limits),
		...queues.flatMap((queue) => ofQueue(floor, at, queue, limits)),
		...(rests ? [] : boothWarnings(floor, at, queues, limits)),
		...(rests ? [] : gateWarnings(floor, at, limits))
	];
	return found.sort(
		(a, b) => ORDER[a.kind] - ORDER[b.kind] || (warningKey(a) < warningKey(b) ? -1 : 1)
	);
}

/** Time from an instant to another, the breaks of today left out. */
function elapsed(floor: Floor, from: number, to: number): number {
	const halves = halvesToday(floor);
	const rested = breaksBetween(halves, from, to).reduce(
		(sum, gap) => sum + Math.min(gap.to, to) - Math.max(gap.from, from),
		0
	);
	return to - from - rested;
}

function ofQueue(
	floor: Floor,
	at: number,
	view: QueueView,
	limits: WarningThresholds
): HallWarning[] {
	const { serviceId, waiting, wait, pause, pace } = view;
	if (pause || waiting === 0) return [];
	const found: HallWarning[] = [];
	const { first, over } = waitsOf(floor, serviceId, before(floor, at, limits.waitMs));
	// In whole minutes: a frame is sent when something changes, not with every second.
	const waitedMs = Math.floor(elapsed(floor, first, at) / 60_000) * 60_000;
	if (over > 0) found.push({ kind: 'long-wait', serviceId, waitedMs, waiting, over });
	const closesAt = halvesToday(floor).at(-1)?.to;
	if (closesAt === undefined || at >= closesAt || closesAt - at > limits.closingMs) return found;
	const leftMs = elapsed(floor, at, closesAt);
	if (wait && wait.toMs <= leftMs) return found;
	const reached = (pace.soonSeats * leftMs) / pace.cycleMs;
	const left = wait ? Math.max(1, Math.ceil(waiting - reached)) : null;
	found.push({ kind: 'not-reached', serviceId, waiting, closesAt, left });
	return found;
}

/** The instant from which so much time has passed, the breaks of today left out. */
function before(floor: Floor, at: number, ms: number): number {
	let from = at - ms;
	for (const gap of breaksBetween(halvesToday(floor), -Infinity, at).reverse()) {
		const to = Math.min(gap.to, at);
		if (from < to) from -= to - gap.from;
	}
	return from;
}

/** When the first of a queue fell due, and how many did by an instant. */
function waitsOf(floor: Floor, serviceId: string, until: number) {
	const queue = floor.queues.get(serviceId);
	let [first, over] = [Infinity, 0];
	if (!queue) return { first, over };
	const lists = [queue.lanes.regular, queue.lanes.priority, queue.leased, ...queue.kept.values()];
	for (const list of lists) {
		for (const { dueAt } of list) {
			first = Math.min(first, dueAt);
			if (dueAt <= until) over++;
		}
	}
	return { first, over };
}

function boothWarnings(
	floor: Floor,
	at: number,
	queues: readonly QueueView[],
	limits: WarningThresholds
): HallWarning[] {
	const calls = lastCalls(floor);
	return [...floor.booths.values()].flatMap((on) => {
		const { booth } = on;
		const works =
			!booth.withdrawn && booth.seats > 0 && on.officers.length > 0 && !pauseOfBooth(floor, booth);
		if (!works) return [];
		const since = lastPress(floor, on, calls.get(booth.id) ?? 0);
		const sittings = longSittings(floor, at, on, queues, limits);
		const seated = on.seats.filter(Boolean).length;
		const next = nextForBooth(floor, on);
		const waiting = queues
			.filter(({ serviceId }) => booth.services.includes(serviceId))
			.reduce((sum, queue) => sum + queue.waiting, 0);
		const boothId = booth.id;
		const silent = { kind: 'silent-booth', boothId, since, waiting, seated } as const;
		if (seated > 0) {
			const forgotten = workingMs(floor, on.working, since, at) >= limits.silentMs;
			return sittings.length > 0 && forgotten ? [silent] : sittings;
		}
		if (!next) return [];
		// Somebody who has just come has not been left waiting by a booth that was idle before.
		const idleFrom = Math.max(since, next.waiting.rankAt);
		const idleMs = servedMs(floor, on, next.serviceId, idleFrom, at);
		if (idleMs >= limits.silentMs) return [silent];
		if (idleMs < limits.idleMs) return [];
		const { serviceId } = next;
		return [{ kind: 'idle-booth', boothId, serviceId, since: idleFrom, waiting } as const];
	});
}

/** When each booth last called somebody, as far as the list of the last calls goes back. */
function lastCalls(floor: Floor): Map<string, number> {
	const last = new Map<string, number>();
	for (const { ticketId, step, turn, at } of floor.recentCalls) {
		const boothId = floor.tickets.get(ticketId)?.steps[step]?.turns[turn]?.boothId;
		if (boothId) last.set(boothId, Math.max(at, last.get(boothId) ?? 0));
	}
	return last;
}

/** The last press at a booth that the floor remembers: opened or resumed, called, begun, recorded. */
function lastPress(floor: Floor, on: BoothFloor, calledAt: number): number {
	const seated = on.seats.flatMap((id) => {
		const ticket = id === null ? undefined : floor.tickets.get(id);
		const turn = ticket && activeTurn(ticket);
		return [turn?.calledAt ?? 0, turn?.startedAt ?? 0];
	});
	const ended = on.lastEnded.map((key) => floor.recorded.get(key)?.at ?? 0);
	const began = on.working[on.working.length - 1]?.from ?? 0;
	return Math.max(began, calledAt, ...seated, ...ended);
}

/** How long a booth could serve a service between two instants: breaks, its pauses and those of the service left out. */
function servedMs(
	floor: Floor,
	on: BoothFloor,
	serviceId: string,
	from: number,
	to: number
): number {
	let sum = workingMs(floor, on.working, from, to);
	for (const { scope, id, since, until } of floor.pauses) {
		if (scope !== 'service' || id !== serviceId) continue;
		sum -= Math.max(0, Math.min(until ?? to, to) - Math.max(since, from));
	}
	return Math.max(0, sum);
}

function longSittings(
	floor: Floor,
	at: number,
	on: BoothFloor,
	queues: readonly QueueView[],
	limits: WarningThresholds
): HallWarning[] {
	return on.seats.flatMap((id, i) => {
		const ticket = id === null ? undefined : floor.tickets.get(id);
		const step = ticket && activeStep(ticket);
		const turn = ticket && activeTurn(ticket);
		if (!ticket || !step || !turn || pauseOnService(floor, step.serviceId)) return [];
		const since = turn.startedAt ?? turn.calledAt ?? at;
		const pace = queues.find(({ serviceId }) => serviceId === step.serviceId)?.pace;
		if (!pace) return [];
		const usualMs = Math.round(pace.cycleMs * (1 + FURTHER_PERSON * (step.people - 1)));
		const servedFor = servedMs(floor, on, step.serviceId, since, at);
		if (servedFor < usualMs * limits.sittingTimes) return [];
		const lastedMs = Math.floor(servedFor / 60_000) * 60_000;
		const number = formatNumber(ticket.prefix, ticket.number);
		return [
			{
				kind: 'long-sitting',
				boothId: on.booth.id,
				seat: i + 1,
				number,
				lastedMs,
				usualMs
			} as const
		];
	});
}

function gateWarnings(floor: Floor, at: number, limits: WarningThresholds): HallWarning[] {
	const from = at - limits.gateSilentMs;
	const counted = new Map<string, number>();
	for (const { gateId, day, at: tapped } of floor.visitors.values()) {
		if (day === floor.day) counted.set(gateId, Math.max(tapped, counted.get(gateId) ?? 0));
	}
	const gates = [...floor.gates.values()]
		.filter(({ kind, withdrawn }) => kind === 'gate' && !withdrawn)
		.map(({ id }) => {
			const given = (floor.lastIssued.get(id) ?? []).flatMap((ticketId) => {
				const ticket = floor.tickets.get(ticketId);
				return ticket && ticket.day === floor.day ? [ticket.issuedAt] : [];
			});
			const lately = given.filter((issuedAt) => issuedAt >= from).length;
			return { id, last: Math.max(0, counted.get(id) ?? 0, ...given), lately };
		});
	return gates.flatMap(({ id, last, lately }) => {
		const others = gates.reduce((sum, gate) => sum + gate.lately, 0) - lately;
		const silent = last > 0 && elapsed(floor, last, at) >= limits.gateSilentMs;
		return silent && others >= OTHERS_GAVE
			? [{ kind: 'silent-gate', gateId: id, since: last, others } as const]
			: [];
	});
}
