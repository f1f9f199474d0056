import { usualArrivals } from '#lib/core/usual-day.ts';
import { ALREADY_ACTIVE, type ServiceId } from './model.ts';

const MINUTE_MS = 60_000;
export const HALF_HOUR_MS = 30 * MINUTE_MS;

interface Span {
	from: number;
	to: number;
}

/** What is of its own about a day at one place. */
export interface DayFacts {
	/** `2023-10-13` */
	date: string;
	/** The day of the field event, from 1. */
	day: number;
	/** People who take a number and need something done; those whose account is active already come on top. */
	people: number;
	/** Visitors who take no number. */
	visitors: number;
	/** The line to the professional system is down, `09:10` to `09:28`: level 2 stands still, activation goes on. */
	outages?: readonly (readonly [string, string])[];
	/** The program is out of reach: gates that are stations go on by themselves. */
	cutOff?: readonly [string, string];
	/** One carrier's codes come late. */
	lateCodes?: readonly [string, string];
	/** How much longer than usual a sitting lasts. */
	slower?: Partial<Record<ServiceId, number>>;
	/** Share in per cent of level 1 and 2 among what is activated. */
	levels?: readonly (readonly [number, number])[];
	/** How many times as many cards as usual. */
	cards?: number;
	/** Share of the people who come by bus, 30 to 45 at a time. */
	byBus?: number;
}

/** A day at one place, as its simulated people live it; times are hall times, ms. */
export interface VenueDay {
	day: number;
	/** Officers come. */
	from: number;
	/** Up to here as fast as the program answers: who looks on sees a working hall at once. */
	lively: number;
	gatesOpen: number;
	midday: Span & { latest: number };
	gatesClose: number;
	/** Whoever has not been reached by then is not any more. */
	latest: number;
	/** All who take a number, those whose account turns out to be active already among them. */
	people: number;
	visitors: number;
	outages: readonly Span[];
	/** The program is out of reach of the gates that are stations. */
	cutOff: Span | null;
	lateCodes: Span | null;
	/** About when each booth rests, in the morning and in the afternoon. */
	rests: readonly Span[];
	/** When people come: the beginning of each half hour and its share of the day, in hundredths. */
	arrivals: readonly (readonly [number, number])[];
	slower: Partial<Record<ServiceId, number>>;
	levels: readonly (readonly [number, number])[];
	cards: number;
	byBus: number;
}

/** Of all levels activated on the first day of the model [assumed]. */
const LEVELS = [
	[1, 45],
	[2, 55]
] as const;

/** A day from 7:00 to 17:00 with a break at midday, as those of Phú Yên in 2023; hours are assumed. */
export function venueDay(facts: DayFacts): VenueDay {
	const clock = (time: string) => Date.parse(`${facts.date}T${time}:00+07:00`);
	const span = ([from, to]: readonly [string, string]) => ({ from: clock(from), to: clock(to) });
	const gatesOpen = clock('07:00');
	const midday = { ...span(['11:30', '13:00']), latest: clock('12:10') };
	const gatesClose = clock('17:00');
	const halves = [
		{ from: gatesOpen, to: midday.from },
		{ from: midday.to, to: gatesClose }
	];
	return {
		day: facts.day,
		from: clock('06:50'),
		lively: clock('07:45'),
		gatesOpen,
		midday,
		gatesClose,
		latest: clock('18:30'),
		people: Math.round(facts.people / (1 - ALREADY_ACTIVE)),
		visitors: facts.visitors,
		outages: (facts.outages ?? []).map(span),
		cutOff: facts.cutOff ? span(facts.cutOff) : null,
		lateCodes: facts.lateCodes ? span(facts.lateCodes) : null,
		rests: [span(['08:30', '11:10']), span(['14:20', '16:10'])],
		arrivals: usualArrivals(halves).map(({ from, share }) => [from, share * 100] as const),
		slower: facts.slower ?? {},
		levels: facts.levels ?? LEVELS,
		cards: facts.cards ?? 1,
		byBus: facts.byBus ?? 0
	};
}
