import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODY } from '#lib/server/account/actor.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { SignInLimits } from '#lib/server/account/limits.ts';
import { organiserLink } from '#lib/server/account/organiser-link.ts';
import { validateSession } from '#lib/server/account/session.ts';
import { needsPresentPassword, setOwnPassword } from '#lib/server/account/set-own-password.ts';
import { signIn } from '#lib/server/account/sign-in.ts';
import { useSignInCode } from '#lib/server/account/use-sign-in-code.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

const FORGOTTEN = 'bốn con mèo ngủ trưa';
const NEW = 'ba chiếc thuyền ra khơi';
const visitor = { address: '10.0.0.7', device: 'Chrome · Android' };
const MINUTE = 60_000;

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
	fresh = await freshDatabase();
	db = drizzle(fresh.sql);
});
afterAll(() => fresh.drop());

async function organiser(name: string) {
	const wanted = { name, role: 'organiser', fieldEventId: null, password: FORGOTTEN } as const;
	const made = await createAccount(db, wanted, NOBODY);
	if (!made.ok) expect.unreachable(JSON.stringify(made.refused));
}
async function comeInBy(code: string, now = new Date()) {
	const used = await useSignInCode(db, code, visitor, new SignInLimits(), now);
	if (!used.ok) expect.unreachable(used.code);
	const live = await validateSession(db, used.made.token, now);
	if (!live) expect.unreachable();
	return { ...live, opens: used.opens, address: visitor.address };
}
async function comeInByPassword(password: string) {
	const typed = { signInName: 'tran.thi.lan', password };
	const used = await signIn(db, typed, visitor, new SignInLimits());
	if (!used.ok) return used.code;
	const live = await validateSession(db, used.made.token);
	return live ? { ...live, address: visitor.address } : 'wrong';
}

/** The command as a person runs it. */
async function command(env: Record<string, string>, ...args: string[]) {
	const script = ['--import', 'tsx', 'src/cli/sign-in-link.ts', ...args];
	const clean = { ...process.env, DATABASE_URL: '', PUBLIC_URL: '', ...env };
	return promisify(execFile)(process.execPath, script, { env: clean }).then(
		({ stdout }) => ({ code: 0, said: stdout }),
		(fault: { code: number; stderr: string }) => ({ code: fault.code, said: fault.stderr })
	);
}
const beside = () => ({
	DATABASE_URL: `postgres:///${fresh.options.database}`,
	PGHOST: fresh.options.path ? path.dirname(fresh.options.path) : fresh.options.host!,
	PGPORT: String(fresh.options.port),
	PGUSER: fresh.options.user!,
	PGPASSWORD: String(fresh.options.password)
});

describe('an organiser who lost the password', () => {
	it('is told of the set-up link while there is no organiser at all', async () => {
		expect(await organiserLink(db, null)).toEqual({ ok: false, code: 'no-organiser' });
	});

	it('gets a one-time link by the command, comes in by it once, and sets a new password without the old one', async () => {
		await organiser('Trần Thị Lan');
		const { code, said } = await command({ ...beside(), PUBLIC_URL: 'https://hoi.example' });
		expect(code, said).toBe(0);
		expect(said).toContain('Trần Thị Lan (tran.thi.lan)');
		const [, digits = ''] = /https:\/\/hoi\.example\/in\/(\d{24})\n/.exec(said) ?? [];
		const session = await comeInBy(digits);
		expect(session.opens).toBe('/password');
		expect(await useSignInCode(db, digits, visitor, new SignInLimits())).toMatchObject({
			code: 'dead-code'
		});

		const limits = new SignInLimits();
		expect(
			await setOwnPassword(db, session, { current: '', password: 'ngắn' }, limits)
		).toMatchObject({ refused: { password: 'password-short' } });
		expect(await setOwnPassword(db, session, { current: '', password: NEW }, limits)).toEqual({
			ok: true
		});
		expect(await comeInByPassword(FORGOTTEN)).toBe('wrong');
		expect(await comeInByPassword(NEW)).toMatchObject({ actor: { role: 'organiser' } });
	}, 60_000);

	it('is found by any spelling of the sign-in name, and is asked which where there are several', async () => {
		await organiser('Lê Văn Bình');
		expect(await organiserLink(db, null)).toEqual({
			ok: false,
			code: 'which',
			signInNames: ['le.van.binh', 'tran.thi.lan']
		});
		expect(await organiserLink(db, 'Lê Văn Bình')).toMatchObject({ signInName: 'le.van.binh' });
		expect(await organiserLink(db, 'nobody')).toMatchObject({ code: 'which' });
	});

	it('reads in one sentence that the program does not run', async () => {
		const dataDir = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-link-'));
		const { code, said } = await command({ DATA_DIR: dataDir });
		rmSync(dataDir, { recursive: true, force: true });
		expect(code).toBe(2);
		expect(said.trim().split('\n')).toHaveLength(2);
		expect(said).toContain('npm start');
	}, 60_000);
});

describe('a new password', () => {
	it('needs the present one in a session of a password, and ends the other sessions', async () => {
		const [one, two] = [await comeInByPassword(NEW), await comeInByPassword(NEW)];
		if (typeof one === 'string' || typeof two === 'string') expect.unreachable();
		const limits = new SignInLimits();
		expect(await needsPresentPassword(db, one.session)).toBe(true);
		expect(
			await setOwnPassword(db, one, { current: FORGOTTEN, password: `${NEW} hai` }, limits)
		).toEqual({ ok: false, refused: { current: 'password-wrong' } });
		expect(await setOwnPassword(db, one, { current: NEW, password: `${NEW} hai` }, limits)).toEqual(
			{ ok: true }
		);
		const rows =
			await fresh.sql`select id from session where account_id = ${one.session.accountId}`;
		expect(rows.map((row) => row.id)).toEqual([one.session.id]);
	});

	it('needs the present one again a quarter of an hour after a code', async () => {
		const made = await organiserLink(db, 'tran.thi.lan');
		if (!made.ok) expect.unreachable(made.code);
		const now = new Date();
		const { session } = await comeInBy(made.code.code, now);
		expect(await needsPresentPassword(db, session, now)).toBe(false);
		const later = new Date(now.getTime() + 16 * MINUTE);
		expect(await needsPresentPassword(db, session, later)).toBe(true);
	});

	it('cannot be guessed at from a laptop left open', async () => {
		const one = await comeInByPassword(`${NEW} hai`);
		if (typeof one === 'string') expect.unreachable();
		const tight = new SignInLimits({ tries: 2, withinMs: MINUTE, pauseMs: MINUTE });
		const guess = () => setOwnPassword(db, one, { current: 'đoán mò', password: NEW }, tight);
		await guess();
		await guess();
		expect(await guess()).toMatchObject({ code: 'wait' });
	});
});
