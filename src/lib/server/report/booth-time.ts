import type { Sql, TransactionSql } from 'postgres';
import type { Half } from '#lib/core/catalogue.ts';
import type { Span } from '#lib/core/floor.ts';

/** How long a booth served on one day of a field event, and its officers altogether. Ms of hall time. */
export interface BoothTime {
	fieldEventId: number;
	boothId: string;
	/** Index of the day, from 1. */
	day: number;
	/** Open, staffed and not paused; the break between halves is out. */
	openMs: number;
	/** The same, once for each officer who sat there: two officers for an hour are two hours. */
	officerMs: number;
}

interface Day {
	fieldEventId: number;
	day: number;
	/** Midnight of its date in Viet Nam. */
	midnight: number;
	halves: Half[];
}

interface Presence {
	fieldEventId: number;
	boothId: string;
	officer: string;
	came: boolean;
	at: number;
}

/** A span that has ended, or is counted until now. */
interface Stretch {
	from: number;
	to: number;
}

const DAY_MS = 86_400_000;

/**
 * Working time of booths by day. Who came and left is in the journal; when a booth was open and not paused is in its row.
 * Whoever forgot to leave counts until the day's last half ends, or until the last result after it, and again from the
 * next morning's first half: nobody works through a night, nor on a day that was not opened.
 * @param at hall ms: until when those who are still there are counted
 */
export async function boothTime(
	tx: Sql | TransactionSql,
	ids: readonly number[],
	at: number
): Promise<BoothTime[]> {
	const days = await tx<Day[]>`
		select e.id as "fieldEventId", n::int as day, planned->'halves' as halves,
			extract(epoch from (planned->>'date')::timestamp at time zone 'Asia/Ho_Chi_Minh')::float8 * 1000
				as midnight
		from field_event e, jsonb_array_elements(e.rules->'days') with ordinality as d(planned, n)
		where e.id = any(${[...ids]}::bigint[]) and n <= e.day`;
	const booths = await tx<{ fieldEventId: number; boothId: string; working: Span[] }[]>`
		select field_event_id as "fieldEventId", id as "boothId", working from booth
		where field_event_id = any(${[...ids]}::bigint[]) order by field_event_id, number, id`;
	const presences = await tx<Presence[]>`
		select field_event_id as "fieldEventId", fact->>'boothId' as "boothId",
			fact->>'officer' as officer, kind = 'booth-opened' as came, at
		from journal where field_event_id = any(${[...ids]}::bigint[])
			and kind in ('booth-opened', 'booth-left') order by field_event_id, clock`;
	const last = await tx<{ fieldEventId: number; boothId: string; day: number; at: number }[]>`
		select field_event_id as "fieldEventId", booth_id as "boothId", day::int as day, max(at) as at
		from recorded where field_event_id = any(${[...ids]}::bigint[]) and applied group by 1, 2, 3`;
	const lastAt = new Map(last.map((one) => [keyOf(one, one.day), one.at]));
	const stays = staysOf(presences, at);
	return booths.flatMap((booth) =>
		days
			.filter(({ fieldEventId }) => fieldEventId === booth.fieldEventId)
			.map((day): BoothTime => {
				const until = Math.max(endOf(day), lastAt.get(keyOf(booth, day.day)) ?? 0);
				const stayed = stays.get(keyOf(booth, 0)) ?? [];
				const open = booth.working.map(({ from, to }) => ({ from, to: to ?? at }));
				const there = open.flatMap((span) => stayed.flatMap((stay) => common(span, stay)));
				const ms = (spans: Stretch[]) =>
					spans
						.flatMap((span) => onDay(span, day, until))
						.reduce((sum, span) => sum + worked(span, day.halves), 0);
				return {
					fieldEventId: booth.fieldEventId,
					boothId: booth.boothId,
					day: day.day,
					openMs: ms(open),
					officerMs: ms(there)
				};
			})
	);
}

const keyOf = (of: { fieldEventId: number; boothId: string }, day: number) =>
	`${of.fieldEventId} ${day} ${of.boothId}`;

const endOf = ({ halves, midnight }: Day) => halves.at(-1)?.to ?? midnight + DAY_MS;

/** Every stay of an officer at a booth, by booth; those who are still there stay until `at`. */
function staysOf(presences: readonly Presence[], at: number): Map<string, Stretch[]> {
	const stays = new Map<string, Stretch[]>();
	const since = new Map<string, number>();
	const leave = (key: string, one: Pick<Presence, 'fieldEventId' | 'boothId'>, to: number) => {
		const from = since.get(key);
		if (from === undefined) return;
		since.delete(key);
		const booth = keyOf(one, 0);
		stays.set(booth, [...(stays.get(booth) ?? []), { from, to }]);
	};
	const open = new Map<string, Presence>();
	for (const one of presences) {
		const key = `${keyOf(one, 0)} ${one.officer}`;
		if (!one.came) leave(key, one, one.at);
		else if (!since.has(key)) since.set(key, one.at);
		open.set(key, one);
	}
	for (const key of [...since.keys()]) leave(key, open.get(key)!, at);
	return stays;
}

/** The part of a span that lies on a day: from when it began that day, or from the first half after a night. */
function onDay(span: Stretch, { midnight, halves }: Day, until: number): Stretch[] {
	const from = span.from >= midnight ? span.from : Math.max(span.from, halves[0]?.from ?? midnight);
	const to = Math.min(span.to, until, midnight + DAY_MS);
	return to > from ? [{ from, to }] : [];
}

function common(a: Stretch, b: Stretch): Stretch[] {
	const from = Math.max(a.from, b.from);
	const to = Math.min(a.to, b.to);
	return to > from ? [{ from, to }] : [];
}

/** Length of a span without the breaks between halves. */
function worked({ from, to }: Stretch, halves: readonly Half[]): number {
	let ms = to - from;
	for (const [i, half] of halves.entries()) {
		const next = halves[i + 1];
		if (next) ms -= Math.max(0, Math.min(to, next.from) - Math.max(from, half.to));
	}
	return ms;
}
