import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Answer } from '#lib/core/answer.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { DemoDay, DemoPerson } from '#lib/server/demo/start-demo-day.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { reportFigures } from '#lib/server/report/report-figures.ts';
import { followFiles, putOffAtEnd } from './after-days.ts';
import { countStalls, giveOpinions, openStalls } from './beside-days.ts';
import { HallClock } from './hall-clock.ts';
import { PATIENCE_MS, PAUSE_MS, type HallHttp, type Staff } from './hall-http.ts';
import { Hall, type Line } from './hall.ts';
import { fillHall } from './live-day.ts';
import { THREE_VENUES, type DemoVenue, type VenueFigures } from './three-venues.ts';

/** Seeds of two days stand this far apart: they bring other people. */
const NEXT_DAY = 7_919;

/** The clerk of one field event, without a request in between: as a further node of the program over the same database. */
class ClerkLine implements Line {
	private readonly clerk: Clerk;

	constructor(
		sql: Sql,
		private readonly fieldEventId: number
	) {
		// Whoever looks on finds the entries by looking at the journal, as every node does.
		this.clerk = new Clerk(sql, fieldEventId, () => {});
	}

	/** Under the same operation id as long as the database is too busy to answer, as a browser does. */
	async press(_: number, staff: DemoPerson, wish: Wish, at: number): Promise<Answer> {
		const command = { operationId: randomUUID(), wish, at: Math.round(at), by: staff.accountId };
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const answer = await this.clerk.take(command);
			if (answer.ok || answer.refused !== 'try-again') return answer;
			if (Date.now() > until) throw new Error('demo: the database does not answer');
			await sleep(PAUSE_MS);
		}
	}

	/** @throws when it is refused */
	async must(staff: DemoPerson, wish: Wish, at: number): Promise<void> {
		const answer = await this.press(this.fieldEventId, staff, wish, at);
		if (!answer.ok) throw new Error(`demo: ${wish.kind} was refused (${answer.refused})`);
	}
}

/** A field event that was lived, with what its figures are and what they were to be. */
export interface LoadedVenue {
	name: string;
	fieldEventId: number;
	figures: VenueFigures & { results: number };
	expected: VenueFigures;
}

/**
 * Lives the seven days of the three field events as fast as the database takes them, each field event beside the others,
 * through the program's own clerk and journal.
 *
 * @param sql the database of the running demo program
 * @param seed settles who comes, and what comes of each sitting
 */
export async function loadVenues(http: HallHttp, sql: Sql, seed: number): Promise<LoadedVenue[]> {
	const started: { venue: DemoVenue; day: DemoDay }[] = [];
	for (const venue of THREE_VENUES) {
		started.push({ venue, day: await http.post<DemoDay>('/api/demo/start', venue.plan) });
	}
	// Until all is over the program's own clock stands before the first day, so that nothing falls due by it.
	await tellTime(http, THREE_VENUES[0]!.plan.at);
	const ended = await Promise.all(
		started.map(({ venue, day }, i) => liveVenue(sql, venue, day, seed + i))
	);
	const at = Math.round(Math.max(...ended));
	await tellTime(http, at);
	for (const [i, { day }] of started.entries()) {
		await followFiles(sql, day.fieldEventId, { at, by: day.supervisor.accountId, seed: seed + i });
		await giveOpinions(sql, day.fieldEventId, seed + i);
	}
	// So much at once comes before PostgreSQL has looked at it by itself: reports are planned on what it knows.
	await sql`analyze`;
	return await Promise.all(started.map(({ venue, day }) => countVenue(sql, venue, day)));
}

function tellTime(http: HallHttp, at: number): Promise<void> {
	return http.post('/api/demo/time', { at: Math.round(at), speed: 1 });
}

/** All days of one field event; gives when the last one ended, hall time. */
async function liveVenue(
	sql: Sql,
	{ days }: DemoVenue,
	day: DemoDay,
	seed: number
): Promise<number> {
	const line = new ClerkLine(sql, day.fieldEventId);
	const lead = staff(day.supervisor);
	const all = (people: Record<string, DemoPerson>) =>
		new Map(Object.entries(people).map(([id, person]) => [id, staff(person)]));
	const stalls = await openStalls(sql, day.fieldEventId);
	let endedAt = 0;
	for (const venueDay of days) {
		if (venueDay.day > 1) {
			await line.must(lead, { kind: 'open-day', day: venueDay.day }, venueDay.from);
		}
		const clock = new HallClock(venueDay.from);
		const hall = new Hall(line, clock, day.fieldEventId, seed + venueDay.day * NEXT_DAY, venueDay);
		fillHall(hall, day, all(day.officers), all(day.gates), lead);
		await clock.run();
		endedAt = clock.now;
		await countStalls(sql, stalls, venueDay, seed);
		const next = days.find(({ day: later }) => later === venueDay.day + 1)?.day ?? null;
		for (const wish of await putOffAtEnd(sql, day.fieldEventId, next)) {
			await line.must(lead, wish, endedAt);
		}
	}
	await line.must(lead, { kind: 'close' }, endedAt);
	return endedAt;
}

function staff(person: DemoPerson): Staff {
	return { ...person, cookie: '' };
}

async function countVenue(
	sql: Sql,
	{ plan, expected }: DemoVenue,
	{ fieldEventId }: DemoDay
): Promise<LoadedVenue> {
	const report = (await reportFigures(sql, fieldEventId))!;
	const counted = (id: string) =>
		report.services.find(({ serviceId }) => serviceId === id)?.counted ?? 0;
	const { tickets, people, results } = report.total;
	return {
		name: plan.name,
		fieldEventId,
		expected,
		figures: {
			tickets,
			people,
			results,
			card: counted('card'),
			'level-2': counted('level-2'),
			activation: counted('activation')
		}
	};
}
