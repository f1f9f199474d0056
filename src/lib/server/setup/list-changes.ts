import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Fact, FactKind } from '#lib/core/fact.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { journal, setUpChange, type FieldChange } from '#lib/server/db/hall.schema.ts';

/** Facts by which the organiser's hall changed; what happens to tickets is not among them. */
const CHANGES = [
	'opened',
	'closed',
	'day-opened',
	'paused',
	'resumed',
	'message-shown',
	'message-ended',
	'service-set',
	'booth-set',
	'gate-set',
	'area-set',
	'reason-set',
	'rules-set'
] as const satisfies readonly FactKind[];
export type ChangeKind = (typeof CHANGES)[number];

interface Listed {
	/** Different for each change of the list. */
	key: string;
	/** Hall time, ms. */
	at: number;
	/** Display name of whoever did it; null for the program itself or an account that is gone. */
	who: string | null;
	fields: FieldChange[];
}

/** A change that the rules know of, from the journal. */
export interface HallChange extends Listed {
	kind: ChangeKind;
	/** The fact's own subject: the booth, the service, the pause. */
	fact: Extract<Fact, { kind: ChangeKind }>;
	/** Whether what was set did not exist before. */
	added: boolean;
}

/** A change of what the rules do not read: name and place, the way of the phones, the check of cards. */
export interface OccasionChange extends Listed {
	kind: 'occasion-set';
}

export type Change = HallChange | OccasionChange;

/** As many as the page shows, the newest first. */
const SHOWN = 300;

/** What changed since opening, when and by whom, the newest first: from the journal, and from what is kept beside it. */
export async function listChanges(db: Database, fieldEventId: number): Promise<Change[]> {
	const rows = await db
		.select({ clock: journal.clock, at: journal.at, by: journal.by, fact: journal.fact })
		.from(journal)
		.where(and(eq(journal.fieldEventId, fieldEventId), inArray(journal.kind, [...CHANGES])))
		.orderBy(asc(journal.clock));
	const beside = await db
		.select()
		.from(setUpChange)
		.where(eq(setUpChange.fieldEventId, fieldEventId))
		.orderBy(asc(setUpChange.no));
	const names = await namesOf(
		db,
		[...rows, ...beside].map((row) => row.by)
	);
	const before = new Map<string, object>();
	const changes = rows.map(({ clock, at, by, fact }): Change => {
		const change = fact as HallChange['fact'];
		const set = subjectOf(change);
		const old = set && before.get(set.key);
		if (set) before.set(set.key, set.value);
		if (change.kind === 'opened') remember(before, change.catalogue);
		return {
			key: `journal/${clock}`,
			at,
			who: names.get(by) ?? null,
			kind: change.kind,
			fact:
				change.kind === 'opened'
					? { ...change, catalogue: emptyCatalogue(change.catalogue) }
					: change,
			added: set !== null && old === undefined,
			fields: set && old ? differences(old, set.value) : []
		};
	});
	const occasion = beside.map(({ no, at, by, fields }): Change => {
		const who = names.get(by) ?? null;
		return { key: `set-up/${no}`, at, who, kind: 'occasion-set', fields };
	});
	return [...changes.reverse(), ...occasion.reverse()].sort((a, b) => b.at - a.at).slice(0, SHOWN);
}

async function namesOf(db: Database, makers: string[]): Promise<Map<string, string>> {
	const ids = [...new Set(makers)].filter((by) => /^[0-9a-f-]{36}$/.test(by));
	if (ids.length === 0) return new Map();
	const rows = await db
		.select({ id: account.id, name: account.name })
		.from(account)
		.where(inArray(account.id, ids));
	return new Map(rows.map(({ id, name }) => [id, name] as const));
}

/** The whole catalogue of an opening is not what a page lists; only its rules are kept for the type. */
function emptyCatalogue({ rules }: Catalogue): Catalogue {
	return { services: [], booths: [], gates: [], areas: [], reasons: [], rules };
}

function remember(before: Map<string, object>, catalogue: Catalogue): void {
	for (const kind of ['services', 'booths', 'gates', 'areas', 'reasons'] as const) {
		for (const one of catalogue[kind]) before.set(`${kind}/${one.id}`, one);
	}
	before.set('rules', catalogue.rules);
}

function subjectOf(fact: HallChange['fact']): { key: string; value: object } | null {
	switch (fact.kind) {
		case 'service-set':
			return { key: `services/${fact.service.id}`, value: fact.service };
		case 'booth-set':
			return { key: `booths/${fact.booth.id}`, value: fact.booth };
		case 'gate-set':
			return { key: `gates/${fact.gate.id}`, value: fact.gate };
		case 'area-set':
			return { key: `areas/${fact.area.id}`, value: fact.area };
		case 'reason-set':
			return { key: `reasons/${fact.reason.id}`, value: fact.reason };
		case 'rules-set':
			return { key: 'rules', value: fact.rules };
		default:
			return null;
	}
}

function differences(old: object, now: object): FieldChange[] {
	const from = old as Record<string, unknown>;
	const to = now as Record<string, unknown>;
	return Object.keys(to)
		.filter((field) => !isDeepStrictEqual(from[field], to[field]))
		.map((field) => ({ field, from: from[field], to: to[field] }));
}
