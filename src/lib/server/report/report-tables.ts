import type { ReportReading } from './reading.ts';
import type { ReportTable } from './report-table.ts';
import { boothsTable, daysTable, slotsTable } from './tables/flow-tables.ts';
import { followUpTable } from './tables/follow-up-table.ts';
import { incidentsTable } from './tables/incidents-table.ts';
import { reasonsTable } from './tables/reasons-table.ts';
import { satisfactionTable } from './tables/satisfaction-table.ts';
import { talliesTable } from './tables/tallies-table.ts';
import { targetsTable } from './tables/targets-table.ts';
import { throughputTable } from './tables/throughput-table.ts';
import { unitTables } from './tables/unit-tables.ts';

/**
 * The tables of a report in the reader's language, in the order in which they are printed; table 2 once for each service
 * with units, table 4 in parts. A table of which a frozen reading knows nothing is not in the list.
 */
export function reportTables(reading: ReportReading): ReportTable[] {
	const tables = [
		targetsTable(reading),
		...unitTables(reading),
		reasonsTable(reading),
		slotsTable(reading),
		// Booths are told by their own field event: of a province they would be pages of one line each.
		...(reading.venues.length > 1 ? [] : [boothsTable(reading)]),
		...(reading.flow.booths.some(({ time }) => time) ? [throughputTable(reading)] : []),
		...(reading.dates.length > 1 ? [daysTable(reading)] : []),
		...(reading.satisfaction ? [satisfactionTable(reading.satisfaction)] : []),
		...(reading.incidents ? [incidentsTable(reading.incidents, reading.venues)] : []),
		...(reading.tallies?.length ? [talliesTable(reading.tallies)] : []),
		...(reading.followUp?.total.taken ? [followUpTable(reading.followUp)] : [])
	];
	// Where there are no figures there is nothing to explain.
	return tables.map((table) => (table.rows.length > 0 ? table : { ...table, notes: [] }));
}
