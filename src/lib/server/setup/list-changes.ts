import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Fact, FactKind } from '#lib/core/fact.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { journal } from '#lib/server/db/hall.schema.ts';

/** Facts by which the organiser's hall changed; what happens to tickets is not among them. */
const CHANGES = [
	'opened',
	'closed',
	'day-opened',
	'paused',
	'resumed',
	'service-set',
	'booth-set',
	'gate-set',
	'area-set',
	'reason-set',
	'rules-set'
] as const satisfies readonly FactKind[];
export type ChangeKind = (typeof CHANGES)[number];

/** One changed field, before and after, as the fact has it. */
export interface FieldChange {
	field: string;
	from: unknown;
	to: unknown;
}

export interface Change {
	clock: number;
	/** Hall time, ms. */
	at: number;
	/** Display name of whoever did it; null for the program itself or an account that is gone. */
	who: string | null;
	kind: ChangeKind;
	/** The fact's own subject: the booth, the service, the pause. */
	fact: Extract<Fact, { kind: ChangeKind }>;
	/** Whether what was set did not exist before. */
	added: boolean;
	fields: FieldChange[];
}

/** As many as the page shows, the newest first. */
const SHOWN = 300;

/** What changed since opening, when and by whom: read from the journal, each against what stood before it. */
export async function listChanges(db: Database, fieldEventId: number): Promise<Change[]> {
	const rows = await db
		.select({ clock: journal.clock, at: journal.at, by: journal.by, fact: journal.fact })
		.from(journal)
		.where(and(eq(journal.fieldEventId, fieldEventId), inArray(journal.kind, [...CHANGES])))
		.orderBy(asc(journal.clock));
	const makers = [...new Set(rows.map((row) => row.by))].filter((by) => /^[0-9a-f-]{36}$/.test(by));
	const names = new Map(
		makers.length === 0
			? []
			: (
					await db
						.select({ id: account.id, name: account.name })
						.from(account)
						.where(inArray(account.id, makers))
				).map(({ id, name }) => [id, name] as const)
	);
	const before = new Map<string, object>();
	const changes = rows.map(({ clock, at, by, fact }): Change => {
		const change = fact as Change['fact'];
		const set = subjectOf(change);
		const old = set && before.get(set.key);
		if (set) before.set(set.key, set.value);
		if (change.kind === 'opened') remember(before, change.catalogue);
		return {
			clock,
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
	return changes.reverse().slice(0, SHOWN);
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

function subjectOf(fact: Change['fact']): { key: string; value: object } | null {
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
