import * as v from 'valibot';
import { LANES } from './catalogue.ts';
import { resultSchema } from './wish.ts';

/**
 * What a station has already done in the room. It is never a question and never refused: it gets a verdict.
 * A station resolves "call next" into `called` with ticket, step, turn and seat before it writes it down.
 */

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const named = { ticketId: uuid, step: whole, turn: whole };

export const deedSchema = v.variant('kind', [
	v.object({
		kind: v.literal('issued'),
		ticketId: uuid,
		gateId: id,
		day: positive,
		prefix: v.string(),
		number: positive,
		lane: v.picklist(LANES),
		party: positive,
		services: v.pipe(v.array(v.object({ serviceId: id, people: positive })), v.minLength(1))
	}),
	v.object({ kind: v.literal('called'), ...named, boothId: id, seat: positive }),
	v.object({ kind: v.literal('recalled'), ...named, calls: positive }),
	v.object({ kind: v.literal('missed'), ...named }),
	v.object({ kind: v.literal('started'), ...named, boothId: id, seat: positive }),
	v.object({
		kind: v.literal('ended'),
		...named,
		boothId: id,
		results: v.pipe(v.array(resultSchema), v.minLength(1))
	}),
	v.object({ kind: v.literal('visitors-counted'), gateId: id, day: positive, count: positive })
]);

export const operationSchema = v.object({
	operationId: uuid,
	station: id,
	epoch: whole,
	seq: positive,
	/** Hall time in ms by the station's monotonic clock; clamped on arrival, never a reason to refuse. */
	at: v.number(),
	by: id,
	deed: deedSchema
});

export type Operation = v.InferOutput<typeof operationSchema>;
export type Deed = Operation['deed'];

export const VERDICTS = ['applied', 'already', 'conflict', 'quarantined'] as const;
/** All four acknowledge: the station may forget that it waits for an answer. */
export type Verdict = (typeof VERDICTS)[number];

/** Who holds a series: the server, or one epoch of one station. */
export function holderOf(station: string, epoch: number): string {
	return `${station}:${epoch}`;
}
