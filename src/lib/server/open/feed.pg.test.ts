import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evolve } from '#lib/core/evolve.ts';
import type { Entry } from '#lib/core/fact.ts';
import { emptyFloor } from '#lib/core/floor.ts';
import { NOBODY } from '#lib/server/account/actor.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { differences } from '#lib/server/report/differences.ts';
import { readingOf } from '#lib/server/report/floor-reading.ts';
import { walkHall } from '../../../../tests/cluster/walk-hall.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { answerFeed } from './answer-feed.ts';
import { FEED_TABLES, type FeedTable } from './feed-tables.ts';
import { listFeedKeys, makeFeedKey, revokeFeedKey } from './feed-key.ts';
import { dumpJournal, readDump } from './journal-dump.ts';
import { openApi } from './openapi.ts';

let database: FreshDatabase;
let sql: Sql;
let id: number;
let key: string;

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	id = await walkHall(sql, 11, 1200);
	const opinions = ['very-satisfied', 'satisfied', 'unsatisfied'];
	await sql`
		insert into satisfaction (field_event_id, ticket_id, opinion, at)
		select field_event_id, id, (${opinions}::text[])[1 + number % 3], issued_at from ticket
		where field_event_id = ${id} and not blank and number % 2 = 0`;
	key = await newKey('IOC Phú Yên');
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

const newKey = async (label: string) =>
	(await makeFeedKey(drizzle(sql), { label, by: NOBODY })).key;

function get(path: string, { by = key as string | null, etag = '', address = '10.0.0.1' } = {}) {
	const url = new URL(path, 'http://hall/api/open/v1/');
	const headers = new Headers({ ...(by && { authorization: `Bearer ${by}` }) });
	if (etag) headers.set('if-none-match', etag);
	const asked = { path: url.pathname.slice('/api/open/v1/'.length), query: url.searchParams };
	return answerFeed(sql, { ...asked, request: new Request(url, { headers }), address });
}

type Row = Record<string, string | number | null>;
async function rowsOf(name: string): Promise<Row[]> {
	const response = await get(`field-events/${id}/${name}`);
	expect(response.status).toBe(200);
	return ((await response.json()) as { rows: Row[] }).rows;
}

