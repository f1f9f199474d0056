import { describe, expect, test } from 'vitest';
import { adviseMoves } from './advice.ts';
import { endsOfDay } from './end-of-day.ts';
import { floorAhead, hallAhead, type HallAhead } from './hall-ahead.ts';
import { booth, catalogue, service, TestHall } from './hall.fixture.ts';
import { lookAhead } from './look-ahead.ts';
import type { Wish } from './wish.ts';

const MINUTE_MS = 60_000;
const services = [
	service('level-2', {
		counts: 'enrolled',
		outcomes: ['enrolled', 'failed', 'left'],
		target: 500
	}),
	service('activation', { after: ['level-2'] }),
	service('card')
];
const booths = [
	booth(1, ['level-2']),
	booth(2, ['level-2'], { seats: 2 }),
	booth(3, ['activation']),
	booth(4, ['activation']),
	booth(5, ['activation']),
	booth(6, ['card', 'level-2'])
];

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function chance(seed: number): () => number {
	let a = seed;
	return () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A hall in which people press anything: what is refused did not happen. */
function anyHall(seed: number): TestHall {
	const hall = new TestHall(catalogue({ services, booths }));
	const random = chance(seed);
	const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
	const journeys = [['level-2'], ['level-2', 'activation'], ['activation'], ['card', 'level-2']];
	const press = (wish: Wish) => void hall.press(wish);
	const paused = { scope: 'booth' as const, id: 'b4', reasonId: 'line-down' };
	for (let i = 0; i < 260; i++) {
		hall.pass(random() * 3);
		const ticketId = pick([...hall.floor.tickets.keys(), hall.id()]);
		const boothId = pick(booths).id;
		const turned = Math.floor(random() * 20);
		if (turned < 9) {
			const lane = random() < 0.2 ? 'priority' : 'regular';
			hall.issue(pick(journeys), { lane, party: random() < 0.2 ? 3 : 1 });
		} else if (turned < 15) {
			const id = hall.callNext(boothId);
			const ticket = hall.floor.tickets.get(id);
			const step = ticket?.steps[ticket.active ?? -1];
			if (step && random() < 0.7) {
				hall.pass(random() * 5);
				hall.finish(id, step.serviceId, { count: step.people });
			}
		} else if (turned === 15) press({ kind: 'hold', ticketId, reasonId: null, minutes: 10 });
		else if (turned === 16) press({ kind: 'send', ticketId, serviceId: null, boothId });
		else if (turned === 17) press({ kind: 'no-show', ticketId });
		else if (turned === 18) press({ kind: pick(['cancel', 'leave', 'step-back']), ticketId });
		else if (random() < 0.5) press({ kind: 'pause', ...paused });
		else press({ kind: 'resume', ...paused });
	}
	return hall;
}

/** As an organiser's browser gets it. */
const sent = (hall: TestHall) => JSON.parse(JSON.stringify(hallAhead(hall.floor))) as HallAhead;

describe('what is sent for the look ahead', () => {
	test('is answered about as the hall itself is, in any hall', () => {
		let advised = 0;
		let secondDays = 0;
		for (let seed = 1; seed <= 8; seed++) {
			const hall = anyHall(seed);
			if (seed % 4 === 0) {
				for (const on of hall.floor.booths.values()) {
					for (const id of on.seats) if (id) hall.press({ kind: 'return', ticketId: id });
				}
				hall.at = hall.floor.rules.days[1]!.halves[0]!.from;
				hall.press({ kind: 'open-day', day: 2 }, 'organiser');
				for (let i = 0; i < 30; i++) hall.issue(['level-2', 'activation']);
				hall.pass(40);
				if (hall.floor.day === 2) secondDays++;
			}
			const far = floorAhead(sent(hall));
			for (const at of seed % 2 ? [hall.at] : [hall.at, hall.at + 200 * MINUTE_MS]) {
				expect([...lookAhead(far, at)], `seed ${seed}`).toEqual([...lookAhead(hall.floor, at)]);
				const moves = adviseMoves(hall.floor, at);
				advised += moves.length;
				expect(adviseMoves(far, at), `seed ${seed}`).toEqual(moves);
				expect(endsOfDay(far, at), `seed ${seed}`).toEqual(endsOfDay(hall.floor, at));
			}
		}
		expect(advised).toBeGreaterThan(3);
		expect(secondDays).toBeGreaterThan(0);
	});

	test('counts a ticket that a cut-off booth holds among those who wait', () => {
		const hall = new TestHall(catalogue({ services, booths }));
		for (let i = 0; i < 12; i++) hall.issue(['level-2']);
		const station = 's1';
		const place = { kind: 'booth' as const, boothId: 'b1' };
		hall.press({ kind: 'enrol-station', station, place });
		hall.press({ kind: 'ask-leases', station, epoch: 1, want: 3, leaseMs: 5 * MINUTE_MS });
		expect(hall.floor.queues.get('level-2')!.leased.length).toBe(3);
		const far = floorAhead(sent(hall));
		expect(far.queues.get('level-2')!.leased.length).toBe(3);
		expect(endsOfDay(far, hall.at)).toEqual(endsOfDay(hall.floor, hall.at));
	});

	test('names nobody: no account, no ticket id, no link', () => {
		const hall = anyHall(7);
		const text = JSON.stringify(hallAhead(hall.floor));
		for (const ticket of hall.floor.tickets.values()) {
			expect(text).not.toContain(ticket.id);
			expect(text).not.toContain(ticket.token);
		}
		expect(text).not.toContain('officer-');
	});

	test('is small: about a hundred and fifty bytes for each who waits', () => {
		const hall = new TestHall(catalogue({ services, booths }));
		const none = JSON.stringify(hallAhead(hall.floor)).length;
		for (let i = 0; i < 500; i++) hall.issue(['level-2', 'activation']);
		const all = JSON.stringify(hallAhead(hall.floor)).length;
		expect((all - none) / 500).toBeLessThan(200);
	});
});
