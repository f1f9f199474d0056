import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evolve } from '#lib/core/evolve.ts';
import { emptyFloor, type Floor } from '#lib/core/floor.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { readEntries } from '#lib/server/floor/journal.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { randomDays } from '../../../../tests/report-days.ts';
import { leaveOutIncident, takeIncident } from './incident-forms.ts';
import { readIncidents } from './read-incidents.ts';

const DATE = '2023-10-14';
const AT = Date.parse('2023-10-16T10:00:00Z');
let database: FreshDatabase;
let sql: Sql;
let e: number;
const events: number[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	for (const seed of [21, 22, 23, 24])
		events.push(await randomDays(sql, seed, { days: 2, wishes: 500, date: DATE }));
	e = events[0]!;
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

const read = () => readIncidents(sql, [e], AT);

/** Pauses as the journal alone tells them: each to the next resumption or pause of the same place. */
async function pausesInJournal(e: number) {
	return await sql<
		{ scope: string; id: string | null; reasonId: string; since: number; until: number | null }[]
	>`
		select fact->>'scope' as scope, fact->>'id' as id, fact->>'reasonId' as "reasonId", at as since, (
			select r.at from journal r where r.field_event_id = ${e} and r.clock > p.clock
				and r.kind in ('resumed', 'paused') and r.fact->>'scope' = p.fact->>'scope'
				and r.fact->>'id' is not distinct from p.fact->>'id' order by r.clock limit 1
		) as until
		from journal p where field_event_id = ${e} and kind = 'paused'
			and fact->>'reasonId' not in ('pause-break', 'pause-midday') order by at, clock`;
}

async function fold(e: number): Promise<Floor> {
	const floor = emptyFloor(e, (await loadFloor(sql, e))!.rules);
	for (const entry of await readEntries(sql, e, 0)) evolve(floor, entry);
	return floor;
}

/** People who waited at an instant, by walking through the tickets of the folded journal. */
function waitingAt(floor: Floor, at: number, services: Set<string>): number {
	let people = 0;
	for (const ticket of floor.tickets.values()) {
		if (ticket.blank) continue;
		for (const step of ticket.steps) {
			if (!services.has(step.serviceId)) continue;
			for (const turn of step.turns) {
				const ends = ticket.steps
					.filter((other) => other !== step)
					.flatMap((other) => other.turns.flatMap((one) => one.endedAt ?? []))
					.filter((end) => turn.calledAt === null || end <= turn.calledAt);
				const opened =
					turn.origin === 'first'
						? ticket.issuedAt
						: turn.no > 0
							? step.turns[turn.no - 1]!.calledAt
							: ends.length > 0
								? Math.max(...ends)
								: null;
				const isNow =
					ticket.active === step.no && step.turns.at(-1) === turn && turn.state === 'waiting';
				const left = turn.calledAt ?? (isNow ? Infinity : null);
				if (opened !== null && left !== null && opened <= at && at < left) people += step.people;
			}
		}
	}
	return people;
}

test('the log has every pause of the journal but rests, with its minutes and the people who waited', async () => {
	let several = false;
	let all = 0;
	for (const event of events) {
		const incidents = await holdAgainstJournal(event);
		all += incidents.length;
		several ||= incidents.some(({ places }) => places.length > 1);
	}
	expect(all).toBeGreaterThan(10);
	expect(several).toBe(true);
});

async function holdAgainstJournal(event: number) {
	const floor = await fold(event);
	const pauses = await pausesInJournal(event);
	const incidents = (await readIncidents(sql, [event], AT)).sort((a, b) => a.from - b.from);
	let told = 0;
	const seen = new Set<object>();
	for (const incident of incidents) {
		const [reasonId] = incident.key.split('@') as [string];
		const own = pauses.filter(
			(pause) =>
				!seen.has(pause) &&
				pause.reasonId === reasonId &&
				pause.since >= incident.from &&
				pause.since <= incident.from + 180_000
		);
		own.forEach((pause) => seen.add(pause));
		told += own.length;
		expect(own.length).toBeGreaterThan(0);
		expect(incident.from).toBe(Math.min(...own.map(({ since }) => since)));
		const ends = own.map(({ until }) => until);
		const end = ends.includes(null) ? null : Math.max(...(ends as number[]));
		expect(incident.to).toBe(end);
		const day = floor.rules.days.find(({ halves }) => {
			const midnight = new Date(halves[0]!.from).setUTCHours(0, 0, 0, 0) - 7 * 3_600_000;
			return incident.from >= midnight && incident.from < midnight + 86_400_000;
		})!;
		const closing = day.halves.at(-1)!.to;
		const ms =
			(incident.from < closing ? Math.min(end ?? AT, closing) : (end ?? AT)) - incident.from;
		expect(incident.minutes).toBe(Math.round(ms / 60_000));
		const services = new Set<string>();
		for (const { scope, id } of own) {
			if (scope === 'service') services.add(id!);
			for (const { booth } of floor.booths.values()) {
				const here =
					(scope === 'booth' && booth.id === id) || (scope === 'area' && booth.areaId === id);
				if (here) booth.services.forEach((service) => services.add(service));
			}
			if (scope === 'field-event')
				for (const service of floor.services.keys()) services.add(service);
		}
		expect(incident.people, incident.key).toBe(waitingAt(floor, incident.from, services));
	}
	expect(told).toBe(pauses.length);
	return incidents;
}

const asked = (fields: Record<string, string>) => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return { db: drizzle(sql), sql, fieldEventId: e, dates: [DATE], at: AT, form };
};
const byHand = {
	key: '',
	group: 'staffing',
	date: DATE,
	from: '08:00',
	to: '08:45',
	what: 'Thiếu người phiên dịch',
	cause: '',
	proposal: 'Bố trí thêm 02 người',
	people: '12'
};

