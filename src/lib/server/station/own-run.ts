import type { Contact } from '#lib/core/station/contact.ts';
import type { Desk } from './desk.ts';
import type { KnownStation } from './known-station.ts';
import { LiveRuns } from './live-runs.ts';

type OneEpoch = Pick<KnownStation, 'station' | 'epoch'>;

/** More runs than the devices of any hall have in a day: those that were heard longest ago are read again. */
const MOST = 20_000;

const live = new LiveRuns();
/** Runs that this process has found to be the device's own. */
const own = new Set<string>();

/**
 * Whether the run that made this contact is its device's own, and not a copy's: two devices whose stores were one speak
 * with one key, and only one may give and call. False: it gets nothing any more. A contact that does not tell its run
 * (`boot` empty) is always heard.
 *
 * Each run says after which one it came, by its store. One store has one next run; a second one that claims the same place
 * has a copy, and so have those after it. It is refused at its first contact, whichever program that reaches, before it
 * gives anything to anybody (a station that was just opened waits for the hall's first word, as long as the hall answers
 * soon). Where a run does not know what it came after, only `LiveRuns` can tell.
 */
export async function isOwnRun(
	desk: Desk,
	known: OneEpoch,
	{ boot, mono, after }: Contact
): Promise<boolean> {
	if (boot === '') return true;
	const epoch = [desk.fieldEventId, known.station, known.epoch].join('/');
	const run = `${epoch}/${boot}`;
	if (!own.has(run)) {
		if (!(await claims(desk, known, boot, after ?? null))) return false;
		own.add(run);
		if (own.size > MOST) own.delete(own.values().next().value!);
	}
	const copy = live.hears(epoch, boot, mono);
	if (copy !== null) {
		own.delete(`${epoch}/${copy}`);
		await refuse(desk, known, copy);
	}
	return true;
}

/** Takes the place after a run, for good; false when it is taken, or the run before was a copy's already. */
async function claims(
	desk: Desk,
	{ station, epoch }: OneEpoch,
	boot: string,
	after: string | null
): Promise<boolean> {
	const { sql, fieldEventId } = desk;
	await sql`
		insert into station_run (field_event_id, station, epoch, boot, after, refused)
		select ${fieldEventId}::bigint, ${station}::text, ${epoch}::int, ${boot}::text, ${after}::text, exists (
			select 1 from station_run where field_event_id = ${fieldEventId} and station = ${station}
				and epoch = ${epoch} and boot = ${after}::text and refused)
		on conflict do nothing`;
	const [row] = await sql<{ refused: boolean }[]>`
		select refused from station_run where field_event_id = ${fieldEventId} and station = ${station}
			and epoch = ${epoch} and boot = ${boot}`;
	if (!row) await refuse(desk, { station, epoch }, boot);
	return row?.refused === false;
}

/** Notes that a run is a copy's; the place that it claimed is left to another. */
async function refuse(
	{ sql, fieldEventId }: Desk,
	{ station, epoch }: OneEpoch,
	boot: string
): Promise<void> {
	await sql`
		insert into station_run (field_event_id, station, epoch, boot, refused)
		values (${fieldEventId}, ${station}, ${epoch}, ${boot}, true)
		on conflict (field_event_id, station, epoch, boot) do update set refused = true`;
}
