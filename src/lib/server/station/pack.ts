import { createHash } from 'node:crypto';
import type { SlipKey, StationPack } from '#lib/core/station/contact.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { wifiJoinText } from '#lib/core/wifi-join.ts';
import type { Reach } from '../db/hall.schema.ts';
import { serverSlipKey } from '../paper/slip-key.ts';
import { followable } from '../setup/reach.ts';
import type { Desk } from './desk.ts';
import { serverAddresses } from './station-origin.ts';

type Common = Omit<StationPack, 'mark' | 'no' | 'staff'>;

/** What all stations of a field event know alike, for as long as a beat; many ask within one. */
const COMMON_LASTS_MS = 1_000;
const commons = new WeakMap<
	object,
	Map<number, { until: number; common: Promise<Common | null> }>
>();

/** What a station should know by heart now; null when there is no such field event or station. */
export async function packOf(desk: Desk, station: string): Promise<StationPack | null> {
	const [common, [own], staff] = await Promise.all([
		commonOf(desk),
		desk.sql<{ no: number }[]>`
			select no from station_epoch where field_event_id = ${desk.fieldEventId} and station = ${station} limit 1`,
		staffOf(desk, station)
	]);
	if (!common || !own) return null;
	const pack = { ...common, no: own.no, staff };
	const mark = createHash('sha256').update(JSON.stringify(pack)).digest('base64url').slice(0, 22);
	return { mark, ...pack };
}

function commonOf(desk: Desk): Promise<Common | null> {
	const known = commons.get(desk.sql) ?? new Map();
	commons.set(desk.sql, known);
	const kept = known.get(desk.fieldEventId);
	if (kept && kept.until > performance.now()) return kept.common;
	const common = readCommon(desk);
	known.set(desk.fieldEventId, { until: performance.now() + COMMON_LASTS_MS, common });
	common.catch(() => known.delete(desk.fieldEventId));
	return common;
}

async function readCommon(desk: Desk): Promise<Common | null> {
	const { sql, fieldEventId } = desk;
	const [floor, [occasion], keys, ofServer] = await Promise.all([
		desk.floor(),
		sql<{ name: string; place: string; reach: Reach }[]>`
			select name, place, reach from field_event where id = ${fieldEventId}`,
		sql<SlipKey[]>`
			select no, station, epoch, public_key as "publicKey" from station_epoch
			where field_event_id = ${fieldEventId} order by no, epoch`,
		serverSlipKey(sql, fieldEventId)
	]);
	if (!floor || !occasion) return null;
	const { name, place, reach } = occasion;
	const proven = followable(reach);
	const joins = proven && reach.way === 'hall-wifi' && reach.wifiName !== '';
	return {
		fieldEventId,
		name,
		place,
		catalogue: catalogueOf(floor),
		keys: [ofServer, ...keys],
		addresses: serverAddresses(),
		follow: proven ? reach.address : null,
		wifi: joins
			? { join: wifiJoinText(reach.wifiName, reach.wifiPassword), name: reach.wifiName }
			: null
	};
}

/** Whoever may work at a gate or a booth of this field event, in the order of their names. */
async function staffOf(
	{ sql, fieldEventId }: Desk,
	station: string
): Promise<StationPack['staff']> {
	const roles = [station.startsWith('gate-') ? 'gate' : 'officer', 'supervisor'];
	const rows = await sql<{ id: string; name: string }[]>`
		select id, name from account
		where field_event_id = ${fieldEventId} and role = any(${roles}) and disabled_at is null order by name, id`;
	return [...rows];
}
