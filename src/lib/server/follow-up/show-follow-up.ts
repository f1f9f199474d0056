import type { Sql } from 'postgres';
import type { Words } from '#lib/core/catalogue.ts';
import { followUpId } from '#lib/core/follow-up-id.ts';
import { FOLLOW_UP_STATES, type FollowUpCounts } from '#lib/core/follow-up.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { Database } from '#lib/server/account/database.ts';
import { accountNames } from '#lib/server/report/report-rows.ts';
import {
	countFiles,
	readFiles,
	sumOfFiles,
	type FileFilter,
	type FileRow,
	type UnitFiles
} from './file-rows.ts';
import { findFiles, type FileReach } from './find-files.ts';
import { readFollowedServices } from './followed-services.ts';

/** As many files as one page lists. */
export const FILES_PER_PAGE = 100;

/** A file as a page shows it: without the ticket's id. */
export interface ShownFile extends Pick<
	FileRow,
	'unit' | 'ordinal' | 'people' | 'takenAt' | 'standing'
> {
	id: string;
	number: string;
	service: Words | null;
	/** By whom and when it was last set; the field event's name where that was another. */
	changed: { at: number; who: string; where: string | null } | null;
	/** The field event where it was taken, when that is another than the page's. */
	from: string | null;
}

export interface ShownFollowUp {
	units: UnitFiles[];
	total: FollowUpCounts;
	filter: FileFilter;
	files: ShownFile[];
	/** Files of the list on all its pages, and the place of the first that is shown, from 0. */
	count: number;
	first: number;
}

/** Which files an address asks for: `unit` (empty for files without one), `state`, `from`. */
export function filterAsked(query: URLSearchParams): FileFilter {
	return {
		unit: query.get('unit') === 'all' ? null : query.get('unit'),
		state: FOLLOW_UP_STATES.find((state) => state === query.get('state')) ?? null
	};
}

/** The page of a field event's files. */
export async function showFollowUp(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	query: URLSearchParams
): Promise<ShownFollowUp> {
	const filter = filterAsked(query);
	const units = await countFiles(sql, [fieldEventId]);
	const within = units.filter(({ unit }) => filter.unit === null || unit === filter.unit);
	const count = sumOfFiles(within)[filter.state ?? 'taken'];
	const asked = Math.floor(Number(query.get('from')) / FILES_PER_PAGE) * FILES_PER_PAGE;
	const first = asked > 0 && asked < count ? asked : 0;
	const most = FILES_PER_PAGE;
	const files = await readFiles(sql, [fieldEventId], { filter, from: first, most });
	return {
		units,
		total: sumOfFiles(units),
		filter,
		files: await shownFiles(db, sql, fieldEventId, files),
		count,
		first
	};
}

/** What somebody typed or scanned into the page's field, and the files that it led to. */
export async function showFound(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	text: string,
	reach: FileReach
): Promise<{ files: ShownFile[] } | { refused: 'not-readable' | 'no-file' }> {
	const found = await findFiles(sql, fieldEventId, text, reach);
	if ('refused' in found) return found;
	return { files: await shownFiles(db, sql, fieldEventId, found.files) };
}

async function shownFiles(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	files: readonly FileRow[]
): Promise<ShownFile[]> {
	if (files.length === 0) return [];
	const names = await accountNames(db);
	const ids = new Set(
		files.flatMap((file) => [file.fieldEventId, file.changed?.recordedIn ?? file.fieldEventId])
	);
	const services = await readFollowedServices(sql, ...ids);
	const events = new Map(
		(
			await sql<{ id: number; name: string }[]>`
				select id, name from field_event where id = any(${[...ids]}::bigint[])`
		).map(({ id, name }) => [id, name])
	);
	const elsewhere = (id: number, here: number) => (id === here ? null : (events.get(id) ?? null));
	const isService = (file: FileRow) => (one: (typeof services)[number]) =>
		one.fieldEventId === file.fieldEventId && one.id === file.serviceId;
	return files.map((file) => ({
		unit: file.unit,
		ordinal: file.ordinal,
		people: file.people,
		takenAt: file.takenAt,
		standing: file.standing,
		id: followUpId(file.fieldEventId, file),
		number: formatNumber(file.prefix, file.number),
		service: services.find(isService(file))?.name ?? null,
		changed: file.changed && {
			at: file.changed.at,
			who: names.get(file.changed.by) ?? '–',
			where: elsewhere(file.changed.recordedIn, file.fieldEventId)
		},
		from: elsewhere(file.fieldEventId, fieldEventId)
	}));
}
