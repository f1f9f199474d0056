import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODY } from '#lib/server/account/actor.ts';
import { changeAccount } from '#lib/server/account/change-account.ts';
import { createAccount, type Account } from '#lib/server/account/create-account.ts';
import { createStaff, readStaffLines } from '#lib/server/account/create-staff.ts';
import type { Database } from '#lib/server/account/database.ts';
import { disableAccount, enableAccount } from '#lib/server/account/disable-account.ts';
import { completeFirstRun, firstRunCode, isFirstRunCode } from '#lib/server/account/first-run.ts';
import { issueSignInCode, withdrawSignInCodes } from '#lib/server/account/issue-sign-in-code.ts';
import { listAccounts } from '#lib/server/account/list-accounts.ts';
import { SignInLimits } from '#lib/server/account/limits.ts';
import {
	createSession,
	liveSessions,
	sessionsOf,
	validateSession
} from '#lib/server/account/session.ts';
import { signIn } from '#lib/server/account/sign-in.ts';
import { signOut, signOutElsewhere } from '#lib/server/account/sign-out.ts';
import { lookAtSignInCode, useSignInCode } from '#lib/server/account/use-sign-in-code.ts';
import { audit, session } from '#lib/server/db/account.schema.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

const PASSWORD = 'bốn con mèo ngủ trưa';
const HOUR = 3_600_000;
const EVENT = 1;
const visitor = { address: '10.0.0.7', device: 'Chrome · Android' };
const roomy = { tries: 1000, withinMs: 60_000, pauseMs: 60_000 };

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
	fresh = await freshDatabase();
	db = drizzle(fresh.sql);
});
afterAll(() => fresh.drop());

const after = (at: Date, ms: number) => new Date(at.getTime() + ms);
const kinds = async () => (await db.select().from(audit)).map((row) => row.kind);

let made = 0;
async function officer(more: { password?: string; role?: 'officer' | 'leader' } = {}) {
	const name = `Cán bộ số ${++made}`;
	const answer = await createAccount(
		db,
		{ name, role: more.role ?? 'officer', fieldEventId: EVENT, password: more.password },
		NOBODY
	);
	if (!answer.ok) expect.unreachable(JSON.stringify(answer.refused));
	return answer.account;
}
async function printedCode(who: Account, lifeMs = 24 * HOUR) {
	const answer = await issueSignInCode(db, who.id, { lifeMs, reusable: true }, NOBODY);
	if (!answer.ok) expect.unreachable(answer.code);
	return answer.code;
}
const use = (code: string, limits = new SignInLimits(), now = new Date()) =>
	useSignInCode(db, code, visitor, limits, now);

describe('the first organiser', () => {
	it('is made by a set-up link, once, and every link is dead afterwards', async () => {
		const first = await firstRunCode(db);
		const second = await firstRunCode(db);
		if (!first || !second) expect.unreachable();
		expect(first).toMatch(/^\d{24}$/);
		expect(await isFirstRunCode(db, first)).toBe(true);
		expect(await isFirstRunCode(db, '1'.repeat(24))).toBe(false);

		const typed = { name: ' Lê  Thị Cúc ', signInName: 'Lê Cúc', password: PASSWORD };
		const empty = { name: '', signInName: '', password: 'ngắn' };
		expect(await completeFirstRun(db, first, empty, visitor)).toEqual({
			ok: false,
			refused: {
				name: 'name-missing',
				signInName: 'sign-in-name-invalid',
				password: 'password-short'
			}
		});

		const both = await Promise.all(
			[first, second].map((code) => completeFirstRun(db, code, typed, visitor))
		);
		expect(both.filter((answer) => answer.ok)).toHaveLength(1);
		const won = both.find((answer) => answer.ok);
		if (!won?.ok) expect.unreachable();
		expect(won.actor).toMatchObject({ name: 'Lê Thị Cúc', role: 'organiser', fieldEventId: null });
		expect(await validateSession(db, won.made.token)).not.toBe(null);

		expect(await firstRunCode(db)).toBe(null);
		expect(await isFirstRunCode(db, second)).toBe(false);
		expect(await completeFirstRun(db, second, typed, visitor)).toEqual({
			ok: false,
			code: 'dead-link'
		});
	});

	it('cannot be shut out or demoted while there is no other', async () => {
		const organiser = (await listAccounts(db, EVENT)).find((row) => row.role === 'organiser');
		if (!organiser) expect.unreachable();
		expect(await disableAccount(db, organiser.id, NOBODY)).toEqual({
			ok: false,
			code: 'last-organiser'
		});
		const demoted = { role: 'officer', fieldEventId: EVENT } as const;
		expect(await changeAccount(db, organiser.id, demoted, NOBODY)).toEqual({
			ok: false,
			code: 'last-organiser'
		});
	});

	it('and a second one who shut each other out at once do not both succeed', async () => {
		const second = await createAccount(
			db,
			{ name: 'Võ Dũng', role: 'organiser', fieldEventId: null, password: PASSWORD },
			NOBODY
		);
		if (!second.ok) expect.unreachable();
		const organisers = (await listAccounts(db, EVENT)).filter((row) => row.role === 'organiser');
		expect(organisers).toHaveLength(2);
		const answers = await Promise.all(organisers.map(({ id }) => disableAccount(db, id, NOBODY)));
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		for (const { id } of organisers) await enableAccount(db, id, NOBODY);
	});
});

