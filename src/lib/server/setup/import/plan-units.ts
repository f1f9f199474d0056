import type { Service } from '#lib/core/catalogue.ts';
import type { CellReader } from '#lib/server/setup/import/cells.ts';
import type { FoundTable } from '#lib/server/setup/import/find-table.ts';
import type {
	ImportColumn,
	ImportDeed,
	ImportStanding,
	PlannedField,
	PlannedRow
} from '#lib/server/setup/import/plan.ts';
import { TARGET_MOST, UNIT_NAME_MOST } from '#lib/server/setup/change-units.ts';
import { nameKey } from '#lib/server/setup/name-key.ts';
import type { TableRow } from '#lib/server/setup/read-table.ts';
import type { UnitTarget } from '#lib/server/setup/units.ts';

/** What a reader of a kind makes of the rows; what is wrong with them stands in the cell reader. */
export interface Planned {
	planned: PlannedRow[];
	deeds: ImportDeed[];
}

interface Figures extends UnitTarget {
	service: Service;
	/** Where the target stands, for what is wrong with it. */
	column: ImportColumn | number;
}

/**
 * Units with their targets: a row for each unit with a column for each service, or a row for each unit and service. An
 * empty figure leaves what stands.
 */
export function planUnits(table: FoundTable, cells: CellReader, standing: ImportStanding): Planned {
	const known = new Map(standing.units.map((unit) => [nameKey(unit.name), unit] as const));
	const seen = new Map<string, number>();
	/** Names of new units by key, as the first row spells them. */
	const fresh = new Map<string, string>();
	const planned: PlannedRow[] = [];
	const deeds: ImportDeed[] = [];
	for (const row of table.rows) {
		const name = cells.text(row, 'unit', { most: UNIT_NAME_MOST, required: true });
		const figures = figuresOf(row, table, cells, standing);
		if (name === null) continue;
		const key = nameKey(name);
		const before = twiceOf(key, figures, seen, row);
		if (before !== null) {
			cells.refuse(row, 'unit', { code: 'twice', row: before });
			continue;
		}
		const unit = known.get(key);
		const spelled = unit?.name ?? fresh.get(key) ?? name;
		const isNew = !unit && !fresh.has(key);
		if (isNew) {
			fresh.set(key, name);
			deeds.push({ do: 'add-unit', name });
		}
		const fields: PlannedField[] = [];
		for (const { service, target, eligible } of figures) {
			const now = unit?.targets[service.id] ?? { target: null, eligible: null };
			const set = { target: target ?? now.target, eligible: eligible ?? now.eligible };
			const changed = (['target', 'eligible'] as const).filter((what) => set[what] !== now[what]);
			for (const what of changed) {
				fields.push({ field: what, of: service.name, from: now[what], to: set[what] });
			}
			if (changed.length > 0) {
				deeds.push({ do: 'set-unit-target', unit: spelled, serviceId: service.id, ...set });
			}
		}
		const what = isNew ? 'added' : fields.length > 0 ? 'changed' : 'left';
		planned.push({ row: row.number, what, name: spelled, fields });
	}
	return { planned, deeds };
}

function figuresOf(
	row: TableRow,
	{ wide }: FoundTable,
	cells: CellReader,
	{ catalogue }: ImportStanding
): Figures[] {
	const figures: Figures[] = [];
	const service = cells.service(row, 'service', catalogue.services);
	const target = cells.whole(row, 'target', 1, TARGET_MOST);
	const eligible = cells.whole(row, 'eligible', 1, TARGET_MOST);
	if (service) figures.push({ service, target, eligible, column: 'target' });
	else if (!cells.has(row, 'service') && (target !== null || eligible !== null)) {
		cells.refuse(row, 'service', { code: 'target-without-service' });
	}
	for (const { place, what, service } of wide) {
		const value = cells.whole(row, place, 1, TARGET_MOST);
		const known = figures.find((one) => one.service.id === service.id && one.column !== 'target');
		if (known) known[what] = value;
		else figures.push({ service, target: null, eligible: null, column: place, [what]: value });
	}
	return figures;
}

/** The earlier row that says something of the same unit and service; a unit without a service stands once. */
function twiceOf(
	key: string,
	figures: readonly Figures[],
	seen: Map<string, number>,
	row: TableRow
): number | null {
	const long = figures.filter(({ column }) => column === 'target');
	const parts = long.length > 0 ? long.map(({ service }) => `${key}\n${service.id}`) : [key];
	const before = parts.map((part) => seen.get(part)).find((one) => one !== undefined);
	for (const part of parts) if (!seen.has(part)) seen.set(part, row.number);
	return before ?? null;
}
