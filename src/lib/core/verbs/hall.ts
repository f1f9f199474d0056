import type { Catalogue } from '../catalogue.ts';
import type { Fact } from '../fact.ts';
import { seriesKey, type BoothFloor, type Floor } from '../floor.ts';
import { refuse } from '../refusal.ts';
import type { WishOf } from '../wish.ts';
import type { Context, Decision } from './context.ts';
import { putBackAfter } from './missed.ts';
import { promised } from './put-off.ts';
import { endedLeases } from './station.ts';
import { nextTurn } from './turn.ts';

/** Series of a day that the server does not hold yet, each with the ceiling of the rules. */
function grants(floor: Floor, catalogue: Pick<Catalogue, 'gates' | 'rules'>, day: number): Fact[] {
	return catalogue.gates
		.filter((gate) => !gate.withdrawn && !floor.series.has(seriesKey(gate.prefix, day)))
		.map((gate) => ({
			kind: 'series-granted' as const,
			prefix: gate.prefix,
			day,
			holder: 'server',
			from: 1,
			ceiling: catalogue.rules.seriesCeiling
		}));
}

/** Opens the field event with its whole catalogue, and its first day; opens a closed one again as it was. */
export function open(floor: Floor, wish: WishOf<'open'>): Decision {
	if (floor.status === 'open') return refuse('already-open');
	const prefixes = wish.catalogue.gates.filter((g) => !g.withdrawn).map((g) => g.prefix);
	if (new Set(prefixes).size < prefixes.length) return refuse('prefix-taken');
	const facts: Fact[] = [{ kind: 'opened', catalogue: wish.catalogue }];
	const day = floor.day === 0 ? 1 : floor.day;
	facts.push(...grants(floor, wish.catalogue, day));
	if (floor.day === 0) facts.push({ kind: 'day-opened', day });
	return facts;
}

export function close(floor: Floor): Decision {
	if (floor.status === 'draft') return refuse('not-open');
	if (floor.status === 'closed') return refuse('field-event-closed');
	return [{ kind: 'closed' }];
}

/** The day is an index, opened by a person and never by a clock; nobody may still sit at a booth. */
export function openDay(floor: Floor, wish: WishOf<'open-day'>, context: Context): Decision {
	if (floor.status !== 'open') return refuse('not-open');
	if (wish.day !== floor.day + 1 || wish.day > floor.rules.days.length)
		return refuse('no-such-day');
	for (const at of floor.booths.values()) {
		if (at.seats.some((ticketId) => ticketId !== null)) {
			return refuse('booth-busy', { booth: `${at.booth.number}` });
		}
	}
	const catalogue = { gates: [...floor.gates.values()], rules: floor.rules };
	return [
		{ kind: 'day-opened', day: wish.day },
		...grants(floor, catalogue, wish.day),
		...promised(floor, wish.day, context)
	];
}

export function pause(floor: Floor, wish: WishOf<'pause'>): Decision {
	if (floor.status !== 'open') return refuse('not-open');
	if (!floor.reasons.has(wish.reasonId)) return refuse('no-such-reason');
	const { scope, id, reasonId } = wish;
	if (scope === 'booth' && !floor.booths.has(id ?? '')) return refuse('no-such-booth');
	if (scope === 'service' && !floor.services.has(id ?? '')) return refuse('no-such-service');
	const target = scope === 'field-event' ? null : id;
	const now = floor.pauses.find((p) => p.until === null && p.scope === scope && p.id === target);
	if (now?.reasonId === reasonId) return refuse('already-there');
	return [{ kind: 'paused', scope, id: target, reasonId }];
}

/** Goes on; whoever was missed just before the pause is put back, because the trouble may have kept them away. */
export function resume(floor: Floor, wish: WishOf<'resume'>, context: Context): Decision {
	const id = wish.scope === 'field-event' ? null : wish.id;
	const pause = floor.pauses.find((p) => p.until === null && p.scope === wish.scope && p.id === id);
	if (!pause) return refuse('booth-not-paused');
	return [
		{ kind: 'resumed', scope: wish.scope, id },
		...putBackAfter(floor, pause, context.operationId)
	];
}

/** What is counted towards a target is settled by opening: figures of one day must mean one thing. */
export function setService(floor: Floor, wish: WishOf<'set-service'>): Decision {
	const known = floor.services.get(wish.service.id);
	if (known && known.counts !== wish.service.counts) return refuse('bad-wish', { field: 'counts' });
	return [{ kind: 'service-set', service: wish.service }];
}

