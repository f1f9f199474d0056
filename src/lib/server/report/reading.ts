import type { Words } from '#lib/core/catalogue.ts';
import type { Opinion } from '#lib/core/opinion.ts';
import type { FollowUpFigures } from '#lib/server/follow-up/follow-up-figures.ts';
import type { Incident } from '#lib/server/incident/read-incidents.ts';
import type { Period } from './period.ts';

/*
 * What a report reads, as whole numbers only: nothing is rounded before it is written down. A frozen report keeps this
 * value, so every field added later must be optional.
 */

/** One figure in the period, up to its end, and in the former period (0 where there is none). */
export interface Amount {
	inPeriod: number;
	cumulative: number;
	former: number;
}

/** The figures that are people, tickets and turns; results are in the services. */
export const FIGURES = ['people', 'visitors', 'tickets', 'cancelled', 'putOff', 'served'] as const;
export type Figure = (typeof FIGURES)[number];

export interface ServiceReading {
	serviceId: string;
	name: Words;
	countedNoun: Words;
	unit: Words;
	/** People to be counted in the whole field event; null where none was given. */
	target: number | null;
	/** People who could have it: the second denominator, never mixed with the target. */
	eligible: number | null;
	counted: Amount;
	/** Levels of the service, and null for what was counted without one. */
	levels: { level: number | null; counted: Amount }[];
	failed: Amount;
}

/** What a unit's booths counted in one service. */
export interface UnitReading {
	/** Empty: booths that name no unit. */
	unit: string;
	/** Listed by the organiser, in this place; null: known from booths alone. */
	position: number | null;
	target: number | null;
	eligible: number | null;
	counted: Amount;
}

export interface ReasonReading {
	/** Null: recorded without a reason. */
	reasonId: string | null;
	internal: Words | null;
	total: Amount;
	/** In the period. */
	byService: Record<string, number>;
}

/** What happened in a part of the period. Lengths of time in ms. */
export interface Flow {
	/** Tickets given and not cancelled. */
	issued: number;
	/** Turns that reached a seat. */
	served: number;
	/** People, by the outcome that each service counts. */
	counted: number;
	failed: number;
	/** Of every call that tells how long somebody waited, from falling due to being called. */
	waits: { n: number; sumMs: number; longestMs: number; medianMs: number; p90Ms: number };
}

export interface BoothFlow extends Flow {
	fieldEventId: number;
	/** How long it was open, and its officers' time added up, in the period; left out before it was counted. */
	time?: { openMs: number; officerMs: number };
	/** Null: whatever names no booth that exists. */
	booth: { id: string; number: number; word: 'bàn' | 'quầy'; seats: number } | null;
}

/** What citizens said by three faces: in tickets, one answer each. */
export interface SatisfactionReading {
	answers: { opinion: Opinion; n: Amount }[];
	/** Tickets not cancelled, of which each could have answered. */
	tickets: Amount;
}

/** What one stall or helper counted by hand. */
export interface TallyReading {
	label: string;
	unit: string;
	counts: string;
	n: Amount;
}

/** From which share of its target (whole percents) a unit's work is called good, fair, average. */
export interface GradeBounds {
	good: number;
	fair: number;
	average: number;
}

/** Everything a report says in figures, true at one clock of each field event. */
export interface ReportReading {
	version: 1;
	venues: { id: number; name: string; place: string; clock: number }[];
	period: Period;
	/** Dates of the period on which a day of the field event was planned. */
	dates: string[];
	/** Hall time of the reading, ms. */
	at: number;
	slotMinutes: 30 | 60;
	figures: Record<Figure, Amount>;
	services: ServiceReading[];
	/** Units by service id. */
	units: Record<string, UnitReading[]>;
	reasons: ReasonReading[];
	flow: {
		all: Flow;
		/** By the time of day, all days of the period together. */
		slots: (Flow & { fromMinute: number })[];
		days: (Flow & { date: string })[];
		booths: BoothFlow[];
	};
	grades: GradeBounds & { areDefault: boolean };
	/** Left out before it was counted. */
	satisfaction?: SatisfactionReading;
	/** What was counted by hand, in columns of its own; left out before there were such places. */
	tallies?: TallyReading[];
	/** What has become of the files taken; left out before they were followed. */
	followUp?: FollowUpFigures;
	/** What went wrong in the period, by group and time; left out before there was a log. */
	incidents?: Incident[];
}

/** What a report over several field events says of each. */
export type VenueReading = Pick<ReportReading, 'venues' | 'figures' | 'services'>;

/** Several field events counted as one, and what the report says of each. */
export interface JoinedReading {
	sum: ReportReading;
	venues: VenueReading[];
}
