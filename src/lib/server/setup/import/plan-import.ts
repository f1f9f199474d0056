import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { carryOut } from '#lib/core/decide.ts';
import { wishSchema } from '#lib/core/wish.ts';
import { CellReader } from '#lib/server/setup/import/cells.ts';
import { findTable } from '#lib/server/setup/import/find-table.ts';
import { planBooths } from '#lib/server/setup/import/plan-booths.ts';
import { planServices } from '#lib/server/setup/import/plan-services.ts';
import { planStaff } from '#lib/server/setup/import/plan-staff.ts';
import { planUnits } from '#lib/server/setup/import/plan-units.ts';
import type {
	HeaderRefusal,
	ImportPlan,
	ImportStanding,
	SetUpKind
} from '#lib/server/setup/import/plan.ts';
import type { TableSheet } from '#lib/server/setup/read-table.ts';

const planners: Record<SetUpKind, typeof planUnits> = {
	units: planUnits,
	booths: planBooths,
	staff: planStaff,
	services: planServices
};

/**
 * Reads a table against the hall as it stands: what it would add, change and leave, and every cell that is wrong. The
 * rules of the hall judge each change in its order, as they will when it is made.
 */
export function planImport(
	kind: SetUpKind,
	sheets: readonly TableSheet[],
	standing: ImportStanding
): ImportPlan | HeaderRefusal {
	const table = findTable(sheets, kind, standing.catalogue.services);
	if ('code' in table) return table;
	const cells = new CellReader(table.headers, table.places);
	const { planned, deeds } = planners[kind](table, cells, standing);
	for (const deed of deeds) {
		if (deed.do !== 'wish') continue;
		const { row: number, wish } = deed;
		const row = table.rows.find((one) => one.number === number)!;
		const checked = v.safeParse(wishSchema, wish);
		if (!checked.success) {
			const field = checked.issues[0].path?.map((item) => String(item.key)).join('.') ?? '';
			cells.refuse(row, null, {
				code: 'hall',
				refusal: { refused: 'bad-wish', detail: { field } }
			});
			continue;
		}
		const context = { at: 0, by: 'system', operationId: '' };
		const carried = carryOut(standing.floor, wish, context);
		if ('refusal' in carried) {
			cells.refuse(row, null, { code: 'hall', refusal: carried.refusal });
		}
	}
	return {
		kind,
		sheet: table.sheet,
		rows: table.rows.length,
		examples: table.examples,
		ignored: table.ignored,
		bad: cells.bad.sort((a, b) => a.row - b.row),
		planned,
		deeds
	};
}

/** What an organiser accepts: another mark means that the file or the hall has changed since it was looked at. */
export function markOf({ kind, deeds }: { kind: string; deeds: readonly unknown[] }): string {
	return createHash('sha256')
		.update(JSON.stringify([kind, deeds]))
		.digest('hex')
		.slice(0, 32);
}