describe('the figures of the feed are those of an independent count', () => {
	test('days', async () => {
		const rows = await sql`
			select t.day::int as day, count(*) filter (where not cancelled)::int as tickets,
				count(*) filter (where cancelled)::int as cancelled,
				(coalesce(sum(party) filter (where not cancelled), 0) + coalesce((select sum(count) from visitors v
					where v.field_event_id = ${id} and v.day = t.day and v.applied), 0))::int as people,
				(select count(*)::int from turn u where u.field_event_id = ${id} and u.served and exists
					(select 1 from ticket o where o.id = u.ticket_id and o.day = t.day)) as turns
			from ticket t where field_event_id = ${id} and not blank group by t.day order by t.day`;
		expect(await rowsOf('days')).toMatchObject(rows.map((row) => ({ ...row })));
		expect(rows.length).toBe(2);
	});

	test('outcomes, reasons and what each service counts', async () => {
		const lines = await sql<
			{ service: string; outcome: string; reason: string | null; n: number }[]
		>`
			select one->>'serviceId' as service, one->>'outcome' as outcome, one->>'reasonId' as reason,
				sum((one->>'count')::int)::int as n
			from recorded, jsonb_array_elements(results) as one
			where field_event_id = ${id} and applied group by 1, 2, 3`;
		const sum = (is: (line: (typeof lines)[number]) => boolean) =>
			lines.filter(is).reduce((all, { n }) => all + n, 0);
		const outcomes = await rowsOf('outcomes');
		expect(outcomes.length).toBeGreaterThan(4);
		for (const row of outcomes) {
			expect(row.people).toBe(
				sum((l) => l.service === row.service_id && l.outcome === row.outcome)
			);
		}
		for (const row of await rowsOf('reasons')) {
			expect(row.people).toBe(
				sum(
					(l) =>
						l.outcome === 'failed' && l.reason === row.reason_id && l.service === row.service_id
				)
			);
		}
		const perDay = await rowsOf('service-days');
		for (const row of await rowsOf('services')) {
			const counted = sum((l) => l.service === row.service_id && l.outcome === row.counts);
			expect(row.counted).toBe(counted);
			const days = perDay.filter((day) => day.service_id === row.service_id);
			expect(days.reduce((all, day) => all + Number(day.counted), 0)).toBe(counted);
		}
		const [booths, halves] = [await rowsOf('booths'), await rowsOf('half-hours')];
		const all = (rows: Row[], name: string) => rows.reduce((n, row) => n + Number(row[name]), 0);
		const counted = all(perDay, 'counted');
		expect([all(booths, 'counted'), all(halves, 'counted')]).toEqual([counted, counted]);
	});

	test('waits, by a percentile that is reckoned here', async () => {
		const waits = await rowsOf('waits');
		expect(waits.length).toBeGreaterThan(3);
		for (const row of waits) {
			const turns = await sql<{ ms: number }[]>`
				select greatest(0, called_at - due_at)::float8 as ms from turn u
				where u.field_event_id = ${id} and called_at is not null
					and (select day from ticket t where t.id = u.ticket_id and not t.blank) = ${row.day!}
					and (select service_id from step s where s.ticket_id = u.ticket_id and s.no = u.step_no)
						= ${row.service_id!} order by 1`;
			expect(row.called).toBe(turns.length);
			const at = (share: number) => {
				const place = share * (turns.length - 1);
				const [low, high] = [turns[Math.floor(place)]!.ms, turns[Math.ceil(place)]!.ms];
				return low + (high - low) * (place - Math.floor(place));
			};
			expect(Math.abs(Number(row.median_s) - at(0.5) / 1000)).toBeLessThanOrEqual(0.5);
			expect(Math.abs(Number(row.p90_s) - at(0.9) / 1000)).toBeLessThanOrEqual(0.5);
		}
	});

	test('satisfaction', async () => {
		const [sums] =
			await sql`select count(*)::int as n from satisfaction s where field_event_id = ${id}
			and (select not cancelled from ticket t where t.id = s.ticket_id)`;
		const rows = await rowsOf('satisfaction');
		expect(rows.reduce((all, row) => all + Number(row.answered), 0)).toBe(sums!.n);
		for (const row of rows) {
			const faces = ['very_satisfied', 'satisfied', 'unsatisfied'].map((face) => Number(row[face]));
			expect(faces.reduce((a, b) => a + b)).toBe(row.answered);
		}
	});
});

describe('what the feed says of itself', () => {
	const tables: [string, FeedTable][] = Object.entries(FEED_TABLES);

	test('every answer has exactly the columns and types of the document', async () => {
		type Schema = {
			required: string[];
			properties: Record<string, { type: string | string[]; enum?: string[] }>;
		};
		const { components, paths } = openApi();
		const schemas = components.schemas as unknown as Record<string, Schema>;
		const whole = (await (await get(`field-events/${id}`)).json()) as Record<string, Row[]>;
		for (const [name] of tables) {
			expect(Object.keys(paths)).toContain(`/field-events/{id}/${name}`);
			const schema = schemas[`row_${name.replaceAll('-', '_')}`]!;
			const rows = await rowsOf(name);
			expect(whole[name]).toEqual(rows);
			expect(rows.length, name).toBeGreaterThan(0);
			for (const row of rows) {
				expect(Object.keys(row)).toEqual(schema.required);
				for (const [column, value] of Object.entries(row)) {
					const { type, enum: values } = schema.properties[column]!;
					const is = value === null ? 'null' : typeof value === 'number' ? 'integer' : 'string';
					expect([type].flat(), `${name}.${column}`).toContain(is);
					if (values) expect(values).toContain(value);
				}
			}
		}
		const list = (await (await get('field-events')).json()) as { rows: Row[] };
		expect(Object.keys(list.rows[0]!)).toEqual(schemas.field_event!.required);
	});

	test('the same rows as CSV', async () => {
		for (const [name, table] of tables) {
			const response = await get(`field-events/${id}/${name}?format=csv`);
			expect(response.headers.get('content-type')).toContain('text/csv');
			const lines = (await response.text()).trimEnd().split('\r\n');
			expect(lines[0]).toBe(table.columns.map((column) => column.name).join(','));
			expect(lines.length - 1).toBe((await rowsOf(name)).length);
		}
	});

	test('nothing new is answered by 304 until something is', async () => {
		const first = await get(`field-events/${id}/days`);
		const etag = first.headers.get('etag')!;
		expect((await get(`field-events/${id}/days`, { etag })).status).toBe(304);
		expect((await get(`field-events/${id}/waits`, { etag })).status).toBe(200);
		await sql`update satisfaction set at = at + 1000000 where field_event_id = ${id}`;
		expect((await get(`field-events/${id}/days`, { etag })).status).toBe(200);
	});

	test('what is not there is 404', async () => {
		for (const path of [
			'field-events/7',
			'field-events/x',
			`field-events/${id}/tickets`,
			`field-events/${id}/toString`,
			`field-events/${id}/days/1`,
			'people'
		])
			expect((await get(path)).status, path).toBe(404);
	});
});

