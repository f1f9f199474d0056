import type { Catalogue, Half, Rules } from '../catalogue.ts';
import { commonJourneys, type CommonJourney } from '../common-journeys.ts';

/** Booths of one kind: they serve the same services and have as many seats each. */
export interface BoothGroup {
	/** Ids of services; a booth calls from all of them. */
	services: string[];
	/** Parallel places of each booth. */
	seats: number;
	/** How many such booths there are; 0 is possible. */
	count: number;
}

/** A service as the planner sees it. */
export interface PlannedService {
	id: string;
	/** Services whose step on the same ticket comes first, for whatever reason. */
	after: string[];
	/** Services that one sitting here settles as well. */
	also: string[];
	/** Mean time of a sitting, from call to end, in ms. */
	meanMs: number;
}

/** What people come for, as a weight against the other journeys. */
export interface PlannedJourney {
	services: CommonJourney;
	share: number;
}

/** A day that might be: all that the planner is told. Plain data, so that it can be sent to a worker. */
export interface PlanQuestion {
	/** The hours of the day, in hall time. */
	halves: Half[];
	/** People who take a number on the day. */
	people: number;
	journeys: PlannedJourney[];
	/** Share (0 to 1) of people in the priority lane. */
	priorityShare: number;
	services: PlannedService[];
	booths: BoothGroup[];
	/** Order of the queues, as in the hall. */
	rules: Rules;
	/** Nine in ten people should wait less than this in the worst half hour, in ms. */
	targetMs: number;
	/** Settles everything that is left to chance. */
	seed: number;
}

/** Bounds of what may be asked; the hall for which the program is built, with room above. */
export const PLAN_BOUNDS = {
	people: { least: 1, most: 20_000 },
	booths: { least: 0, most: 200 },
	seats: { least: 1, most: 20 },
	minutes: { least: 0.5, most: 240 },
	percent: { least: 0, most: 100 },
	targetMinutes: { least: 1, most: 240 }
} as const;

/** When nothing else is known: a hall of a commune on one day. */
export const USUAL_PEOPLE = 1_000;
export const USUAL_PRIORITY_SHARE = 0.16;
export const USUAL_TARGET_MS = 20 * 60_000;

/**
 * What people come for, in a hundred of them, at the services that a new field event starts with [assumed, after what
 * days of 2023 were like]. A journey that is not here is taken for rare.
 */
const USUAL_JOURNEYS: Readonly<Record<string, number>> = {
	activation: 41,
	'level-2,activation': 51,
	'level-2': 1,
	'card,level-2': 3,
	help: 4
};

/** Share of results among those who come for them, when a target says how many people to expect. */
const SUCCESS = 0.9;

/**
 * The question with which an organiser begins: the field event's own services, minutes, booths, rules and hours; the
 * usual people for the rest.
 * @param day from 1; the first day when the field event has no such day
 */
export function usualQuestion(catalogue: Catalogue, day = 1): PlanQuestion {
	const services = catalogue.services
		.filter((service) => !service.withdrawn)
		.map(({ id, after, needs, also, typicalMs }) => ({
			id,
			after: [...new Set([...after, ...needs])],
			also: [...also],
			meanMs: typicalMs
		}));
	const { days } = catalogue.rules;
	const journeys = usualShares(commonJourneys(catalogue.services));
	return {
		halves: (days[day - 1] ?? days[0])?.halves ?? [],
		people: peopleFor(catalogue, journeys) ?? USUAL_PEOPLE,
		journeys,
		priorityShare: USUAL_PRIORITY_SHARE,
		services,
		booths: boothGroups(catalogue),
		rules: catalogue.rules,
		targetMs: USUAL_TARGET_MS,
		seed: 1
	};
}

function usualShares(journeys: readonly CommonJourney[]): PlannedJourney[] {
	const shares = journeys.map((services) => ({
		services,
		share: USUAL_JOURNEYS[services.join()] ?? 0
	}));
	if (shares.some(({ share }) => share > 0)) return shares;
	const alone = journeys.filter((services) => services.length === 1).length;
	return journeys.map((services) => ({
		services,
		share: services.length === 1 ? Math.round(100 / alone) : 0
	}));
}

/** Booths by what they serve and their seats, in the order of the row; a service without any has a group of none. */
function boothGroups(catalogue: Catalogue): BoothGroup[] {
	const offered = catalogue.services.filter((service) => !service.withdrawn).map(({ id }) => id);
	const groups = new Map<string, BoothGroup>();
	for (const booth of catalogue.booths) {
		const services = offered.filter((id) => booth.services.includes(id));
		if (booth.withdrawn || booth.seats === 0 || services.length === 0) continue;
		const key = `${services.join()}/${booth.seats}`;
		const group = groups.get(key);
		if (group) group.count++;
		else groups.set(key, { services, seats: booth.seats, count: 1 });
	}
	for (const id of offered) {
		if ([...groups.values()].some(({ services }) => services.includes(id))) continue;
		groups.set(id, { services: [id], seats: 1, count: 0 });
	}
	const place = (group: BoothGroup) => offered.indexOf(group.services[0] ?? '');
	return [...groups.values()].sort((a, b) => place(a) - place(b));
}

/** People a day that the targets ask for; null without targets. */
function peopleFor(catalogue: Catalogue, journeys: PlannedJourney[]): number | null {
	const all = journeys.reduce((sum, { share }) => sum + share, 0);
	const days = Math.max(1, catalogue.rules.days.length);
	const asked = catalogue.services.flatMap(({ id, target, withdrawn }) => {
		const coming = journeys
			.filter(({ services }) => services.includes(id))
			.reduce((sum, { share }) => sum + share, 0);
		if (withdrawn || target === null || coming === 0) return [];
		return [target / days / SUCCESS / (coming / all)];
	});
	if (asked.length === 0) return null;
	const { least, most } = PLAN_BOUNDS.people;
	return Math.min(most, Math.max(least, Math.round(Math.max(...asked) / 10) * 10));
}
