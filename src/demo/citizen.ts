import type { Lane, Outcome } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import { Chance } from './chance.ts';
import {
	ALREADY_ACTIVE,
	FAILED_TIME,
	JOURNEYS,
	LATE_CODES,
	LONG_WAIT_MS,
	NOTHING_DUE_TIME,
	OUTCOMES,
	SERVICES,
	SHARES,
	SITTING,
	TO_CARRIER,
	type ServiceId
} from './model.ts';
import { HALF_HOUR_MS, type VenueDay } from './venue-day.ts';

const MINUTE_MS = 60_000;
/** People of one bus, at least and at most. */
const BUS = [30, 45] as const;
const ENDS: readonly string[] = ['enrolled', 'completed', 'nothing-due', 'deferred', 'left'];
/** Each further person of a family takes this share of the time of one. */
const FAMILY_TIME = 0.6;

/** What will happen at a seat, settled by the seed and by nothing else. */
export interface Sitting {
	ms: number;
	results: Result[];
	/** For how many people the officer adds a visit to the carrier's desk. */
	toCarrier: number;
	send: 'colleague' | 'help' | null;
	hold: boolean;
	/** The officer presses wrong, takes it back and presses right. */
	undo: boolean;
	correct: boolean;
}

/** An invented citizen or family with one ticket. */
export class Citizen {
	readonly party: number;
	readonly lane: Lane;
	readonly services: ServiceId[];
	readonly gateMs: number;
	readonly wantsReprint: boolean;
	private readonly alreadyActive: boolean;
	private readonly sittings = new Map<ServiceId, Sitting>();
	private readonly calls: Chance;

	/**
	 * @param index of the citizen, from 1; with the seed it settles everything about them
	 * @param services what they come for; null for an account that is active already
	 */
	constructor(
		private readonly seed: number,
		private readonly index: number,
		readonly arrivesAt: number,
		private readonly day: VenueDay,
		services: ServiceId[] | null = ['activation']
	) {
		const chance = new Chance(seed, index * 8);
		this.calls = new Chance(seed, index * 8 + 1);
		this.lane = chance.is(SHARES.priority) ? 'priority' : 'regular';
		this.alreadyActive = services === null;
		this.services = services ?? ['activation'];
		const family = chance.is(SHARES.family) && !this.services.includes('card');
		this.party = family ? chance.whole(2, 4) : 1;
		this.gateMs = chance.logNormal(...SITTING.gate) * MINUTE_MS;
		this.wantsReprint = chance.is(SHARES.reprint);
	}

	/** Whether the person comes when called after waiting `waitedMs`. */
	comes(waitedMs: number): boolean {
		const long = waitedMs > LONG_WAIT_MS;
		return !this.calls.is(long ? SHARES.missedAfterLongWait : SHARES.missed);
	}

	/** Minutes after which a missed person asks for the turn again; null when gone home. */
	comesBackAfter(): number | null {
		return this.calls.is(SHARES.comesBack) ? this.calls.between(4, 22) : null;
	}

	/**
	 * What comes of the sitting at a service: the same each time it is asked, but only the first one is sent away, held
	 * or pressed wrong.
	 */
	sitting(serviceId: ServiceId, people: number, now: number): Sitting {
		const known = this.sittings.get(serviceId);
		if (known) return { ...known, send: null, hold: false, undo: false };
		const { lateCodes } = this.day;
		const late = lateCodes !== null && lateCodes.from <= now && now < lateCodes.to;
		const sitting = this.settle(serviceId, people, late);
		this.sittings.set(serviceId, sitting);
		return sitting;
	}

