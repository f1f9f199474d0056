import type { ReportReading } from './reading.ts';
import { cellText, type Cell, type ReportTable, type Row } from './report-table.ts';
import { reportTables } from './report-tables.ts';

/** One figure that is not the same in two readings, in the words of its table. */
export interface ChangedFigure {
	table: string;
	row: string;
	column: string;
	from: string;
	to: string;
	/** With its sign. */
	by: string;
}

/** Which figures of the tables changed from one reading to another of the same period. Shares and waits follow from them. */
export function changedFigures(before: ReportReading, after: ReportReading): ChangedFigure[] {
	// Hours and half hours are other parts of the same sums.
	const comparable = ({ id }: ReportTable) =>
		id !== 'slots' || before.slotMinutes === after.slotMinutes;
	const old = new Map(
		reportTables(before)
			.filter(comparable)
			.map((table) => [table.id, table])
	);
	const now = reportTables(after).filter(comparable);
	const gone = [...old.values()].filter(({ id }) => !now.some((table) => table.id === id));
	return [
		...now.flatMap((table) => changedIn(old.get(table.id), table)),
		...gone.flatMap((table) => changedIn(table, { ...table, rows: [] }))
	];
}

function changedIn(before: ReportTable | undefined, after: ReportTable): ChangedFigure[] {
	const keys = new Set([...after.rows, ...(before?.rows ?? [])].map(({ key }) => key));
	const columns =
		(before?.columns.length ?? 0) > after.columns.length ? before!.columns : after.columns;
	return [...keys].flatMap((key) => {
		const old = before?.rows.find((row) => row.key === key);
		const now = after.rows.find((row) => row.key === key);
		return columns.flatMap(({ label }) => {
			const from = figureAt(before, old, label);
			const to = figureAt(after, now, label);
			if (from === to) return [];
			const by = cellText({ kind: 'change', value: to - from });
			const shown = (value: number) => cellText({ kind: 'count', value });
			const row = rowName((now ?? old)!);
			return [{ table: after.tab, row, column: label, from: shown(from), to: shown(to), by }];
		});
	});
}

/** A count by the name of its column; what is not there is nothing. */
function figureAt(table: ReportTable | undefined, row: Row | undefined, label: string): number {
	const at = table?.columns.findIndex((column) => column.label === label) ?? -1;
	const cell: Cell | undefined = row?.cells[at];
	return cell?.kind === 'count' ? (cell.value ?? 0) : 0;
}

/** The first text of a row that is not its number. */
function rowName({ cells }: Row): string {
	const texts = cells.filter((cell) => cell.kind === 'text').map(cellText);
	return texts.find((text) => text !== '' && !/^\d+$/.test(text)) ?? '';
}
