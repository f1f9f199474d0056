import type { Refusal } from '#lib/core/refusal.ts';
import type {
	BadCell,
	HeaderRefusal,
	ImportKind,
	PlannedRow,
	SeenPlan
} from '#lib/server/setup/import/plan.ts';
import type { ImportAnswer } from '#lib/server/setup/import/run-import.ts';
import type { TableRefusal } from '#lib/server/setup/read-table.ts';

/** As many as one page lists; a hall never has so many, a mistaken file may. */
const MOST_BAD = 1_000;
const MOST_PLANNED = 500;

/** A plan as the page shows it. */
export interface ShownPlan extends Pick<
	SeenPlan,
	'kind' | 'sheet' | 'rows' | 'examples' | 'ignored'
> {
	bad: BadCell[];
	badCells: number;
	badRows: number;
	added: number;
	changed: number;
	left: number;
	/** What is added or changed, without what is left. */
	planned: PlannedRow[];
}

/** What the page is told of a file. */
export type ShownImport =
	| { kind: ImportKind; did: 'unreadable'; why: TableRefusal | HeaderRefusal }
	| { kind: ImportKind; did: 'seen'; plan: ShownPlan; mark: string; changedSince: boolean }
	| { kind: ImportKind; did: 'imported'; plan: ShownPlan }
	| { kind: ImportKind; did: 'refused'; plan: ShownPlan; refusal: Refusal };

/** An answer without the deeds, cut to what one page can show. */
export function showImport(kind: ImportKind, answer: ImportAnswer<SeenPlan>): ShownImport {
	if (answer.kind === 'unreadable') return { kind, did: 'unreadable', why: answer.why };
	const plan = showPlan(answer.plan);
	switch (answer.kind) {
		case 'seen':
			return { kind, did: 'seen', plan, mark: answer.mark, changedSince: answer.changedSince };
		case 'imported':
			return { kind, did: 'imported', plan };
		case 'refused':
			return { kind, did: 'refused', plan, refusal: answer.refusal };
	}
}

function showPlan({ kind, sheet, rows, examples, ignored, bad, planned }: SeenPlan): ShownPlan {
	const count = (what: PlannedRow['what']) => planned.filter((one) => one.what === what).length;
	return {
		kind,
		sheet,
		rows,
		examples,
		ignored,
		bad: bad.slice(0, MOST_BAD),
		badCells: bad.length,
		badRows: new Set(bad.map(({ row }) => row)).size,
		added: count('added'),
		changed: count('changed'),
		left: count('left'),
		planned: planned.filter(({ what }) => what !== 'left').slice(0, MOST_PLANNED)
	};
}
