import type { Sql } from 'postgres';
import { LEAST_WORKING_MS } from '#lib/core/throughput.ts';
import { boothTime } from '#lib/server/report/booth-time.ts';

/** What the booths of a field event counted today in an hour of an officer. Officers only as time: nobody is named. */
export interface OfficerHours {
	/** People counted in an officer-hour, by booth id; null with less than 20 minutes. */
	byBooth: Record<string, number | null>;
	/** Over all booths. */
	all: number | null;
	/** Officers' time of today over all booths, ms. */
	ms: number;
}

/** @param at hall ms: until when officers who sit there now are counted */
export async function officerHours(
	sql: Sql,
	fieldEventId: number,
	at: number
): Promise<OfficerHours> {
	return (await sql.begin('isolation level repeatable read read only', async (tx) => {
		const counted = await tx<{ boothId: string; n: number; day: number }[]>`
			select r.booth_id as "boothId", sum(result.count)::int as n, r.day::int as day
			from field_event e
			join recorded r on r.field_event_id = e.id and r.day = e.day and r.applied
			cross join lateral jsonb_to_recordset(r.results)
				as result("serviceId" text, outcome text, count int)
			join service s on s.field_event_id = e.id and s.id = result."serviceId"
				and s.counts = result.outcome
			where e.id = ${fieldEventId} group by 1, 3`;
		const [today] = await tx<{ day: number }[]>`
			select day::int as day from field_event where id = ${fieldEventId}`;
		const times = (await boothTime(tx, [fieldEventId], at)).filter(({ day }) => day === today?.day);
		const of = (boothId: string) => counted.find((row) => row.boothId === boothId)?.n ?? 0;
		const ms = times.reduce((sum, time) => sum + time.officerMs, 0);
		const n = times.reduce((sum, { boothId }) => sum + of(boothId), 0);
		return {
			byBooth: Object.fromEntries(
				times.map(({ boothId, officerMs }) => [boothId, perHour(of(boothId), officerMs)])
			),
			all: perHour(n, ms),
			ms
		};
	})) as OfficerHours;
}

function perHour(n: number, ms: number): number | null {
	return ms < LEAST_WORKING_MS ? null : (n * 3_600_000) / ms;
}
