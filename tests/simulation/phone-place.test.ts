import { describe, expect, test } from 'vitest';
import { briefsOf } from '#lib/core/brief.ts';
import { carryOut } from '#lib/core/decide.ts';
import type { Entry } from '#lib/core/fact.ts';
import { emptyFloor, type Floor } from '#lib/core/floor.ts';
import { evolve } from '#lib/core/evolve.ts';
import { booth, catalogue, service } from '#lib/core/hall.fixture.ts';
import type { QueueFrame } from '#lib/core/protocol.ts';
import { phoneView } from '#lib/core/view/phone-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import { applyFrame, aheadOf, type Place } from '#lib/live/place.ts';
import { queueFrame } from '#lib/server/realtime/queue-frame.ts';
import { QueueNews } from '#lib/server/realtime/queue-news.ts';
import { Chance } from '../../src/demo/chance.ts';
import { RandomWalk } from '../cluster/random-walk.ts';

const WISHES = 1200;

/** A hall with few booths, so that its queues grow long and all kinds of people stand in them. */
const crowded = () =>
	catalogue({
		services: [
			service('level-2', {
				counts: 'enrolled',
				outcomes: ['enrolled', 'failed', 'deferred', 'left']
			}),
			service('activation', { levels: [1, 2], after: ['level-2'] })
		],
		booths: [
			booth(1, ['level-2']),
			booth(2, ['level-2', 'activation']),
			booth(3, ['activation'], { seats: 2 })
		]
	});

/** The shown floor of a node with its rooms, and phones that hear its frames; the clerk's floor is apart. */
class Node {
	readonly shown: Floor;
	private readonly news = new QueueNews();
	readonly places = new Map<string, Place>();
	counted = 0;
	own = 0;
	gaps = 0;
	deepest = 0;

	constructor(private readonly chance: Chance) {
		this.shown = emptyFloor(7, crowded().rules);
	}

	hear(entries: Entry[]): void {
		for (const entry of entries) {
			this.news.before(this.shown, entry);
			evolve(this.shown, entry);
			this.news.after(this.shown, entry);
		}
	}

	/** A phone reads its snapshot; null when its ticket does not wait in a lane. */
	read(ticketId: string, at: number): void {
		const ticket = this.shown.tickets.get(ticketId)!;
		const { seed, number } = phoneView(this.shown, at, ticket, true);
		this.places.delete(ticketId);
		if (seed) this.places.set(ticketId, { number, seed, clock: this.shown.clock });
	}

	/** One frame of a queue for every phone in it; some phones lose some. */
	flush(serviceId: string, at: number): void {
		const beat = { fieldEventId: 7, clock: this.shown.clock, at, speed: 1 };
		const frame = queueFrame(this.shown, serviceId, this.news.ofQueue(serviceId), beat);
		this.news.queueTold(serviceId, this.shown.clock);
		for (const [ticketId, place] of [...this.places]) {
			if (place.seed.serviceId !== serviceId || this.chance.is(0.05)) continue;
			this.deliver(ticketId, place, frame, at);
			if (this.chance.is(0.1)) this.deliver(ticketId, this.places.get(ticketId), frame, at);
		}
	}

	private deliver(ticketId: string, place: Place | undefined, frame: QueueFrame, at: number): void {
		if (!place) return;
		const truth = phoneView(this.shown, at, this.shown.tickets.get(ticketId)!, true);
		const applied = applyFrame(place, frame);
		if (applied.kind === 'own') this.own++;
		if (applied.kind === 'gap') this.gaps++;
		if (applied.kind === 'counted') {
			this.counted++;
			this.deepest = Math.max(this.deepest, applied.ahead);
			expect({ number: place.number, ahead: applied.ahead }).toEqual({
				number: truth.number,
				ahead: truth.seed && truth.ahead
			});
			// A place shown never gets worse without a reason shown.
			const unexplained = applied.joined.length === 0 && frame.kept <= place.seed.kept;
			if (unexplained) expect(applied.ahead).toBeLessThanOrEqual(aheadOf(place));
			this.places.set(ticketId, applied.place);
		} else if (applied.kind === 'old') {
			expect(aheadOf(place)).toBe(truth.seed ? truth.ahead : undefined);
		} else this.read(ticketId, at);
	}
}

describe('a phone that counts its own place', () => {
	test.each([1, 2, 3, 4, 5, 6])(
		'tells the number ahead that the hall would tell, whatever is pressed (seed %i)',
		(seed) => {
			const chance = new Chance(seed, 1);
			const node = new Node(chance);
			const floor = emptyFloor(7, crowded().rules);
			const walk = new RandomWalk(crowded(), seed);
			const unheard: Entry[] = [];
			const take = (wish: Wish, at: number, operationId: string, by: string) => {
				const carried = carryOut(floor, wish, { at, by, operationId });
				unheard.push(...structuredClone(carried.entries));
				if ('refusal' in carried) return { ok: false as const, refused: carried.refusal.refused };
				const ids = carried.entries.flatMap(({ fact }) =>
					'ticketId' in fact && fact.ticketId ? [fact.ticketId] : []
				);
				const tickets = briefsOf(floor, new Set(ids));
				return { ok: true as const, operationId, clock: floor.clock, tickets, then: null };
			};
			const opening = walk.next();
			take({ kind: 'open', catalogue: crowded() }, opening.at, opening.operationId, 'organiser');
			for (let i = 0; i < WISHES; i++) {
				const step = walk.next();
				const answer = take(step.wish, step.at, step.operationId, step.by);
				walk.learn(step, answer);
				if (chance.is(0.5)) node.hear(unheard.splice(0));
				// People open their page at any moment, most of all soon after they took a number.
				const opened = chance.is(0.5) && answer.ok ? answer.tickets.map(({ id }) => id) : [];
				opened.push(chance.pick([...node.shown.tickets.keys(), '']));
				for (const id of opened) if (node.shown.tickets.has(id)) node.read(id, step.at);
				if (chance.is(0.4)) node.flush(chance.pick(['level-2', 'activation']), step.at);
			}
			expect(node.counted).toBeGreaterThan(1000);
			expect(node.own).toBeGreaterThan(5);
			expect(node.gaps).toBeGreaterThan(20);
			expect(node.deepest).toBeGreaterThan(8);
		}
	);
});
