import type { Cell } from '#lib/server/setup/read-table.ts';

/*
 * Dates and times as office files of this country write them, or as a workbook keeps them.
 */

/** `21/10/2023`, `21-10-2023`, `21.10.2023`. */
const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
/** `2023-10-21`, also with slashes. */
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/;
/** `ngày 21 tháng 10 năm 2023`. */
const IN_WORDS = /^(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})$/i;
/** `8:30`, `08:30:00`, `8h30`, `8 giờ 30`, `8 giờ`. */
const TIME = /^(\d{1,2})\s*(?::|h|giờ|g)\s*(\d{1,2})?\s*(?:phút|p|')?(?::\d{2})?$/i;

/** The date of a cell as YYYY-MM-DD; null when it is none. A time behind it is left out. */
export function dateOfCell(cell: Cell): string | null {
	if (cell instanceof Date)
		return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10);
	if (typeof cell !== 'string') return null;
	const text = cell.replace(/[\sT]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$/, '').trim();
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst) return realDate(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
	const dayFirst = DAY_FIRST.exec(text) ?? IN_WORDS.exec(text);
	return dayFirst && realDate(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);
}

function realDate(year: string, month: string, day: string): string | null {
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const at = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null;
}

const DAY_MINUTES = 24 * 60;

/** The time of day of a cell in minutes; null when it is none. A workbook keeps one as a part of a day. */
export function minutesOfCell(cell: Cell): number | null {
	if (cell instanceof Date) {
		const minutes = cell.getUTCHours() * 60 + cell.getUTCMinutes();
		return Number.isNaN(minutes) ? null : minutes + Math.round(cell.getUTCSeconds() / 60);
	}
	if (typeof cell === 'number') {
		return cell >= 0 && cell < 1 ? Math.round(cell * DAY_MINUTES) % DAY_MINUTES : null;
	}
	if (typeof cell !== 'string') return null;
	const [, hours, minutes = '0'] = TIME.exec(cell.trim()) ?? [];
	if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
	return Number(hours) * 60 + Number(minutes);
}
