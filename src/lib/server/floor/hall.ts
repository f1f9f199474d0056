import { randomUUID } from 'node:crypto';
import { error } from '@sveltejs/kit';
import type { Answer } from '#lib/core/answer.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Wish } from '#lib/core/wish.ts';
import { sql } from '../db/connection.ts';
import { HallTime } from '../hall-time.ts';
import type { Installation } from '../db/installation.ts';
import { ring } from '../realtime/doorbell.ts';
import { Relay } from '../realtime/relay.ts';
import type { Command } from './batch.ts';
import { Clerk } from './clerk.ts';

interface Hall {
	clerk: Clerk;
	relay: Relay;
}

const halls = new Map<number, Hall>();
let time: HallTime | null = null;

/** The program's hall time; read once from what this database is. */
export async function hallTime(): Promise<HallTime> {
	if (time) return time;
	const [row] = await sql<Installation[]>`
		select kind, hall_anchor as "hallAnchor", real_anchor as "realAnchor", hall_speed as "hallSpeed"
		from installation where one = 1`;
	return (time ??= new HallTime(row!));
}

/** The clerk and the relay of a field event in this process. */
export async function hallOf(fieldEventId: number): Promise<Hall> {
	const known = halls.get(fieldEventId);
	if (known) return known;
	const clock = await hallTime();
	const again = halls.get(fieldEventId);
	if (again) return again;
	const relay = new Relay(sql, fieldEventId, clock);
	const clerk = new Clerk(sql, fieldEventId, (clock, wrote) => {
		relay.ring(clock);
		if (wrote) ring(fieldEventId, clock);
	});
	// What the hall's own clock says is due is a command like any other; two nodes asking is asking once.
	relay.onDue = () =>
		void clerk.take({
			operationId: randomUUID(),
			wish: { kind: 'tick' },
			at: clock.now(),
			by: 'system'
		});
	const hall = { clerk, relay };
	halls.set(fieldEventId, hall);
	return hall;
}

export function knownHalls(): IterableIterator<[number, Hall]> {
	return halls.entries();
}

/**
 * The shown floor: committed entries only, and everything that was answered before. 404 when there is no such field
 * event, 503 when PostgreSQL is away.
 * @param atLeast the clock of an answer that the asker holds, perhaps from another node
 */
export async function shownFloor(fieldEventId: number, atLeast = 0): Promise<Floor> {
	const { relay } = await hallOf(fieldEventId);
	const floor = await relay.shown(atLeast);
	if (!floor && !relay.reachable) error(503, 'database-away');
	if (!floor) error(404, 'no-such-field-event');
	return floor;
}

/** Hands a wish to the clerk at the hall's present time. */
export async function submit(
	fieldEventId: number,
	command: Omit<Command, 'at' | 'wish'> & { wish: Wish; at?: number }
): Promise<Answer> {
	const { clerk } = await hallOf(fieldEventId);
	const clock = await hallTime();
	return clerk.take({ ...command, at: command.at ?? clock.now() });
}

/** Waits until every clerk has written what it took. */
export async function endHalls(): Promise<void> {
	await Promise.all([...halls.values()].map(({ clerk }) => clerk.idle()));
	for (const { relay } of halls.values()) relay.end();
}
