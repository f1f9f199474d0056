import { DEFAULT_RULES, type Area, type Rules, type Service } from './catalogue.ts';
import type { Fact } from './fact.ts';

/*
 * Facts of older versions of the product, brought up to what `evolve` takes today. A stored fact is never changed; what it
 * could not say yet is said here. `fact-samples.ts` keeps samples of every shape ever written.
 */

/** A fact as the journal keeps it. */
export type StoredFact = { kind: string } & Record<string, unknown>;

/** What a fact has not said when it was written, by kind; what it did say stays. */
const NOT_SAID_YET: { [K in Fact['kind']]?: Partial<Extract<Fact, { kind: K }>> } = {
	// Before stations, a grant was always the server's: a new series, or a higher ceiling of the one it held.
	'series-granted': { from: 1 },
	issued: { provisional: false },
	called: { fence: 0 },
	started: { seatedAt: null },
	ended: { fence: 0, decisive: true },
	conflicted: { step: null, otherBoothId: null, met: null, results: [] }
};

const NO_WORDS = { vi: '', en: '' };
const SERVICE_BEFORE: Pick<Service, 'preChecks' | 'asksPreChecks' | 'ageHints' | 'intakeQuota'> = {
	preChecks: [],
	asksPreChecks: false,
	ageHints: [],
	intakeQuota: null
};

/** A journal's fact as `evolve` takes it. Total: a fact of today comes back as it is. */
export function readFact(stored: StoredFact): Fact {
	const known = NOT_SAID_YET[stored.kind as Fact['kind']];
	const fact = (known ? { ...known, ...stored } : stored) as Fact;
	switch (fact.kind) {
		case 'opened': {
			const { services, areas, rules } = fact.catalogue;
			const catalogue = {
				...fact.catalogue,
				services: services.map(readService),
				areas: areas.map(readArea),
				rules: readRules(rules)
			};
			return { ...fact, catalogue };
		}
		case 'service-set':
			return { ...fact, service: readService(fact.service) };
		case 'area-set':
			return { ...fact, area: readArea(fact.area) };
		case 'rules-set':
			return { ...fact, rules: readRules(fact.rules) };
		default:
			return fact;
	}
}

/** Rules as they are read today; the ones that came later have the values that everybody begins with. */
export function readRules(stored: Rules): Rules {
	return { ...DEFAULT_RULES, ...stored };
}

function readService(stored: Service): Service {
	return { ...SERVICE_BEFORE, ...stored };
}

function readArea(stored: Area): Area {
	return { ...stored, place: stored.place ?? NO_WORDS };
}
