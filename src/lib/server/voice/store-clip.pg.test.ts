import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIP_RATE, encodeWav, LARGEST_CLIP_BYTES } from '#lib/core/wav.ts';
import type { Database } from '#lib/server/account/database.ts';
import { clip, clipsOf, removeClip, storeClip } from '#lib/server/voice/store-clip.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

const EVENT = 7;
const MORNING = new Date('2026-11-21T01:00:00Z');
const voice = (seconds: number) =>
	encodeWav(
		Float32Array.from({ length: CLIP_RATE * seconds }, (_, i) => 0.2 * Math.sin(i / 20)),
		CLIP_RATE
	);

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
	fresh = await freshDatabase();
	db = drizzle(fresh.sql);
	await fresh.sql`insert into field_event (id, name, place, rules, reach) values (${EVENT}, 'Hội', 'Chợ', '{}', '{}')`;
});
afterAll(() => fresh.drop());

describe('the recorded voice of a field event', () => {
	it('is stored clip by clip and comes back byte by byte', async () => {
		const stored = await storeClip(db, EVENT, 'digit-5', voice(0.5), MORNING);
		expect(stored).toMatchObject({ ok: true, clip: { key: 'digit-5', durationMs: 500 } });
		expect((await clip(db, EVENT, 'digit-5'))?.wav).toEqual(voice(0.5));
		expect(await clipsOf(db, EVENT)).toMatchObject([{ key: 'digit-5', durationMs: 500 }]);
	});

	it('takes a clip that was read again in place of the earlier one, under another version', async () => {
		const before = await clip(db, EVENT, 'digit-5');
		await storeClip(db, EVENT, 'digit-5', voice(0.7), new Date(MORNING.getTime() + 1));
		const after = await clip(db, EVENT, 'digit-5');
		expect(after?.version).not.toBe(before?.version);
		expect(await clipsOf(db, EVENT)).toMatchObject([{ key: 'digit-5', durationMs: 700 }]);
	});

	it('is not heard at another field event', async () => {
		expect(await clipsOf(db, EVENT + 1)).toEqual([]);
		expect(await clip(db, EVENT + 1, 'digit-5')).toBeNull();
	});

	it('refuses what is no clip of the list, no speech file, too large, or for no field event', async () => {
		const code = async (key: string, wav: Uint8Array, fieldEventId = EVENT) => {
			const stored = await storeClip(db, fieldEventId, key, wav, MORNING);
			return stored.ok ? null : stored.code;
		};
		expect(await code('../chime', voice(0.5))).toBe('unknown-clip');
		expect(await code('chime', voice(0.5))).toBe('unknown-clip');
		expect(await code('digit-1', new TextEncoder().encode('<script>'.repeat(20)))).toBe('not-wav');
		expect(await code('digit-1', new Uint8Array(LARGEST_CLIP_BYTES + 1))).toBe('too-large');
		expect(await code('digit-1', voice(0.5), 999)).toBe('unknown-field-event');
		expect(await clip(db, EVENT, 'digit-1')).toBeNull();
	});

	it('gives way to the synthetic clip when the recording is taken away', async () => {
		expect(await removeClip(db, EVENT, 'digit-5')).toBe(true);
		expect(await removeClip(db, EVENT, 'digit-5')).toBe(false);
		expect(await clip(db, EVENT, 'digit-5')).toBeNull();
	});
});
