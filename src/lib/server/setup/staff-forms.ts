import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/server/account/actor.ts';
import { changeAccount } from '#lib/server/account/change-account.ts';
import { createAccount, type AccountRefusals } from '#lib/server/account/create-account.ts';
import {
	createStaff,
	readStaffLines,
	type StaffLineRefusal
} from '#lib/server/account/create-staff.ts';
import type { Database } from '#lib/server/account/database.ts';
import { disableAccount, enableAccount } from '#lib/server/account/disable-account.ts';
import { setLeaderVenues } from '#lib/server/account/leader-venues.ts';
import {
	issueSignInCode,
	withdrawSignInCodes,
	type IssueCodeResult
} from '#lib/server/account/issue-sign-in-code.ts';
import { account, ROLES, type Role } from '#lib/server/db/account.schema.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';

/** Roles that are for one field event. */
export const STAFF_ROLES = ['officer', 'gate', 'supervisor', 'leader', 'board'] as const;

/** A one-time code is for somebody who stands before the organiser. */
const ONE_TIME_MS = 10 * 60_000;
/** As many lines as one paste may have. */
const MOST_LINES = 500;

/** A code as it is shown once; nobody can show it again. */
export interface ShownCode {
	name: string;
	shown: string;
	path: string;
	/** Real time, ms. */
	expiresAt: number;
}

type CodeRefusal = Extract<IssueCodeResult, { ok: false }>['code'] | 'last-organiser';

/** What came of a form on the staff page. */
export type StaffAnswer =
	| { ok: true; did: 'added' | 'changed' | 'shut' | 'reopened' | 'withdrawn'; count: number }
	| { ok: true; did: 'code'; code: ShownCode }
	| {
			ok: false;
			way: 'list' | 'person' | 'quick' | 'account';
			lines?: StaffLineRefusal[];
			refused?: AccountRefusals;
			code?: CodeRefusal;
			tooMany?: number;
			typed: Record<string, string>;
	  };

export interface StaffForm {
	db: Database;
	fieldEventId: number;
	form: FormData;
	by: Actor;
}

/** A pasted list, one person a line, all in one role. */
export async function addList({ db, fieldEventId, form, by }: StaffForm): Promise<StaffAnswer> {
	const read = new FormReader(form);
	const role = read.choice('role', STAFF_ROLES);
	const people = readStaffLines(read.text('list', { most: 100_000 }));
	const { typed } = read.answer();
	if (people.length === 0)
		return { ok: false, way: 'list', refused: { name: 'name-missing' }, typed };
	if (people.length > MOST_LINES) return { ok: false, way: 'list', tooMany: MOST_LINES, typed };
	const made = await createStaff(db, { fieldEventId, role, people }, by);
	if (!made.ok) return { ok: false, way: 'list', lines: made.refused.slice(0, 20), typed };
	return { ok: true, did: 'added', count: made.accounts.length };
}

/** One person in any role; an organiser is for the whole installation and needs a password. */
export async function addPerson({ db, fieldEventId, form, by }: StaffForm): Promise<StaffAnswer> {
	const read = new FormReader(form);
	const role = read.choice('role', ROLES);
	const { typed } = read.answer();
	const wanted = {
		name: read.text('name', { most: 400 }),
		unit: read.text('unit', { most: 400, required: false }),
		...(typed.signInName && { signInName: typed.signInName }),
		role,
		fieldEventId: role === 'organiser' ? null : fieldEventId,
		password: typed.password || null
	};
	delete typed.password;
	const made = await createAccount(db, wanted, by);
	if (!made.ok) return { ok: false, way: 'person', refused: made.refused, typed };
	return { ok: true, did: 'added', count: 1 };
}

/** Somebody who is not on the list, straight to a booth or gate: an account and a one-time code in one press. */
export async function sendToStation({
	db,
	fieldEventId,
	form,
	by
}: StaffForm): Promise<StaffAnswer> {
	const read = new FormReader(form);
	const [kind = '', station = ''] = read.text('station').split('/');
	const name = read.text('name', { most: 400 });
	const { typed } = read.answer();
	const role: Role = kind === 'gate' ? 'gate' : 'officer';
	return db.transaction(async (tx) => {
		const made = await createAccount(tx, { name, role, fieldEventId }, by);
		if (!made.ok) return { ok: false, way: 'quick', refused: made.refused, typed };
		const room = kind === 'gate' ? 'gate' : 'booth';
		const opens = `/${room}/${fieldEventId}/${encodeURIComponent(station)}`;
		return showCode(tx, made.account, by, opens);
	});
}