describe('staff', () => {
	it('come from a pasted list, two of one name included, all or none', async () => {
		const people = readStaffLines(
			'Nguyễn Văn An; Công an phường 1\n\nNguyễn Văn An\tĐoàn phường 2'
		);
		const made = await createStaff(db, { fieldEventId: 9, role: 'officer', people }, NOBODY);
		if (!made.ok) expect.unreachable();
		expect(made.accounts.map((row) => [row.signInName, row.unit])).toEqual([
			['nguyen.van.an', 'Công an phường 1'],
			['nguyen.van.an2', 'Đoàn phường 2']
		]);
		const wrong = [
			{ name: 'Đúng', unit: null },
			{ name: 'S'.repeat(101), unit: null }
		];
		const refused = await createStaff(db, { fieldEventId: 9, role: 'gate', people: wrong }, NOBODY);
		expect(refused).toEqual({ ok: false, refused: [{ line: 2, refused: { name: 'name-long' } }] });
		const listed = await listAccounts(db, 9);
		expect(listed.filter((row) => row.fieldEventId === 9)).toHaveLength(2);
		expect(listed.some((row) => 'passwordHash' in row)).toBe(false);
	});

	it('are refused field by field', async () => {
		const answer = await createAccount(
			db,
			{ name: ' ', signInName: '<script>', role: 'organiser', fieldEventId: 3, password: 'x' },
			NOBODY
		);
		expect(answer).toEqual({
			ok: false,
			refused: {
				name: 'name-missing',
				signInName: 'sign-in-name-invalid',
				role: 'role-of-whole-installation',
				password: 'password-short'
			}
		});
	});

	it('of one sign-in name made at once are one', async () => {
		const wanted = { name: 'Một Người', signInName: 'mot.nguoi' };
		const answers = await Promise.all(
			[1, 2, 3, 4].map(() =>
				createAccount(db, { ...wanted, role: 'gate', fieldEventId: EVENT }, NOBODY)
			)
		);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		expect(answers.filter((answer) => !answer.ok)[0]).toEqual({
			ok: false,
			refused: { signInName: 'sign-in-name-taken' }
		});
	});

	it('lose their sessions with a new role or password, and keep them with a new name', async () => {
		const who = await officer({ password: PASSWORD });
		const opened = await createSession(db, { accountId: who.id, role: 'officer', device: null });
		expect((await changeAccount(db, who.id, { name: 'Tên mới' }, NOBODY)).ok).toBe(true);
		expect((await validateSession(db, opened.token))?.actor.name).toBe('Tên mới');
		expect((await changeAccount(db, who.id, { role: 'gate' }, NOBODY)).ok).toBe(true);
		expect(await validateSession(db, opened.token)).toBe(null);
	});
});

