import type { Sql } from 'postgres';
import type { Rules } from '#lib/core/catalogue.ts';
import { sessionAt, type Presses, type TallySums } from '#lib/core/tally-press.ts';
import type { TallyPoint } from './tally-point.ts';

/** Why nothing was counted: counting has ended there, or the field event has not begun. */
export type TallyRefusal = 'withdrawn' | 'not-open';

/**
 * Counts presses of one place, each once for ever by its operation, in whatever order and however often they arrive; one
 * that was taken back counts nothing, also when the taking back arrives first.
 * @param at hall time now, in ms
 * @param by account id, or `code`
 */
export async function takePresses(
	sql: Sql,
	point: TallyPoint,
	{ presses, takenBack }: Presses,
	{ at, by }: { at: number; by: string }
): Promise<TallySums | { refused: TallyRefusal }> {
	const { fieldEventId, id: pointId } = point;
	const [event] = await sql<{ status: string; day: number; rules: Rules }[]>`
		select status, day, rules from field_event where id = ${fieldEventId}`;
	if (!event || event.status === 'draft') return { refused: 'not-open' };
	const now = sessionAt(event.rules.days, event.day, at);
	const rest = { field_event_id: fieldEventId, point_id: pointId, by };
	if (presses.length + takenBack.length > 0) {
		if (point.withdrawn) return { refused: 'withdrawn' };
		await sql.begin(async (tx) => {
			const pressed = unique(presses).map(({ operationId, count, agoMs }) => ({
				...rest,
				...sessionAt(event.rules.days, event.day, at - agoMs),
				operation_id: operationId,
				count,
				taken_back: false,
				at: at - agoMs
			}));
			if (pressed.length > 0) {
				await tx`insert into tally_press ${tx(pressed)} on conflict do nothing`;
			}
			const undone = [...new Set(takenBack)].map((operationId) => ({
				...rest,
				...now,
				operation_id: operationId,
				count: 0,
				taken_back: true,
				at
			}));
			if (undone.length === 0) return;
			await tx`
				insert into tally_press ${tx(undone)} on conflict (field_event_id, operation_id)
				do update set taken_back = true where tally_press.point_id = ${pointId}`;
		});
	}
	return sumsOf(sql, fieldEventId, pointId, now);
}

function unique(presses: Presses['presses']): Presses['presses'] {
	return [...new Map(presses.map((press) => [press.operationId, press])).values()];
}

async function sumsOf(
	sql: Sql,
	fieldEventId: number,
	pointId: string,
	now: { day: number; half: number }
): Promise<TallySums> {
	const [sums] = await sql<Pick<TallySums, 'session' | 'today' | 'all'>[]>`
		select coalesce(sum(count) filter (where day = ${now.day} and half = ${now.half}), 0)::int as session,
			coalesce(sum(count) filter (where day = ${now.day}), 0)::int as today,
			coalesce(sum(count), 0)::int as all
		from tally_press
		where field_event_id = ${fieldEventId} and point_id = ${pointId} and not taken_back`;
	return { ...now, ...sums! };
}
