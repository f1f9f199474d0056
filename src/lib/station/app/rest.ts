import type { BoothStanding, Contact } from '#lib/core/station/contact.ts';

/** A booth at which nobody works now, since when (hall time): it rests, with a reason that the hall reads, or was left. */
export type Rest =
	{ kind: 'resting'; reasonId: string; since: number } | { kind: 'left'; since: number };

/** What was last said of it on this device. `untold`: the hall has not shown yet that it knows. */
export interface RestSaid {
	rest: Rest | null;
	untold: boolean;
}

export const WORKING: RestSaid = { rest: null, untold: false };

/**
 * As it travels; undefined when the hall knows. A booth that the hall takes for closed is told to be open as soon as
 * somebody is there, also while nobody waits for it.
 */
export function restToTell(
	{ rest, untold }: RestSaid,
	booth: BoothStanding | null | undefined,
	attended: boolean
): Contact['rest'] {
	if (!untold) {
		const taken = booth && !booth.open && booth.pause === null;
		return rest === null && taken && attended ? null : undefined;
	}
	return rest && { reasonId: rest.kind === 'resting' ? rest.reasonId : null };
}

/**
 * What stands after the hall's answer: once the hall has it as it was said here, its own word counts, so that a booth that
 * an organiser starts again, or stops, is shown so on the device too.
 */
export function restAfter(said: RestSaid, booth: BoothStanding | null | undefined): RestSaid {
	if (!booth) return said;
	const { rest, untold } = said;
	if (untold) {
		const known =
			rest === null
				? !booth.rests
				: rest.kind === 'resting'
					? booth.rests
					: !booth.rests && !booth.here;
		return known ? { rest, untold: false } : said;
	}
	return rest?.kind === 'resting' && !booth.rests ? WORKING : said;
}

/** Whether nobody is to be called at the booth now, by the device's own word or, as far as it goes, the hall's. */
export function standsStill(
	{ rest, untold }: RestSaid,
	booth: BoothStanding | null | undefined
): boolean {
	return rest !== null || (!untold && booth?.pause != null);
}
