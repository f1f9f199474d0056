import type { Sql } from 'postgres';
import { readTallies } from './read-tallies.ts';
import { listTallyPoints, type TallyPoint } from './tally-point.ts';

/** All places of a field event and what each counted, by half. */
export interface TallyTable {
	/** Halves in which anything was counted, in order. */
	sessions: { day: number; half: number }[];
	rows: (TallyPoint & { bySession: number[]; all: number })[];
}

/** What the organiser's page shows of all days. */
export async function tallyTable(sql: Sql, fieldEventId: number): Promise<TallyTable> {
	const [points, counted] = await Promise.all([
		listTallyPoints(sql, fieldEventId),
		readTallies(sql, [fieldEventId], '0000', '9999')
	]);
	const keys = [...new Set(counted.map(({ day, half }) => day * 100 + half))].sort((a, b) => a - b);
	const sessions = keys.map((key) => ({ day: Math.floor(key / 100), half: key % 100 }));
	const rows = points.map((point) => {
		const own = counted.filter(({ pointId }) => pointId === point.id);
		const bySession = sessions.map(
			({ day, half }) => own.find((row) => row.day === day && row.half === half)?.count ?? 0
		);
		return { ...point, bySession, all: bySession.reduce((sum, n) => sum + n, 0) };
	});
	return { sessions, rows };
}
