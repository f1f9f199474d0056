import { and, asc, eq } from 'drizzle-orm';
import { isClipKey, type ClipKey } from '#lib/core/clip-list.ts';
import { readClip, type ClipRefusal } from '#lib/core/wav.ts';
import type { Database } from '#lib/server/account/database.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';
import { voiceClip } from '#lib/server/db/voice.schema.ts';

/** Why a clip is not stored: what its bytes are (see `readClip`), a key that is no clip's, no such field event. */
export type StoreRefusal = ClipRefusal | 'unknown-clip' | 'unknown-field-event';

/** A recorded clip without its sound. `version` changes with every recording. */
export interface RecordedClip {
	key: ClipKey;
	durationMs: number;
	version: string;
}

const versionOf = (recordedAt: Date) => recordedAt.getTime().toString(36);

/**
 * Stores a recorded clip of a field event, in place of an earlier one. Refuses what the recorder does not write: the
 * bytes are sent to every board later.
 * @param wav the file as it came
 * @param recordedAt real time
 */
export async function storeClip(
	db: Database,
	fieldEventId: number,
	key: string,
	wav: Uint8Array,
	recordedAt: Date
): Promise<{ ok: true; clip: RecordedClip } | { ok: false; code: StoreRefusal }> {
	if (!isClipKey(key) || key === 'chime') return { ok: false, code: 'unknown-clip' };
	const read = readClip(wav);
	if (!read.ok) return { ok: false, code: read.refusal };
	const [there] = await db
		.select({ id: fieldEvent.id })
		.from(fieldEvent)
		.where(eq(fieldEvent.id, fieldEventId));
	if (!there) return { ok: false, code: 'unknown-field-event' };
	const { durationMs } = read;
	const set = { wav, durationMs, recordedAt };
	await db
		.insert(voiceClip)
		.values({ fieldEventId, key, ...set })
		.onConflictDoUpdate({ target: [voiceClip.fieldEventId, voiceClip.key], set });
	return { ok: true, clip: { key, durationMs, version: versionOf(recordedAt) } };
}

/** Takes a recorded clip away, so that the synthetic one is spoken again. False when there was none. */
export async function removeClip(
	db: Database,
	fieldEventId: number,
	key: string
): Promise<boolean> {
	const gone = await db
		.delete(voiceClip)
		.where(and(eq(voiceClip.fieldEventId, fieldEventId), eq(voiceClip.key, key)))
		.returning({ key: voiceClip.key });
	return gone.length > 0;
}

/** What is recorded for a field event, by key; keys that are no longer clips are left out. */
export async function clipsOf(db: Database, fieldEventId: number): Promise<RecordedClip[]> {
	const rows = await db
		.select({
			key: voiceClip.key,
			durationMs: voiceClip.durationMs,
			recordedAt: voiceClip.recordedAt
		})
		.from(voiceClip)
		.where(eq(voiceClip.fieldEventId, fieldEventId))
		.orderBy(asc(voiceClip.key));
	return rows.flatMap(({ key, durationMs, recordedAt }) =>
		isClipKey(key) ? [{ key, durationMs, version: versionOf(recordedAt) }] : []
	);
}

/** One recorded clip with its sound, or null. */
export async function clip(
	db: Database,
	fieldEventId: number,
	key: string
): Promise<{ wav: Uint8Array<ArrayBuffer>; version: string } | null> {
	const [row] = await db
		.select({ wav: voiceClip.wav, recordedAt: voiceClip.recordedAt })
		.from(voiceClip)
		.where(and(eq(voiceClip.fieldEventId, fieldEventId), eq(voiceClip.key, key)));
	return row ? { wav: new Uint8Array(row.wav), version: versionOf(row.recordedAt) } : null;
}