describe('keys', () => {
	test('without one, with a wrong one and with one that was withdrawn nothing is told', async () => {
		const address = '10.0.0.2';
		expect((await get('field-events', { by: null, address })).status).toBe(401);
		expect((await get('field-events', { by: '1'.repeat(47), address })).status).toBe(401);
		const own = await newKey('thử');
		expect((await get('field-events', { by: own, address })).status).toBe(200);
		const [row] = await listFeedKeys(sql);
		expect(row).toMatchObject({ label: 'thử', revokedAt: null });
		expect(row!.lastUsedAt).not.toBeNull();
		expect(await revokeFeedKey(drizzle(sql), sql, { id: row!.id, by: NOBODY })).toBe(true);
		expect((await get('field-events', { by: own, address })).status).toBe(401);
		expect((await get('openapi.json', { by: null, address })).status).toBe(200);
	});

	test('the database holds none, and the audit knows who gave and withdrew', async () => {
		const own = await newKey('bí mật');
		const [row] = await sql`select k::text as text from feed_key k where id = ${own.slice(0, 8)}`;
		expect(row!.text).not.toContain(own.slice(8));
		const kinds = await sql`select kind from audit where detail->>'key' = ${own.slice(0, 8)}`;
		expect(kinds.map(({ kind }) => kind)).toEqual(['feed-key-made']);
	});

	test('one key that asks too often waits, and others do not', async () => {
		const own = await newKey('vội');
		const answers = await Promise.all(
			Array.from({ length: 121 }, () => get('field-events', { by: own }))
		);
		const late = answers.filter(({ status }) => status === 429);
		expect(late).toHaveLength(1);
		expect(Number(late[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await get('field-events', { by: key })).status).toBe(200);
		const strangers = await Promise.all(
			Array.from({ length: 31 }, () => get('field-events', { by: null, address: '10.0.0.3' }))
		);
		expect(strangers.filter(({ status }) => status === 429)).toHaveLength(1);
	});
});

describe('a dump of the journal', () => {
	async function dumped(): Promise<string[]> {
		let text = '';
		for await (const chunk of dumpJournal(sql, id)) text += chunk;
		return text.trimEnd().split('\n');
	}

	test('read again it folds to the same floor', async () => {
		const rows = (await loadFloor(sql, id))!;
		const fold = emptyFloor(id, rows.rules);
		const head = await readDump(await dumped(), (entry: Entry) => evolve(fold, entry));
		expect(head).toMatchObject({
			format: 'ngayhoi-journal',
			fieldEventId: String(id),
			clock: rows.clock
		});
		expect(fold.clock).toBeGreaterThan(400);
		expect(differences(readingOf(fold), readingOf(rows))).toEqual([]);
	});

	test('one that was cut off, changed, or is none is told apart', async () => {
		const lines = await dumped();
		const read = (given: string[]) => readDump(given, () => {});
		expect(await read(lines.slice(0, -1))).toBe('cut-off');
		expect(await read([...lines.slice(0, 40), ...lines.slice(41)])).toBe('gap');
		const at = lines.findIndex((line) => line.includes('"kind":"issued"'));
		const other = lines[at]!.replace(/"by":"[^"]*"/, '"by":"other"');
		expect(await read(lines.with(at, other))).toBe('changed');
		expect(await read(['{}'])).toBe('no-dump');
		expect(await read(['hello'])).toBe('no-dump');
		expect(await read([])).toBe('no-dump');
	});

	test('of no field event nothing is written', async () => {
		expect(await dumpJournal(sql, 7).next()).toMatchObject({ done: true });
	});
});
