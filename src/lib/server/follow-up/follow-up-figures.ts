import type { TransactionSql } from 'postgres';
import { everApproved, type FollowUpCounts, type FollowUpState } from '#lib/core/follow-up.ts';
import { daysOf } from '#lib/server/report/scope.ts';
import { byUnit, filesOf, standingsOf, sumOfFiles, type UnitFiles } from './file-rows.ts';

export interface FollowUpFigures {
	total: FollowUpCounts & { everApproved: number };
	/** By unit, in the order of their names; an empty name is of booths that name none. */
	units: (UnitFiles & { everApproved: number })[];
}

/**
 * What has become of the files of field events, cumulative: those taken on days up to and with a date, each where it
 * stood at that date's end. The five states add up to `taken`, and `taken` is what the report counts for these
 * services; nothing here adds to it.
 * @param until date in Viet Nam, YYYY-MM-DD, as a report's period ends
 */
export async function readFollowUpFigures(
	tx: TransactionSql,
	fieldEventIds: readonly number[],
	until: string
): Promise<FollowUpFigures> {
	const ids = [...fieldEventIds];
	const dayEnds = Date.parse(`${until}T00:00:00+07:00`) + 86_400_000;
	const period = { kind: 'whole', from: until, to: until, former: null } as const;
	const rows = await tx<{ unit: string; state: FollowUpState; n: number }[]>`
		with file as (${filesOf(tx, ids)}), standing as (${standingsOf(tx, ids, dayEnds)}),
			days as (${daysOf({ tx, ids, period })})
		select f.unit, coalesce(c.state, 'waiting') as state, count(*)::int as n
		from file f join days using (field_event_id, day)
		left join standing c using (field_event_id, ticket_id, service_id, ordinal)
		group by 1, 2 order by f.unit = '', 1`;
	const units = byUnit(rows);
	const withApproved = <Counts extends FollowUpCounts>(counts: Counts) => ({
		...counts,
		everApproved: everApproved(counts)
	});
	return { total: withApproved(sumOfFiles(units)), units: units.map(withApproved) };
}
