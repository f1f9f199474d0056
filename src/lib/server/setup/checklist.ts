import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { boardWatch } from '#lib/server/db/board-watch.schema.ts';
import { checklistTick } from '#lib/server/db/checklist.schema.ts';
import { station, type Reach } from '#lib/server/db/hall.schema.ts';
import { stationEpoch } from '#lib/server/db/station.schema.ts';
import { voiceClip } from '#lib/server/db/voice.schema.ts';
import { followable } from '#lib/server/setup/reach.ts';
import { listUnits } from '#lib/server/setup/units.ts';

/** What is tried and looked through before opening, in the order in which it is done. */
export const CHECKLIST = [
	'targets',
	'officers',
	'printer',
	'scanner',
	'phone',
	'board',
	'voice',
	'stations',
	'data-notice'
] as const;
export type ChecklistItem = (typeof CHECKLIST)[number];

/** What rows tell by themselves; saying so by hand would hide that it is not so. */
const ONLY_KNOWN: readonly ChecklistItem[] = ['targets', 'officers'];

/** One item as it stands. */
export interface Checked {
	item: ChecklistItem;
	done: boolean;
	/** Who tried it or said so, and when (real time, ms); null where rows tell it, or it is not done. */
	tick: { at: number; who: string; byHand: boolean } | null;
	/** Whether it may be ticked by hand: the program cannot know it, or does not yet. */
	byHand: boolean;
}

export interface Checklist {
	items: Checked[];
	/** Officers with an account that is not shut, and booths where people are called. */
	officers: number;
	booths: number;
	/** Voice clips that were recorded. */
	clips: number;
	/** Devices that work on without the network, and how many of them have something unsent or an unsafe store. */
	stations: { enrolled: number; trouble: number };
	/** Services whose units' sums differ from their own figures. */
	differing: string[];
}

/** The list of a field event: ticked from rows wherever the program can know it, else by what was recorded. */
export async function readChecklist(
	db: Database,
	fieldEventId: number,
	catalogue: Catalogue,
	reach: Reach
): Promise<Checklist> {
	const [ticks, officers, clips, { sums }, stations, screens] = await Promise.all([
		db
			.select({
				item: checklistTick.item,
				at: checklistTick.at,
				byHand: checklistTick.byHand,
				who: account.name
			})
			.from(checklistTick)
			.leftJoin(account, eq(account.id, checklistTick.by))
			.where(eq(checklistTick.fieldEventId, fieldEventId)),
		countOfficers(db, fieldEventId),
		countClips(db, fieldEventId),
		listUnits(db, fieldEventId, catalogue),
		countStations(db, fieldEventId),
		countScreens(db, fieldEventId)
	]);
	const booths = catalogue.booths.filter((booth) => !booth.withdrawn && booth.seats > 0).length;
	const differing = sums.filter((sum) => sum.targetDiffers || sum.eligibleDiffers);
	const known: Partial<Record<ChecklistItem, boolean>> = {
		targets: differing.length === 0,
		officers: booths > 0 && officers >= booths,
		phone: followable(reach),
		board: screens > 0,
		voice: clips > 0,
		stations: stations.enrolled > 0 && stations.trouble === 0
	};
	const items = CHECKLIST.map((item): Checked => {
		const row = ticks.find((tick) => tick.item === item);
		const tick = row ? { at: row.at.getTime(), who: row.who ?? '', byHand: row.byHand } : null;
		const isKnown = known[item] ?? false;
		return {
			item,
			done: isKnown || tick !== null,
			tick: isKnown ? null : tick,
			byHand: !isKnown && !ONLY_KNOWN.includes(item)
		};
	});
	const names = differing.map(({ serviceId }) => serviceId);
	return { items, officers, booths, clips, stations, differing: names };
}

async function countOfficers(db: Database, fieldEventId: number): Promise<number> {
	const [row] = await db
		.select({ n: count() })
		.from(account)
		.where(
			and(
				eq(account.fieldEventId, fieldEventId),
				eq(account.role, 'officer'),
				isNull(account.disabledAt)
			)
		);
	return row?.n ?? 0;
}

async function countStations(db: Database, fieldEventId: number): Promise<Checklist['stations']> {
	const [row] = await db
		.select({
			enrolled: count(),
			trouble: sql<number>`count(*) filter (where ${stationEpoch.unsent} > 0 or not ${stationEpoch.kept})::int`
		})
		.from(stationEpoch)
		.innerJoin(
			station,
			and(
				eq(station.fieldEventId, stationEpoch.fieldEventId),
				eq(station.id, stationEpoch.station),
				eq(station.epoch, stationEpoch.epoch)
			)
		)
		.where(eq(stationEpoch.fieldEventId, fieldEventId));
	return row ?? { enrolled: 0, trouble: 0 };
}

async function countClips(db: Database, fieldEventId: number): Promise<number> {
	const [row] = await db
		.select({ n: count() })
		.from(voiceClip)
		.where(eq(voiceClip.fieldEventId, fieldEventId));
	return row?.n ?? 0;
}

async function countScreens(db: Database, fieldEventId: number): Promise<number> {
	const [row] = await db
		.select({ n: count() })
		.from(boardWatch)
		.where(eq(boardWatch.fieldEventId, fieldEventId));
	return row?.n ?? 0;
}

/**
 * Records that something was tried: by hand, where somebody says so, or seen by the program. What stands keeps who was
 * first; what the program saw replaces what somebody said. Nobody's tick is recorded, nor one of what rows tell.
 */
export async function tick(
	db: Database,
	fieldEventId: number,
	item: string,
	{ by, byHand }: { by: Actor; byHand: boolean },
	now = new Date()
): Promise<void> {
	const known = CHECKLIST.find((one) => one === item);
	if (!known || ONLY_KNOWN.includes(known) || by.kind !== 'account') return;
	const row = { fieldEventId, item: known, at: now, by: by.accountId, byHand };
	await db
		.insert(checklistTick)
		.values(row)
		.onConflictDoUpdate({
			target: [checklistTick.fieldEventId, checklistTick.item],
			set: row,
			setWhere: sql`${checklistTick.byHand} and not excluded.by_hand`
		});
}

/** Takes back what somebody said by mistake; what the program saw stays. */
export async function untick(db: Database, fieldEventId: number, item: string): Promise<void> {
	await db
		.delete(checklistTick)
		.where(
			and(
				eq(checklistTick.fieldEventId, fieldEventId),
				eq(checklistTick.item, item),
				eq(checklistTick.byHand, true)
			)
		);
}
