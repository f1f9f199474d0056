import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Opinion } from '#lib/core/opinion.ts';
import { addTallyPoint, findTallyPoint, type TallyPoint } from '#lib/server/tally/tally-point.ts';
import { takePresses } from '#lib/server/tally/take-presses.ts';
import { Chance } from './chance.ts';
import type { VenueDay } from './venue-day.ts';

/** So large a share of those who were served says how it was, and of these so many what [assumed]. */
const ANSWERED = 0.35;
const OPINIONS: readonly (readonly [Opinion, number])[] = [
	['very-satisfied', 58],
	['satisfied', 36],
	['unsatisfied', 6]
];
/** Firms that took part in 2023, and what their stalls count by hand in half a day, one by one or ten at once [assumed]. */
const STALLS = [
	{ label: 'Gian hàng FPT', unit: 'FPT', counts: 'lượt hướng dẫn' },
	{ label: 'Gian hàng Unitech', unit: 'Unitech', counts: 'lượt hướng dẫn' },
	{ label: 'Tổ công nghệ số cộng đồng', unit: '', counts: 'lượt hỗ trợ' }
];
const PRESSES = 40;
const BY_TENS = 0.15;

/** What people answer by the three faces when they go, one answer a ticket. */
export async function giveOpinions(sql: Sql, fieldEventId: number, seed: number): Promise<void> {
	const chance = new Chance(seed, 4_000_000);
	const served = await sql<{ ticket: string; at: number }[]>`
		select t.id as ticket, max(u.ended_at) as at from ticket t
		join turn u on u.field_event_id = t.field_event_id and u.ticket_id = t.id
		where t.field_event_id = ${fieldEventId} and not t.cancelled and u.served
			and u.ended_at is not null
		group by t.id, t.day, t.prefix, t.number order by t.day, t.prefix, t.number`;
	const answers = served
		.filter(() => chance.is(ANSWERED))
		.map((one) => ({ ...one, opinion: chance.weighed(OPINIONS) }));
	await sql`
		insert into satisfaction (field_event_id, ticket_id, opinion, at)
		select ${fieldEventId}, a.ticket, a.opinion, a.at
		from jsonb_to_recordset(${JSON.stringify(answers)}::text::jsonb)
			as a(ticket uuid, opinion text, at bigint)`;
}

/** The stalls of a field event, which count by hand. */
export async function openStalls(sql: Sql, fieldEventId: number): Promise<TallyPoint[]> {
	const points: TallyPoint[] = [];
	for (const stall of STALLS) {
		const { id } = await addTallyPoint(sql, { fieldEventId, ...stall });
		points.push((await findTallyPoint(sql, fieldEventId, id))!);
	}
	return points;
}

/** What stalls count on the day that is open, before and after noon. */
export async function countStalls(
	sql: Sql,
	points: readonly TallyPoint[],
	{ day, gatesOpen, midday, gatesClose }: VenueDay,
	seed: number
): Promise<void> {
	const chance = new Chance(seed, 5_000_000 + day);
	const halves = [
		{ from: gatesOpen, to: midday.from },
		{ from: midday.to, to: gatesClose }
	];
	for (const point of points) {
		for (const { from, to } of halves) {
			const presses = Array.from({ length: PRESSES }, () => ({
				operationId: randomUUID(),
				count: chance.is(BY_TENS) ? (10 as const) : (1 as const),
				agoMs: chance.whole(1, to - from - 1)
			}));
			await takePresses(sql, point, { presses, takenBack: [] }, { at: to, by: 'code' });
		}
	}
}
