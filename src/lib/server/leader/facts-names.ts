import type { Sql } from 'postgres';
import type { Words } from '#lib/core/catalogue.ts';
import type { FactsAsked } from './figure-facts.ts';

/** What the rows and the heading of a list of facts call things. */
export interface FactsNames {
	services: { id: string; name: Words; unit: Words }[];
	/** Of the reason that was asked for. */
	reason: Words | null;
	/** Of the booth that was asked for. */
	booth: { number: number; word: 'bàn' | 'quầy'; seats: number } | null;
}

/** Reads the names of a field event's services, and of the reason and the booth that a figure is narrowed by. */
export async function factsNames(
	sql: Sql,
	fieldEventId: number,
	{ reasonId, boothId }: FactsAsked
): Promise<FactsNames> {
	const [services, [reason], [booth]] = await Promise.all([
		sql<FactsNames['services']>`
			select id, name, unit from service where field_event_id = ${fieldEventId} order by position, id`,
		sql<{ words: Words }[]>`
			select internal as words from reason
			where field_event_id = ${fieldEventId} and id = ${reasonId}`,
		sql<NonNullable<FactsNames['booth']>[]>`
			select number, word, seats from booth where field_event_id = ${fieldEventId} and id = ${boothId}`
	]);
	return { services, reason: reason?.words ?? null, booth: booth ?? null };
}
