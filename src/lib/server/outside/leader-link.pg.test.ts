import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOBODY } from '#lib/server/account/actor.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import {
	admitLeaderLink,
	countOpening,
	listLeaderLinks,
	makeLeaderLink,
	openLeaderLinks,
	revokeLeaderLink,
	tellWatching
} from './leader-link.ts';
import { linkUntil } from './link-until.ts';

const HALL = 71;
const NOON = new Date('2023-10-13T05:00:00Z');
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

let database: FreshDatabase;
beforeAll(async () => void (database = await freshDatabase()));
afterAll(() => database.drop());

const db = () => drizzle(database.sql);
async function made(label = 'Đoàn kiểm tra', until = later(60)) {
	const link = await makeLeaderLink(db(), { fieldEventId: HALL, label, until, by: NOBODY }, NOON);
	return { ...link, code: link.path.slice('/l/'.length) };
}
const admitted = (code: string, now = NOON) => admitLeaderLink(database.sql, code, now);

test('a link opens its own field event until its time is over', async () => {
	const { code } = await made();
	expect(await admitted(code)).toMatchObject({
		fieldEventId: HALL,
		expiresAt: later(60).getTime()
	});
	expect(await admitted(code, later(59))).not.toBeNull();
	expect(await admitted(code, later(60))).toBeNull();
});

test('a code that differs in one digit, is cut, or is no code opens nothing', async () => {
	const { code } = await made();
	const last = code.endsWith('0') ? '1' : '0';
	for (const wrong of [
		code.slice(0, -1) + last,
		code.slice(1),
		`${code}0`,
		'',
		'x'.repeat(47),
		"' or 1=1"
	])
		expect(await admitted(wrong)).toBeNull();
});

test('the database holds no code', async () => {
	const { code } = await made('Bí mật');
	const [row] =
		await database.sql`select l::text as text from leader_link l where id = ${code.slice(0, 8)}`;
	expect(row!.text).not.toContain(code.slice(8));
});

test('a revoked link opens nothing from then on, and only its own field event can revoke it', async () => {
	const { code, id } = await made();
	const by = NOBODY;
	expect(await revokeLeaderLink(db(), database.sql, { fieldEventId: 8, id, by }, NOON)).toBe(false);
	expect(await admitted(code)).not.toBeNull();
	expect(await revokeLeaderLink(db(), database.sql, { fieldEventId: HALL, id, by }, NOON)).toBe(
		true
	);
	expect(await admitted(code)).toBeNull();
	expect(await openLeaderLinks(database.sql, [id], NOON)).toEqual(new Set());
	expect(await revokeLeaderLink(db(), database.sql, { fieldEventId: HALL, id, by }, NOON)).toBe(
		false
	);
	const kinds =
		await database.sql`select kind from audit where detail->>'link' = ${id} order by id`;
	expect(kinds.map(({ kind }) => kind)).toEqual(['leader-link-made', 'leader-link-revoked']);
});

test('openings are counted, and who looks now over all nodes that still tell', async () => {
	const { id } = await made('Máy chiếu');
	await countOpening(database.sql, id, later(1));
	await countOpening(database.sql, id, later(2));
	await tellWatching(database.sql, 'node-1', new Map([[id, 2]]), later(2));
	await tellWatching(database.sql, 'node-2', new Map([[id, 4]]), later(2));
	const row = async (now: Date) =>
		(await listLeaderLinks(database.sql, HALL, now)).find((link) => link.id === id);
	expect(await row(later(2))).toMatchObject({
		opened: 2,
		lastOpenedAt: later(2).getTime(),
		watching: 6
	});
	await tellWatching(database.sql, 'node-1', new Map([[id, 0]]), later(2));
	expect(await row(later(2))).toMatchObject({ watching: 4 });
	expect(await row(later(3))).toMatchObject({ watching: 0 });
});

test('links that are open stand first, then the newest', async () => {
	const links = await listLeaderLinks(database.sql, HALL, later(30));
	const open = links.map(({ revokedAt }) => revokedAt === null);
	expect(open).toEqual([...open].sort((a, b) => Number(b) - Number(a)));
});

test('a link lasts to the next midnight in Viet Nam unless something else is chosen', () => {
	const until = (lasts: Parameters<typeof linkUntil>[0], at: string) =>
		new Date(linkUntil(lasts, Date.parse(at))).toISOString();
	expect(until('today', '2023-10-13T05:00:00Z')).toBe('2023-10-13T17:00:00.000Z');
	expect(until('today', '2023-10-13T17:00:00Z')).toBe('2023-10-14T17:00:00.000Z');
	expect(until('tomorrow', '2023-10-13T05:00:00Z')).toBe('2023-10-14T17:00:00.000Z');
	expect(until('week', '2023-10-13T05:00:00Z')).toBe('2023-10-19T17:00:00.000Z');
	expect(until('two-hours', '2023-10-13T05:00:00Z')).toBe('2023-10-13T07:00:00.000Z');
});
