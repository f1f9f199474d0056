import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { venuesOf } from '#lib/server/leader/venues.ts';
import { openJoinedReport } from '#lib/server/report/joined-report.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { allowed, mayView } from './access.ts';
import { homeOf, NOBODY, type AccountActor } from './actor.ts';
import { changeAccount } from './change-account.ts';
import { createAccount } from './create-account.ts';
import type { Database } from './database.ts';
import { setLeaderVenues } from './leader-venues.ts';
import { createSession, validateSession } from './session.ts';

let database: FreshDatabase;
let db: Database;
let sql: Sql;
const ids: number[] = [];
let leader: string;

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql;
	db = drizzle(sql);
	for (const name of ['Tuy Hòa', 'Sông Cầu', 'Sông Hinh']) {
		const plan = { name, place: name, date: '2023-10-14', days: 1, gates: 1 };
		ids.push(
			await createFieldEvent(db, {
				...plan,
				booths: { card: 1, 'level-2': 1, activation: 1, help: 1 }
			})
		);
	}
	await sql`update field_event set status = 'open'`;
	const made = await createAccount(
		db,
		{ name: 'Lãnh đạo', role: 'leader', fieldEventId: ids[0]! },
		NOBODY
	);
	if (!made.ok) throw new Error('no leader');
	leader = made.account.id;
});
afterAll(() => database.drop());

async function signedIn(): Promise<{ token: string; actor: AccountActor }> {
	const { token } = await createSession(db, { accountId: leader, role: 'leader', device: null });
	return { token, actor: (await validateSession(db, token))!.actor };
}

test('a leader of one field event sees that one, and goes straight to it', async () => {
	const { actor } = await signedIn();
	expect(homeOf(actor)).toBe(`/leader/${ids[0]}`);
	expect((await venuesOf(sql, actor)).map(({ id }) => id)).toEqual([ids[0]]);
	expect(allowed('/leader/[fieldEvent]', actor, { fieldEventId: ids[1]! })).toBe(false);
	expect(mayView('glance', actor, { fieldEventId: ids[1]! })).toBe(false);
});

test('a leader who was given another sees both, its live view and its report, and no third', async () => {
	expect(await setLeaderVenues(db, leader, [ids[1]!, ids[0]!, 12_345], NOBODY)).toBe(true);
	const { actor } = await signedIn();
	expect(actor.alsoIn).toEqual([ids[1]]);
	expect(homeOf(actor)).toBe('/leader');
	expect((await venuesOf(sql, actor)).map(({ id }) => id).sort()).toEqual([ids[0], ids[1]].sort());
	for (const fieldEventId of [ids[0]!, ids[1]!]) {
		expect(allowed('/leader/[fieldEvent]/facts', actor, { fieldEventId })).toBe(true);
		expect(mayView('leader', actor, { fieldEventId })).toBe(true);
	}
	expect(allowed('/leader/[fieldEvent]', actor, { fieldEventId: ids[2]! })).toBe(false);
	// To look at, and no more.
	for (const route of [
		'/events/[fieldEvent]/report',
		'/events/[fieldEvent]',
		'/events/[fieldEvent]/incidents'
	])
		expect(allowed(route, actor, { fieldEventId: ids[1]! })).toBe(false);
	expect(mayView('operations', actor, { fieldEventId: ids[1]! })).toBe(false);

	const at = Date.parse('2023-10-14T09:00:00Z');
	const both = await openJoinedReport(db, sql, actor, new URLSearchParams(), at);
	expect(both!.question.ids).toHaveLength(2);
	// What an address names beyond one's own is as if it named nothing.
	const foreign = new URLSearchParams([
		['of', String(ids[2])],
		['of', String(ids[1])]
	]);
	expect((await openJoinedReport(db, sql, actor, foreign, at))!.question.ids).toEqual([ids[1]]);
	const only = new URLSearchParams({ of: String(ids[2]) });
	expect((await openJoinedReport(db, sql, actor, only, at))!.question.ids).not.toContain(ids[2]);
});

test('whoever loses a field event is signed out; whoever wins one is not', async () => {
	const { token } = await signedIn();
	await setLeaderVenues(db, leader, [ids[1]!, ids[2]!], NOBODY);
	expect((await validateSession(db, token))!.actor.alsoIn).toHaveLength(2);
	await setLeaderVenues(db, leader, [ids[2]!], NOBODY);
	expect(await validateSession(db, token)).toBeNull();
});

test('the further field events are a leader’s alone', async () => {
	await setLeaderVenues(db, leader, [ids[1]!], NOBODY);
	await changeAccount(db, leader, { role: 'officer' }, NOBODY);
	const { token } = await createSession(db, { accountId: leader, role: 'officer', device: null });
	const { actor } = (await validateSession(db, token))!;
	expect(actor.alsoIn).toBeUndefined();
	expect(allowed('/booth/[fieldEvent]', actor, { fieldEventId: ids[1]! })).toBe(false);
	expect(await setLeaderVenues(db, leader, [ids[1]!], NOBODY)).toBe(false);
});
