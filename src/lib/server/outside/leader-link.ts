import type { Sql } from 'postgres';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import { sameHash } from '#lib/server/account/secret.ts';
import { leaderLink } from '#lib/server/db/outside.schema.ts';
import { newDoorCode, readDoorCode } from './door-code.ts';

/** A link as organisers see it. Times are real ones, ms. */
export interface LeaderLinkRow {
	id: string;
	label: string;
	createdAt: number;
	expiresAt: number;
	revokedAt: number | null;
	opened: number;
	lastOpenedAt: number | null;
	/** How many look through it now, over all nodes of the program. */
	watching: number;
}

/** What an open link admits to. */
export interface AdmittedLink {
	id: string;
	fieldEventId: number;
	/** Real time, ms. */
	expiresAt: number;
}

const LONGEST_LABEL = 80;
/** A node that has not told for so long no longer counts: it tells every five seconds. */
const WATCH_LASTS_MS = 15_000;

/**
 * Makes a link for a field event. Its code is given this once and stored as a hash.
 * @param until when it ends by itself (real time)
 */
export async function makeLeaderLink(
	db: Database,
	asked: { fieldEventId: number; label: string; until: Date; by: Actor },
	now = new Date()
): Promise<{ id: string; path: string }> {
	const { fieldEventId, label, until, by } = asked;
	const code = newDoorCode();
	await db.transaction(async (tx) => {
		await tx.insert(leaderLink).values({
			id: code.id,
			fieldEventId,
			secretHash: code.hash,
			label: label.trim().slice(0, LONGEST_LABEL),
			madeBy: by.kind === 'account' ? by.accountId : null,
			createdAt: now,
			expiresAt: until
		});
		await writeAudit(tx, by, 'leader-link-made', { link: code.id, fieldEvent: fieldEventId }, now);
	});
	return { id: code.id, path: `/l/${code.text}` };
}

/** Ends a link of this field event at once; false when there is none that is open. Whoever looks through it loses it. */
export async function revokeLeaderLink(
	db: Database,
	sql: Sql,
	asked: { fieldEventId: number; id: string; by: Actor },
	now = new Date()
): Promise<boolean> {
	const { fieldEventId, id, by } = asked;
	const rows = await sql`
		update leader_link set revoked_at = ${now.toISOString()}
		where id = ${id} and field_event_id = ${fieldEventId} and revoked_at is null returning id`;
	if (rows.length === 0) return false;
	await writeAudit(db, by, 'leader-link-revoked', { link: id, fieldEvent: fieldEventId }, now);
	return true;
}

/**
 * What a code opens now; null alike for a text that is no code, a wrong one, one that was revoked and one that is over:
 * whoever guesses learns nothing.
 */
export async function admitLeaderLink(
	sql: Sql,
	text: string,
	now = new Date()
): Promise<AdmittedLink | null> {
	const code = readDoorCode(text);
	if (!code) return null;
	const [row] = await sql<{ fieldEventId: number; secretHash: Uint8Array; expiresAt: number }[]>`
		select field_event_id as "fieldEventId", secret_hash as "secretHash", (extract(epoch from expires_at) * 1000)::float8 as "expiresAt"
		from leader_link where id = ${code.id} and revoked_at is null and expires_at > ${now.toISOString()}`;
	if (!row || !sameHash(code.hash, row.secretHash)) return null;
	return {
		id: code.id,
		fieldEventId: Number(row.fieldEventId),
		expiresAt: row.expiresAt
	};
}

/** Its page was opened once more. */
export async function countOpening(sql: Sql, id: string, now = new Date()): Promise<void> {
	await sql`update leader_link set opened = opened + 1, last_opened_at = ${now.toISOString()} where id = ${id}`;
}

/** All links of a field event, the open ones and the newest first. */
export async function listLeaderLinks(
	sql: Sql,
	fieldEventId: number,
	now = new Date()
): Promise<LeaderLinkRow[]> {
	const since = new Date(now.getTime() - WATCH_LASTS_MS);
	const ms = (column: string) => sql`(extract(epoch from ${sql(column)}) * 1000)::float8`;
	return await sql<LeaderLinkRow[]>`
		select id, label, ${ms('created_at')} as "createdAt", ${ms('expires_at')} as "expiresAt",
			${ms('revoked_at')} as "revokedAt", opened, ${ms('last_opened_at')} as "lastOpenedAt",
			(select coalesce(sum(watching), 0)::int from leader_link_watch w
				where w.link_id = l.id and w.seen_at > ${since.toISOString()}) as watching
		from leader_link l where field_event_id = ${fieldEventId}
		order by (revoked_at is null and expires_at > ${now.toISOString()}) desc, created_at desc, id`;
}

/** Which of these links are still open. */
export async function openLeaderLinks(
	sql: Sql,
	ids: readonly string[],
	now = new Date()
): Promise<Set<string>> {
	const rows = await sql<{ id: string }[]>`
		select id from leader_link
		where id = any(${ids as string[]}) and revoked_at is null and expires_at > ${now.toISOString()}`;
	return new Set(rows.map(({ id }) => id));
}

/** A node tells how many look through each link at it; zero where the last has gone. */
export async function tellWatching(
	sql: Sql,
	node: string,
	counts: ReadonlyMap<string, number>,
	now = new Date()
): Promise<void> {
	const rows = [...counts].map(([linkId, watching]) => ({
		link_id: linkId,
		node,
		watching,
		seen_at: now.toISOString()
	}));
	if (rows.length === 0) return;
	await sql`
		insert into leader_link_watch ${sql(rows)} on conflict (link_id, node)
		do update set watching = excluded.watching, seen_at = excluded.seen_at`;
}
