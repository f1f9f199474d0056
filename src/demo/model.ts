/*
 * How people come and go on a day such as those of Phú Yên in 2023, of which the press gives totals, the times of a
 * sitting and the kinds of failures. All shares are assumed, made so that the totals come out.
 */

const MINUTE_MS = 60_000;

export const SERVICES = ['card', 'level-2', 'activation', 'help'] as const;
export type ServiceId = (typeof SERVICES)[number];

/** What people come for, by share of those who take a number. */
export const JOURNEYS: readonly (readonly [ServiceId[], number])[] = [
	[['activation'], 42.3],
	[['level-2', 'activation'], 53.7],
	[['level-2'], 1.1],
	[['card', 'level-2'], 1.7],
	[['card', 'level-2', 'activation'], 1.2]
];
/** While codes come late, so many times as many activations fail for want of one. */
export const LATE_CODES = 8;
/** Share of people who come to activate what is active already: 134 of those of the first day in Tuy Hòa. */
export const ALREADY_ACTIVE = 134 / 3_591;

/** Minutes at a seat: median and 90th percentile. */
export const SITTING: Record<ServiceId | 'gate', readonly [number, number]> = {
	card: [11, 17],
	'level-2': [4, 7],
	activation: [5.5, 10],
	help: [7, 14.5],
	// At the peak four gates have 12 people a minute: a post that takes longer than 20 s would be the bottleneck.
	gate: [0.25, 0.45]
};
/** An attempt that fails is shorter, and one that finds nothing to be done. */
export const FAILED_TIME = 0.6;
export const NOTHING_DUE_TIME = 0.5;

/** What an attempt comes to: an outcome, or the reason why not, by share. */
export const OUTCOMES: Record<ServiceId, readonly (readonly [string, number])[]> = {
	card: [
		['enrolled', 94.5],
		['data-mismatch-npdb', 1.8],
		['card-not-needed', 1.2],
		['fingerprint-failed', 0.9],
		['police-system-down', 0.4],
		['network-down', 0.4],
		['equipment-failed', 0.4],
		['left', 0.2],
		['other', 0.2]
	],
	'level-2': [
		['enrolled', 94.5],
		['sim-not-owner', 1.7],
		['data-mismatch-npdb', 0.9],
		['phone-already-used', 0.7],
		['fingerprint-failed', 0.3],
		['face-failed', 0.3],
		['no-card', 0.3],
		['card-expired', 0.3],
		['police-system-down', 0.3],
		['network-down', 0.3],
		['no-guardian', 0.2],
		['left', 0.1],
		['other', 0.1]
	],
	activation: [
		['completed', 84.7],
		['no-sms-otp', 3.2],
		['not-approved-yet', 2.6],
		['sim-not-owner', 1.6],
		['sim-data-mismatch', 1],
		['no-smartphone', 1.2],
		['phone-unsupported', 0.9],
		['face-failed', 0.9],
		['nfc-failed', 0.8],
		['wrong-registered-phone', 0.8],
		['forgot-password', 0.7],
		['old-device-otp', 0.6],
		['police-system-down', 0.3],
		['network-down', 0.3],
		['data-mismatch-npdb', 0.2],
		['left', 0.1],
		['other', 0.1]
	],
	help: [
		['completed', 93],
		['deferred', 5],
		['left', 2]
	]
};

/** After these the officer sends the person to the carrier's desk as well. */
export const TO_CARRIER: readonly string[] = ['sim-not-owner', 'sim-data-mismatch'];

export const SHARES = {
	priority: 0.16,
	family: 0.03,
	reprint: 0.02,
	/** To a colleague's booth, and to the help desk first. */
	sentToColleague: 0.01,
	sentToHelp: 0.01,
	held: 0.02,
	undone: 0.007,
	corrected: 0.003,
	/** Not there at the first call, after a long wait and otherwise; half of them come back. */
	missedAfterLongWait: 0.07,
	missed: 0.03,
	comesBack: 0.5
};
export const LONG_WAIT_MS = 20 * MINUTE_MS;

/** A booth rests this long, about every two and a half hours. */
export const REST_MS = 10 * MINUTE_MS;
