import type { Sql } from 'postgres';
import * as v from 'valibot';
import {
	CONTACT_VERSION,
	enrolmentSchema,
	type EnrolmentAnswer
} from '#lib/core/station/contact.ts';
import type { Fact } from '#lib/core/fact.ts';
import type { Desk } from './desk.ts';
import { idFrom } from './id-from.ts';
import { packOf } from './pack.ts';
import {
	findStationCode,
	returnStationCode,
	useStationCode,
	type FoundCode
} from './station-code.ts';

/** What an enrolment is answered with, and under which HTTP status. */
export interface EnrolmentReply {
	status: number;
	answer: EnrolmentAnswer | { refused: 'unreadable' | 'server-too-old' };
}

const STATUS: Record<string, number> = { 'too-many-tries': 429, 'try-again': 503, internal: 500 };

/**
 * Makes a device the station of the place that its code stands for, with a new epoch; the device before it there is
 * replaced. The same device asking again with the same code gets the same epoch.
 * @param deskFor the desk of the field event that the code belongs to
 */
export async function enrol(
	sql: Sql,
	body: unknown,
	deskFor: (fieldEventId: number) => Promise<Desk>
): Promise<EnrolmentReply> {
	const read = v.safeParse(enrolmentSchema, body);
	if (!read.success) return { status: 400, answer: { refused: 'unreadable' } };
	const asked = read.output;
	if (asked.version > CONTACT_VERSION)
		return { status: 409, answer: { refused: 'server-too-old' } };
	const answer = await answerTo(sql, asked, deskFor);
	return { status: answer.ok ? 200 : (STATUS[answer.refused] ?? 409), answer };
}

type Asked = v.InferOutput<typeof enrolmentSchema>;

async function answerTo(
	sql: Sql,
	asked: Asked,
	deskFor: (fieldEventId: number) => Promise<Desk>
): Promise<EnrolmentAnswer> {
	const { code, publicKey, kept } = asked;
	if (asked.version < 1) return { ok: false, refused: 'program-too-old' };
	if (!kept) return { ok: false, refused: 'storage-not-granted' };
	const found = await findStationCode(sql, code);
	if (!found) return { ok: false, refused: 'code-unknown' };
	const desk = await deskFor(found.fieldEventId);
	if (found.usedBy !== null && found.usedBy !== publicKey)
		return { ok: false, refused: 'code-used' };
	const known = await epochOfKey(desk, found.station, publicKey);
	if (known !== null) return enrolled(desk, found, known);
	if (found.over) return { ok: false, refused: 'code-too-old' };
	if (found.usedBy === null && !(await useStationCode(sql, code, publicKey))) {
		return { ok: false, refused: 'code-used' };
	}
	const { station, place } = found;
	// The same when the program died half way and the device asks again: an epoch without a key would be left behind.
	const operationId = idFrom(`enrol ${code.replace(/\D/g, '')} ${publicKey}`);
	const wish = { kind: 'enrol-station', station, place } as const;
	const given = await desk.take({ operationId, wish, by: 'organiser', at: desk.now() });
	if (!given.ok) {
		await returnStationCode(sql, code);
		return { ok: false, refused: given.refused };
	}
	const [entry] = await sql<{ fact: Fact }[]>`
		select fact from journal where field_event_id = ${desk.fieldEventId} and operation_id = ${operationId}`;
	const epoch = entry?.fact.kind === 'station-enrolled' ? entry.fact.epoch : 0;
	await keepEpoch(desk, found, epoch, asked);
	return enrolled(desk, found, epoch);
}

async function epochOfKey(desk: Desk, station: string, publicKey: string): Promise<number | null> {
	const [row] = await desk.sql<{ epoch: number }[]>`
		select epoch from station_epoch
		where field_event_id = ${desk.fieldEventId} and station = ${station} and public_key = ${publicKey}`;
	return row?.epoch ?? null;
}

/** Writes the device's key; a station keeps its short number for all its devices. */
async function keepEpoch(
	{ sql, fieldEventId, now }: Desk,
	{ station, mayBeCutOff }: FoundCode,
	epoch: number,
	{ publicKey, device, kept }: Asked
): Promise<void> {
	const at = now();
	await sql.begin(async (tx) => {
		// Short numbers are given one after the other.
		await tx`select 1 from floor_clock where field_event_id = ${fieldEventId} for update`;
		const [row] = await tx<{ no: number }[]>`
			select coalesce(
				(select min(no) from station_epoch where field_event_id = ${fieldEventId} and station = ${station}),
				(select max(no) + 1 from station_epoch where field_event_id = ${fieldEventId}),
				1)::int as no`;
		await tx`
			insert into station_epoch (field_event_id, station, epoch, no, public_key, model, may_be_cut_off,
				enrolled_at, contact_at, whole_at, kept)
			values (${fieldEventId}, ${station}, ${epoch}, ${row!.no}, ${publicKey}, ${device}, ${mayBeCutOff},
				${at}, ${at}, ${at}, ${kept})
			on conflict do nothing`;
	});
}

async function enrolled(
	desk: Desk,
	{ station, place }: FoundCode,
	epoch: number
): Promise<EnrolmentAnswer> {
	const [floor, pack] = await Promise.all([desk.floor(), packOf(desk, station)]);
	if (!floor || !pack) return { ok: false, refused: 'try-again' };
	const seats = place.kind === 'booth' ? (floor.booths.get(place.boothId)?.booth.seats ?? 0) : 0;
	return {
		ok: true,
		fieldEventId: desk.fieldEventId,
		station,
		epoch,
		place,
		day: Math.max(1, floor.day),
		seats,
		pack
	};
}