test('what people say of a pause stays with it, and the number that it found can be corrected', async () => {
	const [pause] = await read();
	const said = { key: pause!.key, group: 'security', what: '', cause: 'Đứt cáp', proposal: '' };
	expect(await takeIncident(asked({ ...said, people: String(pause!.waiting) }))).toBeNull();
	const find = async () => (await read()).find(({ key }) => key === pause!.key)!;
	expect(await find()).toMatchObject({
		group: 'security',
		cause: 'Đứt cáp',
		people: pause!.waiting
	});
	const [row] = await sql`select people from incident where pause_key = ${pause!.key}`;
	expect(row!.people).toBeNull();
	expect(await takeIncident(asked({ ...said, people: '1.234' }))).toBeNull();
	expect(await find()).toMatchObject({ people: 1_234, from: pause!.from, minutes: pause!.minutes });
	await leaveOutIncident(asked({ key: pause!.key, out: 'yes' }));
	expect(await find()).toMatchObject({ leftOut: true, people: 1_234, cause: 'Đứt cáp' });
	await leaveOutIncident(asked({ key: pause!.key, out: 'no' }));
	expect(await find()).toMatchObject({ leftOut: false });
	// Two people who write at once leave one line.
	await Promise.all([1, 2, 3].map((n) => takeIncident(asked({ ...said, people: String(n) }))));
	expect((await read()).filter(({ key }) => key === pause!.key)).toHaveLength(1);
});

test('a line by hand is written, changed and taken out, and what is wrong comes back as it was typed', async () => {
	const before = (await read()).length;
	const wrong = await takeIncident(
		asked({ ...byHand, from: '9 giờ', to: '08:00', people: 'nhiều', what: '', date: '2024-01-01' })
	);
	expect(Object.keys(wrong!.refused).sort()).toEqual(['date', 'from', 'people', 'what']);
	expect(wrong!.typed).toMatchObject({ from: '9 giờ', people: 'nhiều', proposal: byHand.proposal });
	const early = await takeIncident(asked({ ...byHand, to: '07:00' }));
	expect(early!.refused).toEqual({ to: { code: 'order' } });
	expect(await takeIncident(asked({ ...byHand, key: 'nothing@1' }))).not.toBeNull();
	expect(await read()).toHaveLength(before);
	expect(await takeIncident(asked(byHand))).toBeNull();
	const find = async () => (await read()).find((one) => one.byHand);
	const written = (await find())!;
	expect(written).toMatchObject({ group: 'staffing', minutes: 45, people: 12, waiting: null });
	expect(await takeIncident(asked({ ...byHand, key: written.key, to: '', people: '' }))).toBeNull();
	expect(await find()).toMatchObject({ key: written.key, to: null, minutes: null, people: null });
	await leaveOutIncident(asked({ key: written.key, out: 'yes' }));
	expect(await find()).toBeUndefined();
});

test('what was said of a pause that is no longer in the rows is not lost', async () => {
	const [pause] = await read();
	await takeIncident(
		asked({ key: pause!.key, group: 'records', what: 'Còn', cause: '', proposal: '', people: '7' })
	);
	await sql`update incident set pause_key = 'gone@1' where pause_key = ${pause!.key}`;
	const kept = (await read()).find(({ what }) => what === 'Còn');
	expect(kept).toMatchObject({ byHand: true, group: 'records', people: 7, from: pause!.from });
});
