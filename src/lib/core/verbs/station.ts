import type { Fact, FactOf } from '../fact.ts';
import { seriesKey, type Floor, type Station } from '../floor.ts';
import { holderOf } from '../operation.ts';
import { mayCall, nextForBooth } from '../queue-order.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { WishOf } from '../wish.ts';
import { isRefusal, type Context, type Decision } from './context.ts';

/** Highest number that a slip has room for. */
const LAST_NUMBER = 99_999;

/**
 * A device becomes a station, or one whose store was wiped or copied begins a new epoch. The old epoch is closed:
 * what it has done is still admitted, but it gets no numbers and no tickets any more.
 */
export function enrolStation(floor: Floor, wish: WishOf<'enrol-station'>): Decision {
	const { station, place } = wish;
	if (place.kind === 'booth' && !floor.booths.has(place.boothId)) return refuse('no-such-booth');
	const gate = place.kind === 'gate' ? floor.gates.get(place.gateId) : undefined;
	if (place.kind === 'gate' && gate?.prefix !== place.prefix) return refuse('no-such-gate');
	const epoch = (floor.stations.get(station)?.epoch ?? 0) + 1;
	return [{ kind: 'station-enrolled', station, epoch, place }];
}

function findStation(
	floor: Floor,
	{ station, epoch }: { station: string; epoch: number }
): Station | Refusal {
	const known = floor.stations.get(station);
	return known?.epoch === epoch ? known : refuse('station-closed');
}

/**
 * Numbers for a gate that may be cut off: as many as it expects, refilled when fewer than half are left. The request says
 * which number the station gives next, so that asking twice, or an old request that arrives late, grants nothing more.
 * Of a dead epoch's grant the rest is burned: the next one begins above it.
 */
export function askNumbers(floor: Floor, wish: WishOf<'ask-numbers'>): Decision {
	const found = findStation(floor, wish);
	if (isRefusal(found)) return found;
	const { day, size } = wish;
	if (found.place.kind !== 'gate') return refuse('no-such-gate');
	if (day < floor.day || day > floor.rules.days.length) return refuse('no-such-day');
	const { prefix } = found.place;
	const series = floor.series.get(seriesKey(prefix, day));
	const holder = holderOf(wish.station, wish.epoch);
	const granted = (from: number, ceiling: number): Decision =>
		ceiling > LAST_NUMBER
			? refuse('series-exhausted', { limit: LAST_NUMBER })
			: [{ kind: 'series-granted', prefix, day, holder, from, ceiling }];
	if (!series) return granted(1, size);
	if (series.holder === holder) {
		const left = series.ceiling - (wish.next - 1);
		if (left * 2 >= size) return [];
		return granted(series.ceiling + 1, wish.next - 1 + size);
	}
	if (series.holder === 'server') return granted(series.next, series.next + size - 1);
	if (!series.holder.startsWith(`${wish.station}:`)) return refuse('series-held-elsewhere');
	return granted(series.ceiling + 1, series.ceiling + size);
}

/** The gate goes back to the server's own numbers, above everything that the station was ever granted. */
export function withdrawStation(floor: Floor, wish: WishOf<'withdraw-station'>): Decision {
	const known = floor.stations.get(wish.station);
	if (!known) return refuse('station-closed');
	const { id, epoch, place } = known;
	const facts: Fact[] = [{ kind: 'station-enrolled', station: id, epoch: epoch + 1, place }];
	for (const { prefix, day, holder, ceiling } of floor.series.values()) {
		if (!holder.startsWith(`${id}:`) || day < floor.day) continue;
		facts.push({
			kind: 'series-granted',
			prefix,
			day,
			holder: 'server',
			from: ceiling + 1,
			ceiling: Math.min(LAST_NUMBER, ceiling + floor.rules.seriesCeiling)
		});
	}
	return facts;
}

/**
 * Tickets that a booth alone may call for a while: those that it holds already for longer, then the next in order up to
 * the number wanted. Asked for only with an empty outbox, so that the hall knows what became of the earlier ones.
 */
export function* askLeases(
	floor: Floor,
	wish: WishOf<'ask-leases'>,
	context: Context
): Generator<Decision> {
	const found = findStation(floor, wish);
	if (isRefusal(found)) return yield found;
	const { place } = found;
	const booth = place.kind === 'booth' ? floor.booths.get(place.boothId) : undefined;
	if (!booth) return yield refuse('no-such-booth');
	const boothId = booth.booth.id;
	yield endedLeases(floor, context.at);
	if (!mayCall(floor, booth)) return;
	const holder = holderOf(wish.station, wish.epoch);
	const until = context.at + wish.leaseMs;
	let held = 0;
	for (const serviceId of floor.queues.keys()) {
		for (const { ticketId } of [...(floor.queues.get(serviceId)?.leased ?? [])]) {
			const lease = floor.tickets.get(ticketId)?.lease;
			if (lease?.holder !== holder) continue;
			held++;
			yield [{ kind: 'leased', ticketId, ...lease, until: Math.max(until, lease.until) }];
		}
	}
	for (; held < wish.want; held++) {
		const next = nextForBooth(floor, booth);
		if (!next) return;
		const { ticketId } = next.waiting;
		const fence = floor.tickets.get(ticketId)!.fence + 1;
		yield [{ kind: 'leased', ticketId, boothId, holder, fence, until }];
	}
}

/** Leases that are over: their tickets are still waiting, and anybody may call them again. */
export function endedLeases(floor: Floor, at: number): FactOf<'lease-ended'>[] {
	const facts: FactOf<'lease-ended'>[] = [];
	for (const queue of floor.queues.values()) {
		for (const { ticketId } of queue.leased) {
			const lease = floor.tickets.get(ticketId)?.lease;
			if (lease && lease.until < at) {
				facts.push({ kind: 'lease-ended', ticketId, fence: lease.fence });
			}
		}
	}
	return facts;
}

/** A supervisor has looked at a contradiction; what counts is put right by a correction, like any result. */
export function settle(floor: Floor, wish: WishOf<'settle'>): Decision {
	const conflict = floor.conflicts.get(wish.operationId);
	if (!conflict || conflict.settled) return refuse('nothing-to-settle');
	return [{ kind: 'settled', operationId: wish.operationId }];
}