/** A booth may change at any time; whoever sits there stays, so seats in use cannot be taken away. */
export function setBooth(floor: Floor, wish: WishOf<'set-booth'>): Decision {
	const { booth } = wish;
	if (booth.services.some((id) => !floor.services.has(id))) return refuse('no-such-service');
	const known = floor.booths.get(booth.id);
	const inUse = known?.seats.some(
		(ticketId, i) => ticketId !== null && (booth.withdrawn || i >= booth.seats)
	);
	if (inUse) return refuse('booth-busy', { booth: `${booth.number}` });
	const facts: Fact[] = [{ kind: 'booth-set', booth }];
	const stays = booth.seats === 0 ? [] : booth.services;
	if (known && !booth.withdrawn) facts.push(...releaseKept(floor, booth.id, stays));
	if (booth.withdrawn && known) {
		for (const officer of known.officers) {
			facts.push({ kind: 'booth-left', boothId: booth.id, officer });
		}
		facts.push(...releaseKept(floor, booth.id));
	}
	return facts;
}

/** A gate keeps its letters once a number was given under them; letters belong to one gate. */
export function setGate(floor: Floor, wish: WishOf<'set-gate'>): Decision {
	const { gate } = wish;
	const known = floor.gates.get(gate.id);
	for (const other of floor.gates.values()) {
		if (other.id !== gate.id && other.prefix === gate.prefix) return refuse('prefix-taken');
	}
	const used = known && (floor.series.get(seriesKey(known.prefix, floor.day))?.next ?? 1) > 1;
	if (used && known.prefix !== gate.prefix) return refuse('bad-wish', { field: 'prefix' });
	const facts: Fact[] = [{ kind: 'gate-set', gate }];
	if (floor.day > 0) {
		facts.push(...grants(floor, { gates: [gate], rules: floor.rules }, floor.day));
	}
	return facts;
}

export function setRules(floor: Floor, wish: WishOf<'set-rules'>): Decision {
	if (wish.rules.days.length < floor.day) return refuse('bad-wish', { field: 'days' });
	const facts: Fact[] = [{ kind: 'rules-set', rules: wish.rules }];
	for (const series of floor.series.values()) {
		if (
			series.day === floor.day &&
			series.holder === 'server' &&
			series.ceiling < wish.rules.seriesCeiling
		) {
			facts.push({
				kind: 'series-granted',
				prefix: series.prefix,
				day: series.day,
				holder: series.holder,
				from: series.ceiling + 1,
				ceiling: wish.rules.seriesCeiling
			});
		}
	}
	return facts;
}

/**
 * Whoever was sent to this one booth goes back to the common queue, with the same place by time.
 * `stays`: services that the booth goes on serving; their tickets are left to it.
 */
export function releaseKept(floor: Floor, boothId: string, stays: readonly string[] = []): Fact[] {
	const facts: Fact[] = [];
	for (const queue of floor.queues.values()) {
		if (stays.includes(queue.serviceId)) continue;
		for (const waiting of queue.kept.get(boothId) ?? []) {
			const ticket = floor.tickets.get(waiting.ticketId);
			const step = ticket && ticket.active !== null ? ticket.steps[ticket.active] : undefined;
			if (!ticket || !step) continue;
			const { dueAt, rankAt } = waiting;
			facts.push(nextTurn(ticket, step, null, { origin: 'return', dueAt, rankAt }));
		}
	}
	return facts;
}

/** The hall's own look at the clock. */
export function tick(floor: Floor, context: Context): Decision {
	return dueByClock(floor, context.at);
}

/** What falls due by the clock alone: leases that are over, and tickets kept for a booth that will not call them. */
export function dueByClock(floor: Floor, at: number): Fact[] {
	return [
		...endedLeases(floor, at),
		...[...floor.booths.values()].flatMap((booth) =>
			releaseKept(floor, booth.booth.id, isAbsent(floor, booth, at) ? [] : booth.booth.services)
		)
	];
}

/** Whether a booth is closed, or has been paused for longer than the rules allow. */
function isAbsent(floor: Floor, booth: BoothFloor, at: number): boolean {
	if (booth.officers.length === 0) return true;
	const stoppedAt = booth.working[booth.working.length - 1]?.to ?? null;
	return stoppedAt !== null && at - stoppedAt >= floor.rules.namedBoothReturnMs;
}