describe('a session', () => {
	it('is worth nothing to whoever reads the database', async () => {
		const who = await officer();
		const opened = await createSession(db, { accountId: who.id, role: 'officer', device: null });
		const rows = await db.select().from(session);
		const row = rows.find(({ id }) => id === opened.session.id);
		if (!row) expect.unreachable();
		const stolen = Buffer.from(row.secretHash).toString('base64url');
		expect(opened.token).not.toContain(stolen);
		expect(await validateSession(db, `${row.id}.${stolen}`)).toBe(null);
		for (const token of ['', '.', row.id, `${row.id}.`, `${opened.token}.x`, 'x'.repeat(10_000)])
			expect(await validateSession(db, token), token.slice(0, 40)).toBe(null);
	});

	it('lives while it is used, and writes so at most hourly', async () => {
		const who = await officer();
		const start = new Date();
		const { token, session: opened } = await createSession(
			db,
			{ accountId: who.id, role: 'officer', device: null },
			start
		);
		const soon = await validateSession(db, token, after(start, 0.9 * HOUR));
		expect(soon?.session.lastUsedAt).toEqual(opened.lastUsedAt);
		for (let hour = 3; hour < 12; hour += 3) {
			const used = await validateSession(db, token, after(start, hour * HOUR));
			expect(used?.session.lastUsedAt, `hour ${hour}`).toEqual(after(start, hour * HOUR));
		}
		expect(await validateSession(db, token, after(start, 12 * HOUR))).toBe(null);
	});

	it('that nobody uses ends after four hours, and an organiser’s outlasts the night', async () => {
		const who = await officer();
		const start = new Date();
		const of = async (role: 'officer' | 'organiser', hours: number) => {
			const { token } = await createSession(db, { accountId: who.id, role, device: null }, start);
			return (await validateSession(db, token, after(start, hours * HOUR))) !== null;
		};
		expect(await of('officer', 3.9)).toBe(true);
		expect(await of('officer', 4)).toBe(false);
		expect(await of('organiser', 14)).toBe(true);
	});

	it('ends everywhere, open sockets included, when the account is disabled', async () => {
		const who = await officer();
		const open = () => createSession(db, { accountId: who.id, role: 'officer', device: null });
		const [desk, phone] = [await open(), await open()];
		const ids = [desk.session.id, phone.session.id, 'unknown'];
		expect(await liveSessions(db, ids)).toEqual(new Set(ids.slice(0, 2)));
		expect(await disableAccount(db, who.id, NOBODY)).toEqual({ ok: true, sessionsEnded: 2 });
		expect(await liveSessions(db, ids)).toEqual(new Set());
		expect(await validateSession(db, desk.token)).toBe(null);
		await enableAccount(db, who.id, NOBODY);
		expect(await validateSession(db, phone.token)).toBe(null);
	});

	it('with an open socket counts as used', async () => {
		const who = await officer();
		const start = new Date();
		const opened = await createSession(
			db,
			{ accountId: who.id, role: 'officer', device: null },
			start
		);
		await liveSessions(db, [opened.session.id], after(start, 3 * HOUR));
		expect(await validateSession(db, opened.token, after(start, 6 * HOUR))).not.toBe(null);
	});

	it('is ended by its owner, here and elsewhere, and by nobody else', async () => {
		const [who, other] = [await officer(), await officer()];
		const open = () => createSession(db, { accountId: who.id, role: 'officer', device: null });
		const [desk] = [await open(), await open(), await open()];
		expect(await signOut(db, { id: desk.session.id, accountId: other.id }, NOBODY)).toBe(false);
		expect(await signOutElsewhere(db, desk.session, NOBODY)).toBe(2);
		expect((await sessionsOf(db, who.id)).map(({ id }) => id)).toEqual([desk.session.id]);
		expect(await signOut(db, desk.session, NOBODY)).toBe(true);
		expect(await validateSession(db, desk.token)).toBe(null);
	});
});

describe('signing in by password', () => {
	it('takes the name in any spelling and gives one answer for everything wrong', async () => {
		const limits = new SignInLimits(roomy, roomy);
		const who = await officer({ password: PASSWORD });
		const none = await officer();
		const attempt = (signInName: string, password: string) =>
			signIn(db, { signInName, password }, visitor, limits);
		const right = await attempt(` ${who.name.toUpperCase()} `, PASSWORD);
		if (!right.ok) expect.unreachable(right.code);
		expect(right.actor.accountId).toBe(who.id);

		const wrong = { ok: false, code: 'wrong' };
		expect(await attempt(who.signInName, 'không phải thế này')).toEqual(wrong);
		expect(await attempt('khong.co.ai', PASSWORD)).toEqual(wrong);
		expect(await attempt(none.signInName, '')).toEqual(wrong);
		await disableAccount(db, who.id, NOBODY);
		expect(await attempt(who.signInName, PASSWORD)).toEqual(wrong);
	});

	it('replaces the session that the browser brought', async () => {
		const who = await officer({ password: PASSWORD });
		const limits = new SignInLimits(roomy, roomy);
		const typed = { signInName: who.signInName, password: PASSWORD };
		const first = await signIn(db, typed, visitor, limits);
		if (!first.ok) expect.unreachable();
		const second = await signIn(db, typed, { ...visitor, session: first.made.session }, limits);
		if (!second.ok) expect.unreachable();
		expect(await validateSession(db, first.made.token)).toBe(null);
		expect(await validateSession(db, second.made.token)).not.toBe(null);
	});

	it('pauses after ten wrong tries, the right one included, and says until when', async () => {
		const who = await officer({ password: PASSWORD });
		const limits = new SignInLimits();
		const wrong = { signInName: who.signInName, password: 'sai' };
		const answers = await Promise.all(
			Array.from({ length: 12 }, () => signIn(db, wrong, visitor, limits))
		);
		expect(answers.filter((answer) => !answer.ok && answer.code === 'wrong')).toHaveLength(10);
		const refused = await signIn(db, { ...wrong, password: PASSWORD }, visitor, limits);
		if (refused.ok || refused.code !== 'wait') expect.unreachable();
		expect(refused.until.getTime()).toBeGreaterThan(Date.now());
	});
});

