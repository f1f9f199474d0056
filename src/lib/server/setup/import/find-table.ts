import type { Service } from '#lib/core/catalogue.ts';
import {
	EXAMPLE_SIGN,
	headerWords,
	ignoredHeaders,
	wideEligible,
	wideTarget
} from '#lib/i18n/import-headers.ts';
import { importColumnWords } from '#lib/i18n/import-words.ts';
import { locales } from '#lib/i18n/paraglide/runtime.js';
import { findService, type ColumnPlaces } from '#lib/server/setup/import/cells.ts';
import {
	IMPORT_KINDS,
	REQUIRED_COLUMNS,
	type HeaderRefusal,
	type ImportColumn,
	type ImportKind
} from '#lib/server/setup/import/plan.ts';
import { plainKey } from '#lib/server/setup/name-key.ts';
import type { Cell, TableRow, TableSheet } from '#lib/server/setup/read-table.ts';

/** A column of figures for one service, in a table with a row for each unit. */
export interface WideColumn {
	place: number;
	what: 'target' | 'eligible';
	service: Service;
}

/** The table of a file: its headers, where its columns are, and its rows. */
export interface FoundTable {
	sheet: string;
	headers: Cell[];
	places: ColumnPlaces;
	wide: WideColumn[];
	/** Headers of columns that are not read. */
	ignored: string[];
	rows: TableRow[];
	examples: number;
}

/** As far down as titles of a document stand above a table. */
const HEADERS_WITHIN = 30;

/**
 * Finds the table of a kind: the row that names the most of its columns, in whichever sheet and under whatever titles.
 * Of two rows that name as many, the lower one, because headers may stand in two rows.
 */
export function findTable(
	sheets: readonly TableSheet[],
	kind: ImportKind,
	services: readonly Service[]
): FoundTable | HeaderRefusal {
	const candidates = sheets.flatMap((sheet) =>
		sheet.rows
			.slice(0, HEADERS_WITHIN)
			.map((row, at) => ({ sheet, at, ...readHeaders(row.cells, kind, services) }))
	);
	const best = candidates.reduce<(typeof candidates)[number] | null>(
		(found, one) => (one.named > 0 && (!found || rank(one) >= rank(found)) ? one : found),
		null
	);
	const looksLike = likeness(sheets, kind, services);
	if (!best || best.missing.length > 0 || (looksLike && looksLike.named > best.named)) {
		return {
			code: 'no-header',
			missing: best?.missing ?? [...REQUIRED_COLUMNS[kind]],
			looksLike: looksLike?.kind ?? null,
			sheets: sheets.map(({ name }) => name)
		};
	}
	const below = best.sheet.rows.slice(best.at + 1);
	const rows = below.filter((row) => !isExample(row));
	return {
		sheet: best.sheet.name,
		headers: best.sheet.rows[best.at]!.cells,
		places: best.places,
		wide: best.wide,
		ignored: best.ignored,
		rows,
		examples: below.length - rows.length
	};
}

interface Headers {
	places: ColumnPlaces;
	wide: WideColumn[];
	ignored: string[];
	missing: ImportColumn[];
	/** How many columns were named. */
	named: number;
}

const rank = ({ named, missing }: Headers) => named - missing.length * 100;

function readHeaders(
	cells: readonly Cell[],
	kind: ImportKind,
	services: readonly Service[]
): Headers {
	const places: ColumnPlaces = {};
	const wide: WideColumn[] = [];
	const ignored: string[] = [];
	cells.forEach((cell, place) => {
		if (typeof cell !== 'string') return;
		const key = headerKey(cell);
		if (key === '' || ignoredHeaders.includes(key)) return;
		const column = columnOf(kind, key);
		if (column && places[column] === undefined) places[column] = place;
		else {
			const found = kind === 'units' ? wideColumn(cell, services) : null;
			if (found) wide.push({ place, ...found });
			else ignored.push(cell);
		}
	});
	const missing = REQUIRED_COLUMNS[kind].filter((column) => places[column] === undefined);
	// Figures of a unit are of some service: named in the row, or above the column.
	const bare = places.target !== undefined || places.eligible !== undefined;
	if (kind === 'units' && bare && places.service === undefined) missing.push('service');
	const named = Object.keys(places).length + wide.length;
	return { places, wide, ignored, missing, named };
}

/** A header without what stands in brackets and its signs of "required". */
const headerKey = (header: string) => plainKey(header.replace(/\([^)]*\)/g, ' '));

function columnOf(kind: ImportKind, key: string): ImportColumn | undefined {
	const known = headerWords[kind];
	const columns = Object.keys(known) as ImportColumn[];
	return columns.find(
		(column) =>
			known[column]?.includes(key) ||
			locales.some((locale) => headerKey(importColumnWords[column]({}, { locale })) === key)
	);
}

function wideColumn(
	header: string,
	services: readonly Service[]
): Pick<WideColumn, 'what' | 'service'> | null {
	const key = plainKey(header);
	for (const [what, words] of [
		['eligible', wideEligible],
		['target', wideTarget]
	] as const) {
		const word = words.find((one) => key.startsWith(`${one} `));
		const service = word && findService(services, key.slice(word.length));
		if (service) return { what, service };
	}
	const service = findService(services, key);
	return service ? { what: 'target', service } : null;
}

/** The other kind whose columns are all in the file, and how many of them; the one with the most. */
function likeness(
	sheets: readonly TableSheet[],
	kind: ImportKind,
	services: readonly Service[]
): { kind: ImportKind; named: number } | null {
	let found: { kind: ImportKind; named: number } | null = null;
	for (const other of IMPORT_KINDS.filter((one) => one !== kind && one !== 'services')) {
		for (const { cells } of sheets.flatMap(({ rows }) => rows.slice(0, HEADERS_WITHIN))) {
			const { missing, named } = readHeaders(cells, other, services);
			if (missing.length === 0 && named > (found?.named ?? 1)) found = { kind: other, named };
		}
	}
	return found;
}

/** A row that shows how to fill in the others says so in one of its first cells. */
function isExample({ cells }: TableRow): boolean {
	return cells.slice(0, 3).some((cell) => typeof cell === 'string' && EXAMPLE_SIGN.test(cell));
}
