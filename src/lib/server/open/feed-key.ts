import type { Sql } from 'postgres';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import { sameHash } from '#lib/server/account/secret.ts';
import { feedKey } from '#lib/server/db/outside.schema.ts';
import { newDoorCode, readDoorCode } from '#lib/server/outside/door-code.ts';

/** A key as organisers see it. Real times, ms. */
export interface FeedKeyRow {
	id: string;
	label: string;
	createdAt: number;
	revokedAt: number | null;
	lastUsedAt: number | null;
}

const LONGEST_LABEL = 80;

/** Makes a key. Its text is given this once and stored as a hash. */
export async function makeFeedKey(
	db: Database,
	{ label, by }: { label: string; by: Actor },
	now = new Date()
): Promise<{ id: string; key: string }> {
	const code = newDoorCode();
	await db.transaction(async (tx) => {
		await tx.insert(feedKey).values({
			id: code.id,
			secretHash: code.hash,
			label: label.trim().slice(0, LONGEST_LABEL),
			madeBy: by.kind === 'account' ? by.accountId : null,
			createdAt: now
		});
		await writeAudit(tx, by, 'feed-key-made', { key: code.id }, now);
	});
	return { id: code.id, key: code.text };
}

/** Withdraws a key at once; false when there is none that works. */
export async function revokeFeedKey(
	db: Database,
	sql: Sql,
	{ id, by }: { id: string; by: Actor },
	now = new Date()
): Promise<boolean> {
	const rows = await sql`
		update feed_key set revoked_at = ${now.toISOString()}
		where id = ${id} and revoked_at is null returning id`;
	if (rows.length === 0) return false;
	await writeAudit(db, by, 'feed-key-revoked', { key: id }, now);
	return true;
}

/** All keys, those that work and the newest first. */
export async function listFeedKeys(sql: Sql): Promise<FeedKeyRow[]> {
	const ms = (column: string) => sql`(extract(epoch from ${sql(column)}) * 1000)::float8`;
	return await sql<FeedKeyRow[]>`
		select id, label, ${ms('created_at')} as "createdAt", ${ms('revoked_at')} as "revokedAt",
			${ms('last_used_at')} as "lastUsedAt"
		from feed_key order by revoked_at is null desc, created_at desc, id`;
}

/** The id of the key that a request brings, or null; notes its use, at most once a minute. */
export async function admitFeedKey(
	sql: Sql,
	authorization: string | null,
	now = new Date()
): Promise<string | null> {
	const code = readDoorCode(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '');
	if (!code) return null;
	const [row] = await sql<{ secretHash: Uint8Array; isDue: boolean }[]>`
		select secret_hash as "secretHash",
			last_used_at is null or last_used_at < ${now.toISOString()}::timestamptz - interval '1 minute' as "isDue"
		from feed_key where id = ${code.id} and revoked_at is null`;
	if (!row || !sameHash(code.hash, row.secretHash)) return null;
	if (row.isDue)
		await sql`update feed_key set last_used_at = ${now.toISOString()} where id = ${code.id}`;
	return code.id;
}
