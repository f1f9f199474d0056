import type { Service } from '#lib/core/catalogue.ts';
import { serviceNicknames } from '#lib/i18n/import-headers.ts';
import type { BadCell, CellRefusal, ImportColumn } from '#lib/server/setup/import/plan.ts';
import { plainKey } from '#lib/server/setup/name-key.ts';
import { columnLetter, type Cell, type TableRow } from '#lib/server/setup/read-table.ts';

/** Where a column of a kind stands in the table. */
export type ColumnPlaces = Partial<Record<ImportColumn, number>>;

const FORMULA_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!)$/;
/** Signs that Vietnamese names never have: the letters of the fonts before Unicode (.VnTime), read as Latin ones. */
const OLD_FONT = /[\u00a1-\u00a9\u00ab-\u00af\u00b1-\u00b6\u00b8\u00b9\u00bb-\u00bf]/;
/** As much of a cell as is shown of what is wrong with it. */
const SHOWN = 60;

/**
 * Reads the cells of one table and gathers what is wrong with them, each with its row and column. Every method gives
 * null where nothing is there or it refuses.
 */
export class CellReader {
	readonly bad: BadCell[] = [];

	constructor(
		private readonly headers: readonly Cell[],
		private readonly places: ColumnPlaces
	) {}

	/** Text as it is kept; `required` refuses an empty cell. */
	text(row: TableRow, column: ImportColumn, { most = 100, required = false } = {}): string | null {
		const cell = this.cell(row, column);
		if (cell === null) {
			if (required) this.refuse(row, column, { code: 'missing' });
			return null;
		}
		if (cell instanceof Date) return this.refuse(row, column, { code: 'is-a-date' });
		const text = String(cell);
		if (FORMULA_ERROR.test(text)) return this.refuse(row, column, { code: 'formula-error' });
		if (text.includes('\ufffd')) return this.refuse(row, column, { code: 'broken-text' });
		if (OLD_FONT.test(text)) return this.refuse(row, column, { code: 'old-font' });
		if (text.length > most) return this.refuse(row, column, { code: 'too-long', limit: most });
		return text;
	}

	/** A whole number, also with the dots, commas or spaces of thousands. */
	whole(row: TableRow, column: ImportColumn | number, least: number, most: number): number | null {
		const cell = this.cell(row, column);
		if (cell === null || cell === '-' || cell === '–') return null;
		if (cell instanceof Date) return this.refuse(row, column, { code: 'is-a-date' });
		const text = String(cell);
		if (FORMULA_ERROR.test(text)) return this.refuse(row, column, { code: 'formula-error' });
		const value = wholeOf(cell);
		if (value === null) {
			const isFraction = typeof cell === 'number' || /^\d+[.,]\d+$/.test(text);
			return this.refuse(row, column, { code: isFraction ? 'not-whole' : 'not-a-number' });
		}
		if (value < least || value > most) {
			return this.refuse(row, column, { code: 'out-of-range', least, most });
		}
		return value;
	}

	/** The service that a cell names, or null. */
	service(row: TableRow, column: ImportColumn, services: readonly Service[]): Service | null {
		const text = this.text(row, column, { most: 300 });
		if (text === null) return null;
		return findService(services, text) ?? this.unknownService(row, column, services);
	}

	/** Several services, parted by `;`, `+`, `/` or a comma. */
	services(row: TableRow, column: ImportColumn, services: readonly Service[]): Service[] | null {
		const text = this.text(row, column, { most: 600 });
		if (text === null) return null;
		const whole = findService(services, text);
		if (whole) return [whole];
		// The comma last: names of services have commas in them.
		for (const parts of [text.split(/\s*[;+/]\s*/), text.split(/\s*,\s*/)]) {
			const found = parts.filter((part) => part !== '').map((part) => findService(services, part));
			if (found.length > 0 && found.every((one) => one !== undefined)) return [...new Set(found)];
		}
		return this.unknownService(row, column, services);
	}

	/** Which of a closed set a cell names; null when none or nothing is there. */
	choice<Value extends string>(
		row: TableRow,
		column: ImportColumn,
		words: Readonly<Record<Value, readonly string[]>>
	): Value | null {
		const cell = this.cell(row, column);
		if (cell === null) return null;
		const key = plainKey(String(cell));
		const values = Object.keys(words) as Value[];
		return values.find((value) => words[value].includes(key)) ?? null;
	}

	has(row: TableRow, column: ImportColumn): boolean {
		return this.cell(row, column) !== null;
	}

	cell(row: TableRow, column: ImportColumn | number): Cell {
		const place = typeof column === 'number' ? column : this.places[column];
		return place === undefined ? null : (row.cells[place] ?? null);
	}

	/** Notes what is wrong with a cell, or with the row where the column is not in the table. */
	refuse(row: TableRow, column: ImportColumn | number | null, why: CellRefusal): null {
		const place = typeof column === 'string' ? this.places[column] : (column ?? undefined);
		const cell = place === undefined ? null : (row.cells[place] ?? null);
		this.bad.push({
			row: row.number,
			letter: place === undefined ? null : columnLetter(place),
			header: place === undefined ? '' : String(this.headers[place] ?? ''),
			value: shown(cell),
			why
		});
		return null;
	}

	private unknownService(row: TableRow, column: ImportColumn, services: readonly Service[]): null {
		const known = services.filter((one) => !one.withdrawn).map((one) => one.name);
		return this.refuse(row, column, { code: 'unknown-service', known });
	}
}

function shown(cell: Cell): string {
	const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '');
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** A whole number of a cell; null when it is none. `1.234`, `1,234` and `1 234` are thousands, `12,5` is not whole. */
export function wholeOf(cell: Cell): number | null {
	if (typeof cell === 'number') return Number.isSafeInteger(cell) ? cell : null;
	if (typeof cell !== 'string') return null;
	const text = cell
		.replace(/^[+]/, '')
		.replace(/([.,]0+)$/, (zeros) => (zeros.length === 4 ? zeros : ''));
	const grouped = /^-?\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*$/.test(text);
	if (!grouped && !/^-?\d{1,15}$/.test(text)) return null;
	return Number(text.replace(/[.,\s]/g, ''));
}

/**
 * The service that a text names: by its name or its counted noun in either language, by a usual short name, or by a part
 * of exactly one name.
 */
export function findService(services: readonly Service[], text: string): Service | undefined {
	const key = plainKey(text);
	if (key === '') return undefined;
	const namesOf = ({ id, name, countedNoun }: Service) =>
		[id, name.vi, name.en, countedNoun.vi, countedNoun.en].map(plainKey);
	const present = services.filter((service) => !service.withdrawn);
	const same = present.find((service) => namesOf(service).includes(key));
	if (same) return same;
	const nick = present.find(({ id }) => serviceNicknames[id]?.includes(key));
	if (nick || key.length < 5) return nick;
	const within = present.filter(({ name }) =>
		[name.vi, name.en].some((one) => ` ${plainKey(one)} `.includes(` ${key} `))
	);
	return within.length === 1 ? within[0] : undefined;
}
