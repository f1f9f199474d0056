import * as v from 'valibot';
import type { Rules } from './catalogue.ts';

/** What one press of a tally's button counts. */
export const TALLY_STEPS = [1, 10] as const;
/** As many presses as a device tells at a time. */
export const MOST_PRESSES = 200;
/** A press that a device has kept longer is counted as pressed this long ago. */
const LONGEST_KEPT_MS = 24 * 3_600_000;

const uuid = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/** What a tally's page tells: presses since the last answer, and which presses are taken back. */
export const pressesSchema = v.object({
	presses: v.pipe(
		v.array(
			v.object({
				operationId: uuid,
				count: v.picklist(TALLY_STEPS),
				/** How long ago it was pressed, in real ms. */
				agoMs: v.pipe(
					v.number(),
					v.transform((ms) => Math.min(Math.max(0, Math.round(ms)), LONGEST_KEPT_MS))
				)
			})
		),
		v.maxLength(MOST_PRESSES)
	),
	takenBack: v.pipe(v.array(uuid), v.maxLength(MOST_PRESSES))
});
export type Presses = v.InferOutput<typeof pressesSchema>;

/** What a tally stands at, taken-back presses left out. */
export interface TallySums {
	day: number;
	/** Which half of the day it is, from 1. */
	half: number;
	session: number;
	today: number;
	all: number;
}

/** The day and half that an instant belongs to: the half that it lies in or comes before, else the last of the open day. */
export function sessionAt(days: Rules['days'], openDay: number, at: number) {
	const day = Math.max(1, openDay);
	const halves = days[day - 1]?.halves ?? [];
	const within = halves.findIndex(({ to }) => at < to);
	return { day, half: within < 0 ? Math.max(1, halves.length) : within + 1 };
}
