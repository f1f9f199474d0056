import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountActor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { randomDays } from '../../../../tests/report-days.ts';
import {
	freezeJoinedAsked,
	joinedDocument,
	openJoinedReport,
	takeJoinedAsked
} from './joined-report.ts';
import { showJoinedReport } from './show-joined.ts';

const AT = Date.parse('2023-10-14T16:40:00+07:00');
const NOW = new Date('2023-10-14T17:00:00+07:00');
const ORGANISER: AccountActor = {
	kind: 'account',
	accountId: randomUUID(),
	name: 'Trần Thị Thử',
	role: 'organiser',
	fieldEventId: null
};

let database: FreshDatabase;
let sql: Sql;
let db: Database;
let ids: number[];

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql as unknown as Sql;
	db = drizzle(sql);
	ids = [];
	for (const seed of [21, 22, 23]) {
		ids.push(await randomDays(sql, seed, { days: 1, wishes: 120, date: '2023-10-14' }));
	}
});
afterAll(() => database.drop());

const query = (of: readonly number[], more: Record<string, string> = {}) =>
	new URLSearchParams([
		['kind', 'daily'],
		['date', '2023-10-14'],
		...of.map((id) => ['of', String(id)]),
		...Object.entries(more)
	]);
const open = (asked: URLSearchParams, actor = ORGANISER) =>
	openJoinedReport(db, sql, actor, asked, AT);
const freeze = (of: readonly number[]) => freezeJoinedAsked(db, sql, ORGANISER, query(of), AT);

test('figures of several field events are frozen together, and what comes later is told apart', async () => {
	const [a, b] = ids as [number, number];
	const before = (await open(query([a, b])))!;
	expect(await freeze([a, b])).toBe(1);
	const clerk = new Clerk(sql, b, () => {});
	const counted = await clerk.take({
		operationId: randomUUID(),
		wish: { kind: 'count-visitors', gateId: 'g1', count: 7 },
		at: AT + 60_000,
		by: 'gate'
	});
	expect(counted).toMatchObject({ ok: true });

	const frozen = (await open(query([a, b], { version: '1' })))!;
	expect(frozen.sum).toEqual(before.sum);
	expect(frozen.venues).toEqual(before.venues);
	const shown = (await showJoinedReport(db, sql, ORGANISER, query([a, b]), AT))!;
	expect(shown.freezing).toMatchObject({ may: true, versions: [{ no: 1, next: null }] });
	expect(shown.freezing!.versions[0]!.changes.length).toBeGreaterThan(0);
	const later = (await showJoinedReport(db, sql, ORGANISER, query([a, b], { version: '1' }), AT))!;
	expect(later.freezing!.versions[0]!.changes).toEqual(shown.freezing!.versions[0]!.changes);
});

test('a version is of the field events that were chosen, whatever their order', async () => {
	const [a, b, c] = ids as [number, number, number];
	const no = (await freeze([b, c]))!;
	expect(await open(query([c, b], { version: String(no) }))).not.toBeNull();
	expect(await open(query([a, b, c], { version: String(no) }))).toBeNull();
	expect(await freeze([a])).toBeNull();
});

test('it is a draft until somebody takes responsibility, once, and keeps its words from then on', async () => {
	const [a, , c] = ids as [number, number, number];
	const no = (await freeze([a, c]))!;
	const asked = query([a, c], { version: String(no) });
	const draftOf = async () => (await joinedDocument(db, (await open(asked))!, false)).draft;
	expect(await draftOf()).toBe(true);
	const take = () => takeJoinedAsked(db, sql, ORGANISER, asked, { no, at: AT, now: NOW });
	expect(await take()).toBe(true);
	expect(await take()).toBe(false);
	expect(await draftOf()).toBe(false);
	expect((await open(asked))!.version!.letterhead).not.toBeNull();
	expect((await joinedDocument(db, (await open(query([a, c])))!, false)).draft).toBe(true);
});

test('who may see only one of the field events reads no version over several', async () => {
	const [a, b] = ids as [number, number];
	const leader: AccountActor = { ...ORGANISER, role: 'leader', fieldEventId: a };
	const seen = (await open(query([a, b]), leader))!;
	expect(seen.sum.venues.map(({ id }) => id)).toEqual([a]);
	expect(await open(query([a, b], { version: '1' }), leader)).toBeNull();
});
