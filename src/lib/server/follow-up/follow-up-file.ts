import type { Sql } from 'postgres';
import { followUpId } from '#lib/core/follow-up-id.ts';
import { followUpStateWords, rejectionWords } from '#lib/i18n/follow-up-words.ts';
import { clock, date } from '#lib/i18n/format.ts';
import { importColumnWords } from '#lib/i18n/import-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { IMPORT_COLUMNS } from '#lib/server/setup/import/plan.ts';
import { writeTable, type TableFormat } from '#lib/server/setup/read-table.ts';
import { fileLabel, readFiles, type FileFilter } from './file-rows.ts';
import { readFollowedServices } from './followed-services.ts';

/**
 * The files of a field event as a table to fill in: one row for each, with its id, and no name of anybody. What it
 * says can be brought in again as it is, which changes nothing.
 */
export async function followUpFile(
	sql: Sql,
	fieldEventId: number,
	filter: FileFilter,
	format: TableFormat
): Promise<Uint8Array<ArrayBuffer>> {
	const services = await readFollowedServices(sql, fieldEventId);
	const files = await readFiles(sql, [fieldEventId], { filter });
	const rows = files.map((file) => {
		const { standing } = file;
		const appointment = standing.state === 'appointed' ? standing.appointment : null;
		const name = services.find(({ id }) => id === file.serviceId)?.name;
		return [
			followUpId(fieldEventId, file),
			fileLabel(file),
			name ? wordsIn(name) : file.serviceId,
			date(file.takenAt),
			file.unit || null,
			followUpStateWords[standing.state](),
			standing.state === 'rejected' ? rejectionWords[standing.reason]() : null,
			appointment && date(appointment.at),
			appointment && clock(appointment.at),
			appointment && appointment.place
		];
	});
	const headers = IMPORT_COLUMNS['follow-up'].map((column) => importColumnWords[column]());
	return writeTable(format, m.follow_title(), [headers, ...rows]);
}
