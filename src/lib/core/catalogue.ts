/**
 * What an organiser sets up and the rules read: services, booths, gates, areas, reasons, rules of the hall.
 * Before opening these are ordinary rows; the fact `opened` carries them whole, and from then on each change is a fact.
 * Ids are short texts, unique within their kind and field event.
 */

/** Vietnamese first; English beside it. */
export interface Words {
	vi: string;
	en: string;
}

/** How a step or one result of a sitting ended. */
export const OUTCOMES = [
	'completed',
	'enrolled',
	'nothing-due',
	'failed',
	'deferred',
	'left'
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that satisfy a prerequisite worded `needs`. */
export const SUCCESSES: readonly Outcome[] = ['completed', 'enrolled', 'nothing-due'];

export const LANES = ['regular', 'priority'] as const;
/** Which side of a queue a ticket stands on. Never shown, never spoken, never part of the number. */
export type Lane = (typeof LANES)[number];

/** What an answer does to the journey, and what the citizen is told with it (empty words: nothing). */
export type PreCheckEffect =
	| { does: 'nothing' }
	| { does: 'warn'; say: Words }
	/** Another service joins the journey, or goes before all others. */
	| { does: 'add-step' | 'first-step'; serviceId: string; say: Words }
	/** The service that asks leaves the journey. */
	| { does: 'drop-step'; say: Words };

/** One question asked before a number is given. Answers are counted; nothing of them names a person. */
export interface PreCheck {
	/** Unique within its service. A question that asks something else has another id, so that counts are never mixed. */
	id: string;
	/** As the gate asks, in few words. */
	question: Words;
	/** As self-service asks, in words for somebody alone with a phone. */
	plain: Words;
	yes: PreCheckEffect;
	no: PreCheckEffect;
}

/** How many questions a service may ask. */
export const MOST_PRE_CHECKS = 3;

/** What the gate is reminded of for children below an age, and how many of these a service has at most. */
export interface AgeHint {
	/** Years of age; applies below it. */
	under: number;
	words: Words;
}
export const MOST_AGE_HINTS = 3;

export interface Service {
	id: string;
	name: Words;
	/** The full noun of what is counted: "Hồ sơ định danh điện tử mức độ 2 đã thu nhận". */
	countedNoun: Words;
	/** Unit word beside a figure: "hồ sơ", "lượt". */
	unit: Words;
	/** The one outcome that counts towards the target. */
	counts: Outcome;
	/** Outcomes that an officer is offered, the commonest first. */
	outcomes: Outcome[];
	/** Levels a counted result may carry; empty when the service has no levels. */
	levels: number[];
	target: number | null;
	/** How many people are eligible at all: the second denominator, never mixed with the target. */
	eligible: number | null;
	/** Services whose step on the same ticket must have ended, in any way. */
	after: string[];
	/** Services whose step on the same ticket must have ended with success. */
	needs: string[];
	/** Services for which one sitting may also give a result. */
	also: string[];
	/** Prior for the time a citizen occupies a seat, from call to end, in ms. */
	typicalMs: number;
	areaId: string | null;
	bring: Words;
	/** What happens after today ("after approval you get a message …"). */
	afterwards: Words;
	/** At most `MOST_PRE_CHECKS`; asked only where `asksPreChecks` says so. */
	preChecks: PreCheck[];
	asksPreChecks: boolean;
	ageHints: AgeHint[];
	/** Whether gates may still give numbers for it, as long as the quota is not reached. */
	intakeOpen: boolean;
	/** For how many people a day gates give numbers; null: for as many as come. See `intake.ts`. */
	intakeQuota: number | null;
	position: number;
	/** Withdrawn from gates and booths; kept for what was counted. */
	withdrawn: boolean;
}

export interface Booth {
	id: string;
	number: number;
	word: 'bàn' | 'quầy';
	areaId: string | null;
	services: string[];
	seats: number;
	/** Level preset on the officer's success button, where the service has levels. */
	presetLevel: number | null;
	/** Owning organisation, as text. */
	unit: string;
	withdrawn: boolean;
}

export interface Gate {
	id: string;
	name: string;
	prefix: string;
	kind: 'gate' | 'self-service';
	/** Which of the three equal ways of paper this gate uses. */
	paper: 'printed' | 'sheets' | 'by-hand';
	slip: '58mm' | '80mm' | 'a6';
	withdrawn: boolean;
}

export interface Area {
	id: string;
	name: Words;
	/** Where it is ("sân nhà văn hóa"); empty where the name says enough. */
	place: Words;
	withdrawn: boolean;
}

export interface Reason {
	id: string;
	kind: 'failure' | 'pause' | 'hold' | 'call';
	internal: Words;
	/** What citizens read and hear; never names the police system as broken. */
	public: Words;
	nextStep: Words;
	/** Services it applies to; empty means all. */
	services: string[];
	position: number;
	withdrawn: boolean;
}

/** One half day of service, in ms since the Unix epoch (hall time). */
export interface Half {
	from: number;
	to: number;
}

/** From when on an organiser is warned. The values that a field event begins with are assumed, not measured. */
export interface WarningThresholds {
	/** Somebody waits in a queue for this long. */
	waitMs: number;
	/** A booth stands idle for this long while somebody waits for it. */
	idleMs: number;
	/** A sitting lasts this many times as long as usual. */
	sittingTimes: number;
	/** Nothing is pressed at a booth for this long. */
	silentMs: number;
	/** A gate gives no number for this long while others do. */
	gateSilentMs: number;
	/** So long before closing it is told who will not be reached. */
	closingMs: number;
	/** A reason comes up this many times as often as usual, … */
	reasonTimes: number;
	/** … and at least for this many people within 20 minutes. */
	reasonLeast: number;
}

export interface Rules {
	/** At most this many priority calls in a row per queue. */
	priorityRun: number;
	/** A priority ticket never overtakes a regular one that fell due more than this before it, in ms. */
	priorityHeadStartMs: number;
	/** Share (0–1) of the time already waited that a later step is given back. */
	laterStepShare: number;
	/** A call after this many calls makes the ticket a no-show. */
	callsBeforeNoShow: number;
	restoreWithinMs: number;
	/** A restored ticket goes behind this many next ones. */
	restoreBehind: number;
	/** How many next ones go before somebody who asks to step back, and how often one ticket may. */
	stepBackBehind: number;
	stepBackTimes: number;
	/** A ticket sent to one booth goes back to the queue when that booth has not called for this long while paused. */
	namedBoothReturnMs: number;
	/** How often the last-issued number may grow before an organiser must grant more. */
	seriesCeiling: number;
	/** How people are addressed on public screens. */
	address: 'bà con' | 'ông/bà' | 'công dân';
	warnings: WarningThresholds;
	/** Whether phones may take their own ticket from the poster. */
	selfService: boolean;
	selfServicePerDevice: number;
	/** Days of the field event, first is day 1; each with its halves. */
	days: { date: string; halves: Half[] }[];
}

export interface Catalogue {
	services: Service[];
	booths: Booth[];
	gates: Gate[];
	areas: Area[];
	reasons: Reason[];
	rules: Rules;
}

/** Defaults [assumed] that an organiser can change at any time. */
export const DEFAULT_RULES: Omit<Rules, 'days'> = {
	priorityRun: 2,
	priorityHeadStartMs: 60 * 60_000,
	laterStepShare: 0.5,
	callsBeforeNoShow: 3,
	restoreWithinMs: 60 * 60_000,
	restoreBehind: 3,
	stepBackBehind: 5,
	stepBackTimes: 2,
	namedBoothReturnMs: 10 * 60_000,
	seriesCeiling: 9_999,
	address: 'bà con',
	warnings: {
		waitMs: 40 * 60_000,
		idleMs: 3 * 60_000,
		sittingTimes: 3,
		silentMs: 20 * 60_000,
		gateSilentMs: 15 * 60_000,
		closingMs: 60 * 60_000,
		reasonTimes: 3,
		reasonLeast: 5
	},
	selfService: false,
	selfServicePerDevice: 4
};
