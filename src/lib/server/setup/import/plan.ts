import type { Booth, Catalogue, Words } from '#lib/core/catalogue.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { RejectionReason } from '#lib/core/follow-up.ts';
import type { AccountChange } from '#lib/server/account/change-account.ts';
import type { Role } from '#lib/server/db/account.schema.ts';
import type { CatalogueWish } from '#lib/server/setup/change-draft.ts';
import type { UnitRow, UnitTarget } from '#lib/server/setup/units.ts';

/** What may be brought in from a file, each with the columns that its table may have. */
export const IMPORT_COLUMNS = {
	units: ['unit', 'service', 'target', 'eligible'],
	booths: ['number', 'word', 'services', 'seats', 'area', 'level', 'unit'],
	staff: ['name', 'role', 'unit', 'signInName'],
	services: ['service', 'target', 'eligible'],
	'follow-up': [
		'row',
		'ticket',
		'service',
		'takenOn',
		'unit',
		'state',
		'reason',
		'appointmentDate',
		'appointmentTime',
		'appointmentPlace'
	]
} as const satisfies Record<string, readonly string[]>;
export type ImportKind = keyof typeof IMPORT_COLUMNS;
export const IMPORT_KINDS = Object.keys(IMPORT_COLUMNS) as ImportKind[];
/** What sets a field event up; what became of files afterwards has a page and a reader of its own. */
export type SetUpKind = Exclude<ImportKind, 'follow-up'>;
export const SET_UP_KINDS = IMPORT_KINDS.filter((kind) => kind !== 'follow-up');
export type ImportColumn = (typeof IMPORT_COLUMNS)[ImportKind][number];

/** Columns without which a table is not of its kind. */
export const REQUIRED_COLUMNS: Record<ImportKind, readonly ImportColumn[]> = {
	units: ['unit'],
	booths: ['number', 'services'],
	staff: ['name', 'role'],
	services: ['service', 'target'],
	'follow-up': ['row', 'state']
};

/** Why no table of the wanted kind was found in a file. */
export interface HeaderRefusal {
	code: 'no-header';
	/** Columns that the nearest row of headers lacks. */
	missing: ImportColumn[];
	/** Of which kind the table seems to be instead. */
	looksLike: ImportKind | null;
	/** Sheets that were looked through; one empty name for a CSV. */
	sheets: string[];
}

/** What is wrong with one cell. Words in `#lib/i18n/import-words.ts`. */
export type CellRefusal =
	| { code: 'missing' | 'not-a-number' | 'not-whole' | 'is-a-date' | 'formula-error' }
	| { code: 'broken-text' | 'old-font' | 'organiser-by-hand' | 'not-a-sign-in-name' }
	| {
			code:
				'sign-in-name-taken' | 'not-a-booth-number' | 'roaming-changes' | 'target-without-service';
	  }
	| { code: 'out-of-range'; least: number; most: number }
	| { code: 'too-long'; limit: number }
	| { code: 'unknown-service' | 'unknown-area'; known: Words[] }
	| { code: 'unknown-role' | 'unknown-word' }
	/** The same unit and service, booth, service or person stands in an earlier row. */
	| { code: 'twice' | 'same-person'; row: number }
	| { code: 'hall'; refusal: Refusal }
	| { code: 'not-a-date' | 'not-a-time' | 'unknown-state' | 'not-a-row' | 'row-of-another' }
	| { code: 'row-gone' | 'activated-already' }
	| { code: 'unknown-reason'; known: readonly RejectionReason[] };

/** One bad cell, where it is and what it holds. */
export interface BadCell {
	row: number;
	/** As a spreadsheet names it; null when the row is at fault as a whole. */
	letter: string | null;
	/** The header as the file has it; empty when the row is at fault. */
	header: string;
	value: string;
	why: CellRefusal;
}

/** One thing that a row sets: before and after. */
export interface PlannedField {
	field: ImportColumn;
	/** The service whose target it is, where a row sets several. */
	of: Words | null;
	from: string | number | null;
	to: string | number | null;
}

/** What becomes of one row. */
export interface PlannedRow {
	row: number;
	what: 'added' | 'changed' | 'left';
	name: string;
	fields: PlannedField[];
}

export interface NewPerson {
	name: string;
	role: Exclude<Role, 'organiser'>;
	unit: string | null;
	signInName?: string;
}

/** What is done when the file is accepted. */
export type ImportDeed =
	| { do: 'add-unit'; name: string }
	| ({ do: 'set-unit-target'; unit: string; serviceId: string } & UnitTarget)
	| { do: 'wish'; row: number; wish: CatalogueWish }
	| ({ do: 'add-person' } & NewPerson)
	| { do: 'change-person'; id: string; change: AccountChange };

/** What a file would do, as far as a page shows it. */
export interface SeenPlan {
	kind: ImportKind;
	/** The sheet that was read; empty for a CSV. */
	sheet: string;
	/** Rows with data, examples not counted. */
	rows: number;
	/** Rows that are examples of the template and were left out. */
	examples: number;
	/** Headers of columns that were not read. */
	ignored: string[];
	bad: BadCell[];
	planned: PlannedRow[];
}

/** A file read against the hall as it stands. */
export interface ImportPlan extends SeenPlan {
	deeds: ImportDeed[];
}

/** A person of the staff as an import needs it. */
export interface StaffPerson {
	id: string;
	name: string;
	role: Role;
	unit: string | null;
	signInName: string;
	fieldEventId: number | null;
}

/** The hall as it stands when a file is read. The floor is the plan's own: rules try its wishes on it. */
export interface ImportStanding {
	floor: Floor;
	catalogue: Catalogue;
	units: UnitRow[];
	/** People of this field event. */
	staff: StaffPerson[];
	/** Who bears a sign-in name, by name; of the whole installation. */
	signInNames: Map<string, StaffPerson>;
}

/** Seats 0 is a helper who goes about. */
export type BoothWord = Booth['word'] | 'roaming';