/** A one-time code for somebody who is on the list. */
export async function showOneTimeCode(asked: StaffForm): Promise<StaffAnswer> {
	const who = await ofThisFieldEvent(asked);
	return who ? showCode(asked.db, who, asked.by) : unknownAccount;
}

/** Ends every code of an account; its sessions stay. */
export async function withdrawCodes(asked: StaffForm): Promise<StaffAnswer> {
	const who = await ofThisFieldEvent(asked);
	if (!who) return unknownAccount;
	const count = await withdrawSignInCodes(asked.db, who.id, asked.by);
	return { ok: true, did: 'withdrawn', count };
}

/** Shuts an account: sessions end at once, codes too. */
export async function shutAccount(asked: StaffForm): Promise<StaffAnswer> {
	const who = await ofThisFieldEvent(asked);
	if (!who) return unknownAccount;
	const shut = await disableAccount(asked.db, who.id, asked.by);
	if (!shut.ok) return { ok: false, way: 'account', code: shut.code, typed: {} };
	return { ok: true, did: 'shut', count: shut.sessionsEnded };
}

export async function reopenAccount(asked: StaffForm): Promise<StaffAnswer> {
	const who = await ofThisFieldEvent(asked);
	if (!who) return unknownAccount;
	await enableAccount(asked.db, who.id, asked.by);
	return { ok: true, did: 'reopened', count: 1 };
}

/** A new name, unit or role; a new role ends the person's sessions. */
export async function changePerson(asked: StaffForm): Promise<StaffAnswer> {
	const who = await ofThisFieldEvent(asked);
	if (!who) return unknownAccount;
	const read = new FormReader(asked.form);
	const change = {
		name: read.text('name', { most: 400 }),
		unit: read.text('unit', { most: 400, required: false }),
		...(who.role !== 'organiser' && { role: read.choice('role', STAFF_ROLES) })
	};
	const changed = await changeAccount(asked.db, who.id, change, asked.by);
	if (changed.ok) return { ok: true, did: 'changed', count: 1 };
	const { typed } = read.answer();
	if ('code' in changed) return { ok: false, way: 'account', code: changed.code, typed };
	return { ok: false, way: 'account', refused: changed.refused, typed };
}

/** Which field events a leader sees besides this one. */
export async function giveVenues(asked: StaffForm): Promise<StaffAnswer> {
	const who = await ofThisFieldEvent(asked);
	const ids = asked.form.getAll('venue').map(Number).filter(Number.isSafeInteger);
	const given = who && (await setLeaderVenues(asked.db, who.id, ids, asked.by));
	return given ? { ok: true, did: 'changed', count: ids.length } : unknownAccount;
}

const unknownAccount: StaffAnswer = {
	ok: false,
	way: 'account',
	code: 'unknown-account',
	typed: {}
};

async function showCode(
	db: Database,
	who: { id: string; name: string },
	by: Actor,
	opens?: string
): Promise<StaffAnswer> {
	const issued = await issueSignInCode(
		db,
		who.id,
		{ lifeMs: ONE_TIME_MS, ...(opens && { opens }) },
		by
	);
	if (!issued.ok) return { ok: false, way: 'account', code: issued.code, typed: {} };
	const { shown, path, expiresAt } = issued.code;
	return {
		ok: true,
		did: 'code',
		code: { name: who.name, shown, path, expiresAt: expiresAt.getTime() }
	};
}

/** The account that a form names: of this field event, or an organiser's. */
async function ofThisFieldEvent({ db, fieldEventId, form }: StaffForm) {
	const id = new FormReader(form).text('account', { most: 40 });
	if (!/^[0-9a-f-]{36}$/.test(id)) return null;
	const [row] = await db.select().from(account).where(eq(account.id, id));
	if (!row || (row.role !== 'organiser' && row.fieldEventId !== fieldEventId)) return null;
	return row;
}
