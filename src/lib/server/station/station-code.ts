import type { Sql } from 'postgres';
import type { StationPlace } from '#lib/core/fact.ts';
import { hashSecret, randomDigits } from '#lib/server/account/secret.ts';
import { stationIdOf } from './station-id.ts';

/** How long a code waits for its device, real ms. */
export const CODE_LASTS_MS = 10 * 60_000;
const CODE_DIGITS = 8;

/** A code that was found, as it stands. */
export interface FoundCode {
	fieldEventId: number;
	station: string;
	place: StationPlace;
	mayBeCutOff: boolean;
	/** Whether its time is over. */
	over: boolean;
	/** The key that used it; null while nobody has. */
	usedBy: string | null;
}

/**
 * Makes the one-time code of a place, shown this once and kept as a hash. An earlier code of the place that nobody used
 * ends with it.
 */
export async function makeStationCode(
	sql: Sql,
	asked: { fieldEventId: number; place: StationPlace; mayBeCutOff: boolean },
	now = new Date()
): Promise<{ code: string; expiresAt: Date }> {
	const { fieldEventId, place, mayBeCutOff } = asked;
	const station = stationIdOf(place);
	const expiresAt = new Date(now.getTime() + CODE_LASTS_MS);
	for (;;) {
		const code = randomDigits(CODE_DIGITS);
		const made = await sql.begin(async (tx) => {
			await tx`
				delete from station_code where field_event_id = ${fieldEventId} and station = ${station} and used_at is null`;
			// Digits that an old code had become free again with its time.
			await tx`delete from station_code where expires_at < ${new Date(now.getTime() - CODE_LASTS_MS).toISOString()}`;
			return await tx`
				insert into station_code (hash, field_event_id, station, place, may_be_cut_off, created_at, expires_at)
				values (${hashSecret(code)}, ${fieldEventId}, ${station}, ${JSON.stringify(place)}::text::jsonb,
					${mayBeCutOff}, ${now.toISOString()}, ${expiresAt.toISOString()})
				on conflict do nothing returning 1`;
		});
		if (made.length > 0) return { code, expiresAt };
	}
}

/** What a typed or scanned code stands for; null when there is none. Spaces and signs between the digits are looked over. */
export async function findStationCode(
	sql: Sql,
	text: string,
	now = new Date()
): Promise<FoundCode | null> {
	const [row] = await sql<FoundCode[]>`
		select field_event_id as "fieldEventId", station, place, may_be_cut_off as "mayBeCutOff",
			expires_at <= ${now.toISOString()} as over, used_by as "usedBy"
		from station_code where hash = ${hashOf(text)}`;
	return row ?? null;
}

/** Takes the code for this key; false when another was quicker. */
export async function useStationCode(
	sql: Sql,
	text: string,
	publicKey: string,
	now = new Date()
): Promise<boolean> {
	const rows = await sql`
		update station_code set used_at = ${now.toISOString()}, used_by = ${publicKey}
		where hash = ${hashOf(text)} and used_by is null returning 1`;
	return rows.length > 0;
}

/** Gives the code back: what it was taken for did not come about. */
export async function returnStationCode(sql: Sql, text: string): Promise<void> {
	await sql`update station_code set used_at = null, used_by = null where hash = ${hashOf(text)}`;
}

const hashOf = (text: string) => hashSecret(text.replace(/\D/g, ''));