describe('a sign-in code', () => {
	it('of the printed list opens again and again, and each use ends the session before', async () => {
		const who = await officer();
		const printed = await printedCode(who);
		expect(printed.path).toBe(`/in/${printed.code}`);
		const first = await use(printed.shown);
		const second = await use(`http://hall.local:3000${printed.path}`);
		if (!first.ok || !second.ok) expect.unreachable();
		expect(await validateSession(db, first.made.token)).toBe(null);
		expect((await validateSession(db, second.made.token))?.actor.accountId).toBe(who.id);
	});

	it('given once opens once, for one of those who press at the same time', async () => {
		const who = await officer();
		const wish = { lifeMs: 600_000, opens: '/booth/1/12' };
		const issued = await issueSignInCode(db, who.id, wish, NOBODY);
		if (!issued.ok) expect.unreachable();
		const { code } = issued.code;
		const limits = new SignInLimits();
		const seen = await lookAtSignInCode(db, code, visitor.address, limits);
		expect(seen).toEqual({ ok: true, owner: { name: who.name, role: 'officer', unit: null } });
		const answers = await Promise.all([1, 2, 3].map(() => use(code)));
		const opened = answers.filter((answer) => answer.ok);
		expect(opened).toHaveLength(1);
		expect(opened[0]).toMatchObject({ opens: '/booth/1/12' });
		expect(await use(code)).toMatchObject({ ok: false, code: 'dead-code' });
	});

	it('is dead when it expired, was withdrawn, was printed anew, or its owner is disabled', async () => {
		const dead = { ok: false, code: 'dead-code' };
		const who = await officer();
		const old = await printedCode(who);
		const current = await printedCode(who);
		expect(await use(old.code)).toMatchObject(dead);
		expect(await use(current.code, undefined, after(new Date(), 25 * HOUR))).toMatchObject(dead);
		expect(await withdrawSignInCodes(db, who.id, NOBODY)).toBe(1);
		expect(await use(current.code)).toMatchObject(dead);
		const last = await printedCode(who);
		await disableAccount(db, who.id, NOBODY);
		expect(await use(last.code)).toMatchObject(dead);
		expect(await issueSignInCode(db, who.id, { lifeMs: HOUR }, NOBODY)).toEqual({
			ok: false,
			code: 'disabled-account'
		});
	});

	it('is not guessed: ten tries at one code, then a pause', async () => {
		const who = await officer();
		const printed = await printedCode(who);
		const limits = new SignInLimits();
		const wrong = printed.id + '0'.repeat(18);
		for (let i = 0; i < 10; i++)
			expect(await use(wrong, limits)).toMatchObject({ ok: false, code: 'dead-code' });
		expect(await use(printed.code, limits)).toMatchObject({ ok: false, code: 'wait' });
	});

	it('of an organiser is for once and soon', async () => {
		const organiser = (await listAccounts(db, EVENT)).find((row) => row.role === 'organiser');
		if (!organiser) expect.unreachable();
		const days = { lifeMs: 24 * HOUR, reusable: true };
		expect(await issueSignInCode(db, organiser.id, days, NOBODY)).toEqual({
			ok: false,
			code: 'life-out-of-range'
		});
		const soon = { lifeMs: 600_000, reusable: true };
		const issued = await issueSignInCode(db, organiser.id, soon, NOBODY);
		if (!issued.ok) expect.unreachable();
		expect((await use(issued.code.code)).ok).toBe(true);
		expect((await use(issued.code.code)).ok).toBe(false);
	});

	it('does not lead to another site', async () => {
		const who = await officer();
		const wish = { lifeMs: HOUR, opens: '//evil.example/' };
		const issued = await issueSignInCode(db, who.id, wish, NOBODY);
		if (!issued.ok) expect.unreachable();
		expect(await use(issued.code.code)).toMatchObject({ ok: true, opens: null });
	});
});

it('the audit has all of this, and no personal data', async () => {
	const seen = new Set(await kinds());
	for (const kind of [
		'first-organiser',
		'account-created',
		'account-changed',
		'account-disabled',
		'code-issued',
		'code-withdrawn',
		'signed-in',
		'sign-in-refused',
		'sign-in-blocked',
		'signed-out'
	] as const)
		expect(seen, kind).toContain(kind);
	const text = JSON.stringify(await db.select().from(audit));
	for (const personal of ['Nguyễn', 'nguyen.van.an', 'Cán bộ', visitor.address, PASSWORD])
		expect(text).not.toContain(personal);
});