	private settle(serviceId: ServiceId, people: number, late: boolean): Sitting {
		const chance = new Chance(this.seed, this.index * 8 + 2 + SERVICES.indexOf(serviceId));
		const results: Result[] = [];
		const outcomes = OUTCOMES[serviceId].map(
			([drawn, share]) =>
				[drawn, share * (late && drawn === 'no-sms-otp' ? LATE_CODES : 1)] as const
		);
		let toCarrier = 0;
		for (let i = 0; i < people; i++) {
			const drawn =
				this.alreadyActive && serviceId === 'activation' ? 'nothing-due' : chance.weighed(outcomes);
			const level =
				drawn === 'completed' && serviceId === 'activation'
					? chance.weighed(this.day.levels)
					: null;
			if (TO_CARRIER.includes(drawn)) toCarrier++;
			addResult(results, serviceId, drawn, level);
			// A card and level 2 are one sitting; what stops the card stops both, but a card that is still good does not.
			if (serviceId !== 'card' || !this.services.includes('level-2')) continue;
			if (drawn === 'enrolled')
				addResult(results, 'level-2', chance.weighed(OUTCOMES['level-2']), null);
			else if (drawn !== 'card-not-needed') addResult(results, 'level-2', drawn, null);
		}
		const own = results.filter((result) => result.serviceId === serviceId);
		const usual = chance.logNormal(...SITTING[serviceId]) * MINUTE_MS * timeShare(own);
		const one = usual * (this.day.slower[serviceId] ?? 1);
		const queueing = serviceId === 'level-2' || serviceId === 'activation';
		return {
			ms: one * (1 + FAMILY_TIME * (people - 1)),
			results,
			toCarrier,
			send: !queueing
				? null
				: chance.is(SHARES.sentToColleague)
					? 'colleague'
					: chance.is(SHARES.sentToHelp)
						? 'help'
						: null,
			hold: serviceId === 'activation' && chance.is(SHARES.held),
			undo: chance.is(SHARES.undone),
			correct: serviceId === 'activation' && chance.is(SHARES.corrected)
		};
	}
}

/** How much of a success's time a sitting takes, by what comes of it. */
function timeShare(results: Result[]): number {
	if (results.every(({ outcome }) => outcome === 'failed')) return FAILED_TIME;
	return results.every(({ outcome }) => outcome === 'nothing-due') ? NOTHING_DUE_TIME : 1;
}

function addResult(
	results: Result[],
	serviceId: string,
	drawn: string,
	level: number | null
): void {
	const ended = ENDS.includes(drawn);
	const outcome = (ended ? drawn : 'failed') as Outcome;
	const reasonId = ended ? null : drawn;
	const same = results.find(
		(r) =>
			r.serviceId === serviceId &&
			r.outcome === outcome &&
			r.level === level &&
			r.reasonId === reasonId
	);
	if (same) same.count++;
	else results.push({ serviceId, outcome, level, reasonId, count: 1 });
}

/** Everybody who takes a number on the day, in the order in which they reach the gates. */
export function citizensOf(seed: number, day: VenueDay): Citizen[] {
	const chance = new Chance(seed, 1_000_003);
	const journeys = deckOfJourneys(chance, day.cards);
	const arrival = arrivals(chance, day);
	const citizens: Citizen[] = [];
	for (let people = 0; people < day.people; people += citizens[citizens.length - 1]!.party) {
		const services = journeys[citizens.length % journeys.length] ?? null;
		citizens.push(new Citizen(seed, citizens.length + 1, arrival(), day, services));
	}
	return citizens.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

/** When one after the other reaches the gates: by themselves, or with all of a bus. */
function arrivals(chance: Chance, { arrivals: shares, byBus }: VenueDay): () => number {
	const [fewest, most] = BUS;
	const buses = byBus / (1 - byBus) / ((fewest + most) / 2);
	let seatsLeft = 0;
	let busAt = 0;
	const alone = () => chance.weighed(shares) + chance.next() * HALF_HOUR_MS;
	return () => {
		if (seatsLeft === 0 && byBus > 0 && chance.is(buses)) {
			seatsLeft = chance.whole(fewest, most);
			busAt = alone();
		}
		if (seatsLeft === 0) return alone();
		seatsLeft--;
		return busAt;
	};
}

/** A thousand journeys in exact shares, shuffled: drawn one by one, the rare ones would differ by a tenth from day to day. */
function deckOfJourneys(chance: Chance, cards: number): (ServiceId[] | null)[] {
	const shares = JOURNEYS.map(([services, share]) =>
		services.includes('card') ? share * cards : share
	);
	const all = shares.reduce((sum, share) => sum + share, 0);
	const deck = JOURNEYS.flatMap(([services], i) =>
		Array.from(
			{ length: Math.round((shares[i]! / all) * 1000 * (1 - ALREADY_ACTIVE)) },
			() => services
		)
	) as (ServiceId[] | null)[];
	deck.push(...Array.from({ length: Math.round(1000 * ALREADY_ACTIVE) }, () => null));
	for (let i = deck.length - 1; i > 0; i--) {
		const other = chance.whole(0, i);
		[deck[i], deck[other]] = [deck[other]!, deck[i]!];
	}
	return deck;
}
