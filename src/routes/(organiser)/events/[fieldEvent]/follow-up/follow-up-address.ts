import type { FollowUpState } from '#lib/core/follow-up.ts';

/** The query that shows a unit's files (null: all units) in a state (null: any), from a place on. */
export function filesQuery(
	{ unit, state }: { unit: string | null; state: FollowUpState | null },
	from = 0
): string {
	const query = new URLSearchParams();
	if (unit !== null) query.set('unit', unit);
	if (state) query.set('state', state);
	if (from > 0) query.set('from', String(from));
	return query.toString();
}
