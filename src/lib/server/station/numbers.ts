import type { Grant } from '#lib/core/floor.ts';
import { holderOf } from '#lib/core/operation.ts';
import type { RefusalCode } from '#lib/core/refusal.ts';
import type { Contact, GrantedNumbers } from '#lib/core/station/contact.ts';
import { grantSize } from '#lib/core/station/grant-size.ts';
import type { Desk } from './desk.ts';
import type { KnownStation } from './known-station.ts';

interface SeriesRow {
	day: number;
	holder: string;
	next: number;
	ceiling: number;
	grants: Grant[];
}

/**
 * Grants a gate what it asks for, where the hall finds it due, and tells everything ever granted to its epoch. How many
 * is the hall's to say; asking twice, or late, grants nothing more.
 */
export async function grantNumbers(
	desk: Desk,
	known: KnownStation,
	asked: Contact['numbers']
): Promise<{ grants: GrantedNumbers[]; numbersRefused: RefusalCode | null }> {
	if (known.place.kind !== 'gate') return { grants: [], numbersRefused: null };
	const { station, epoch, place, mayBeCutOff } = known;
	const holder = holderOf(station, epoch);
	let series = await seriesOf(desk, place.prefix);
	let numbersRefused: RefusalCode | null = null;
	const floor = asked.length > 0 ? await desk.floor() : null;
	let granted = false;
	for (const { operationId, day, next } of floor ? asked : []) {
		const now = series.find((one) => one.day === day);
		const at = desk.now();
		const given = now && day === known.day ? now.next - 1 : 0;
		const halves = floor!.rules.days[day - 1]?.halves ?? [];
		const size = grantSize(given, halves, at, mayBeCutOff);
		// As the core will find; looked at before, so that a contact with nothing to grant writes nothing.
		if (now?.holder === holder && (now.ceiling - (next - 1)) * 2 >= size) continue;
		const wish = { kind: 'ask-numbers', station, epoch, day, next, size } as const;
		const answer = await desk.take({ operationId, wish, by: holder, at });
		if (answer.ok) granted = true;
		else numbersRefused = answer.refused;
	}
	if (granted) series = await seriesOf(desk, place.prefix);
	return {
		numbersRefused,
		grants: series.flatMap(({ day, grants }) =>
			grants.filter((grant) => grant.holder === holder).map(({ from, to }) => ({ day, from, to }))
		)
	};
}

async function seriesOf({ sql, fieldEventId }: Desk, prefix: string): Promise<SeriesRow[]> {
	const rows = await sql<SeriesRow[]>`
		select day, holder, next, ceiling, grants from series
		where field_event_id = ${fieldEventId} and prefix = ${prefix} order by day`;
	return [...rows];
}
