import { wordsIn } from '#lib/i18n/words-in.ts';
import { TARGET_MOST } from '#lib/server/setup/change-units.ts';
import type { CellReader } from '#lib/server/setup/import/cells.ts';
import type { FoundTable } from '#lib/server/setup/import/find-table.ts';
import type { Planned } from '#lib/server/setup/import/plan-units.ts';
import type { ImportStanding } from '#lib/server/setup/import/plan.ts';

/** Targets and eligible people of the field event's services. An empty figure leaves what stands. */
export function planServices(
	table: FoundTable,
	cells: CellReader,
	{ catalogue }: ImportStanding
): Planned {
	const seen = new Map<string, number>();
	const result: Planned = { planned: [], deeds: [] };
	for (const row of table.rows) {
		const service = cells.service(row, 'service', catalogue.services);
		const target = cells.whole(row, 'target', 1, TARGET_MOST);
		const eligible = cells.whole(row, 'eligible', 1, TARGET_MOST);
		if (!service) {
			if (!cells.has(row, 'service')) cells.refuse(row, 'service', { code: 'missing' });
			continue;
		}
		const before = seen.get(service.id);
		if (before !== undefined) {
			cells.refuse(row, 'service', { code: 'twice', row: before });
			continue;
		}
		seen.set(service.id, row.number);
		const set = { target: target ?? service.target, eligible: eligible ?? service.eligible };
		const fields = (['target', 'eligible'] as const)
			.filter((what) => set[what] !== service[what])
			.map((field) => ({ field, of: null, from: service[field], to: set[field] }));
		const what = fields.length > 0 ? 'changed' : 'left';
		result.planned.push({ row: row.number, what, name: wordsIn(service.name), fields });
		if (fields.length > 0) {
			const wish = { kind: 'set-service' as const, service: { ...service, ...set } };
			result.deeds.push({ do: 'wish', row: row.number, wish });
		}
	}
	return result;
}
