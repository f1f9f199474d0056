import type { Fact } from '../fact.ts';
import type { BoothFloor, Floor } from '../floor.ts';
import { freeSeats } from '../queue-order.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { WishOf } from '../wish.ts';
import { findBooth, isRefusal, type Context, type Decision } from './context.ts';
import { releaseKept } from './hall.ts';

/**
 * An officer sits down at a booth. At most one officer a seat; `takeOver` hands the booth over:
 * whoever was there leaves, and the citizens in the seats stay.
 */
export function openBooth(floor: Floor, wish: WishOf<'open-booth'>, context: Context): Decision {
	if (floor.status === 'draft') return refuse('not-open');
	if (floor.status === 'closed') return refuse('field-event-closed');
	const at = findBooth(floor, wish.boothId);
	if (isRefusal(at)) return at;
	if (at.officers.includes(context.by)) return [];
	const facts: Fact[] = [];
	if (at.officers.length >= Math.max(1, at.booth.seats)) {
		if (!wish.takeOver) return refuse('booth-taken', { booth: `${at.booth.number}` });
		for (const officer of at.officers) {
			facts.push({ kind: 'booth-left', boothId: at.booth.id, officer });
		}
	}
	facts.push({ kind: 'booth-opened', boothId: at.booth.id, officer: context.by });
	return facts;
}

/** An officer leaves; the last one cannot leave a citizen in a seat. */
export function leaveBooth(floor: Floor, wish: WishOf<'leave-booth'>, context: Context): Decision {
	const at = findBooth(floor, wish.boothId);
	if (isRefusal(at)) return at;
	if (!at.officers.includes(context.by)) return [];
	const last = at.officers.length === 1;
	const occupied = at.seats.some((ticketId) => ticketId !== null);
	if (last && occupied) return refuse('booth-busy', { booth: `${at.booth.number}` });
	const facts: Fact[] = [{ kind: 'booth-left', boothId: at.booth.id, officer: context.by }];
	if (last) facts.push(...releaseKept(floor, at.booth.id));
	return facts;
}

/** The seat that somebody is called into: the one asked for, or the lowest free one. */
export function seatOrRefusal(at: BoothFloor, asked: number | null | undefined): number | Refusal {
	const booth = `${at.booth.number}`;
	const free = freeSeats(at);
	if (asked == null) return free[0] ?? refuse('no-free-seat', { booth });
	if (asked > at.booth.seats) return refuse('no-such-seat', { booth, seat: asked });
	return free.includes(asked) ? asked : refuse('seat-taken', { booth, seat: asked });
}
