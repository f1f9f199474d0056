import type { Service } from './catalogue.ts';

/*
 * What becomes of a file after it was taken: approved or rejected days later, then activated by its owner. The hall
 * learns it from the units, never from the police system, and none of it changes what was counted on the day.
 */

/** In the order in which a file goes; `rejected` ends it until it is taken anew. */
export const FOLLOW_UP_STATES = [
	'waiting',
	'approved',
	'appointed',
	'activated',
	'rejected'
] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

/** Why files of electronic identification are rejected, by what was met in 2022 to 2026. */
export const REJECTION_REASONS = [
	'data-mismatch',
	'sim-not-owner',
	'sim-data-mismatch',
	'phone-already-used',
	'face',
	'fingerprint',
	'card-expired',
	'no-guardian',
	'other'
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** When and where help with the activation is offered. */
export interface Appointment {
	/** Hall time in ms. */
	at: number;
	place: string;
}

/** Where one file stands. */
export type FollowUpStanding =
	| { state: 'waiting' | 'approved' | 'activated' }
	| { state: 'appointed'; appointment: Appointment }
	| { state: 'rejected'; reason: RejectionReason };

export const WAITING: FollowUpStanding = { state: 'waiting' };

/** Services whose files are taken and then not followed: a card is handed over on the day of its own appointment slip. */
export const NOT_FOLLOWED: readonly string[] = ['card'];

/** The service at which accounts are activated, and the level of the accounts that come of files. */
export const ACTIVATION = 'activation';
export const LEVEL_OF_FILES = 2;

/** Whether files of a service are followed: those that wait for an approval after they were taken. */
export function isFollowedUp({ id, counts }: Pick<Service, 'id' | 'counts'>): boolean {
	return counts === 'enrolled' && !NOT_FOLLOWED.includes(id);
}

/**
 * What setting a file to another standing does. By hand everything may be put right, but an activated account is not
 * rejected in one step: it is set back first. A list only leads on, because it may be older than what is known: what
 * it knows less of stays as it is, and only a rejection of an activated account contradicts.
 */
export function judgeMove(
	from: FollowUpStanding,
	to: FollowUpStanding,
	by: 'hand' | 'list'
): 'moves' | 'stays' | 'refused' {
	if (isSame(from, to)) return 'stays';
	if (from.state === 'activated') {
		if (to.state === 'rejected') return 'refused';
		return by === 'hand' ? 'moves' : 'stays';
	}
	if (by === 'hand') return 'moves';
	if (to.state === 'waiting') return 'stays';
	return from.state === 'appointed' && to.state === 'approved' ? 'stays' : 'moves';
}

function isSame(a: FollowUpStanding, b: FollowUpStanding): boolean {
	if (a.state === 'appointed' && b.state === 'appointed') {
		return a.appointment.at === b.appointment.at && a.appointment.place === b.appointment.place;
	}
	if (a.state === 'rejected' && b.state === 'rejected') return a.reason === b.reason;
	return a.state === b.state;
}

/** What the owner of a file does next; each has its own words. */
export type NextForCitizen =
	'wait-for-approval' | 'activate' | 'come-or-activate' | 'none' | 'hand-in-again';

export function nextForCitizen({ state }: FollowUpStanding): NextForCitizen {
	switch (state) {
		case 'waiting':
			return 'wait-for-approval';
		case 'approved':
			return 'activate';
		case 'appointed':
			return 'come-or-activate';
		case 'activated':
			return 'none';
		case 'rejected':
			return 'hand-in-again';
	}
}

/** Files by where they stand; the five add up to `taken`. */
export type FollowUpCounts = Record<FollowUpState, number> & { taken: number };

export function noFiles(): FollowUpCounts {
	return { taken: 0, waiting: 0, approved: 0, appointed: 0, activated: 0, rejected: 0 };
}

/** Files whose approval is known, whatever has become of them since: cumulative, as reports count. */
export function everApproved({ approved, appointed, activated }: FollowUpCounts): number {
	return approved + appointed + activated;
}
