import * as v from 'valibot';
import { LANES } from './catalogue.ts';
import { answersSchema, resultSchema } from './wish.ts';

/**
 * What a station has already done in the room. It is never a question and never refused: it gets a verdict.
 * A station resolves "call next" into `called` with ticket, step, turn and seat before it writes it down.
 */

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
/**
 * Which turn of which step. A station that worked by hand, from a slip alone, knows neither step nor turn:
 * its `step` is null and its fence 0.
 */
const named = {
	ticketId: uuid,
	serviceId: id,
	step: v.nullable(whole),
	turn: whole,
	/** Of the lease that it worked on; 0 by hand. */
	fence: whole
};

/** More than one press of a gate gives. */
const MOST_TAKEN_BACK = 100;

export const deedSchema = v.variant('kind', [
	v.object({
		kind: v.literal('issued'),
		ticketId: uuid,
		gateId: id,
		day: positive,
		prefix: v.string(),
		number: positive,
		/** Who gave the number (`holderOf`): the station itself, or whoever signed the link that it was shown. */
		maker: id,
		/** Read from a link at a booth; the gate's own word knows the whole journey. */
		provisional: v.boolean(),
		lane: v.picklist(LANES),
		party: positive,
		services: v.pipe(v.array(v.object({ serviceId: id, people: positive })), v.minLength(1)),
		/** What was answered to its questions, and which service goes first by that: the services stand as they came out. */
		answers: v.optional(answersSchema),
		first: v.optional(v.nullable(id))
	}),
	v.object({ kind: v.literal('called'), ...named, boothId: id, seat: positive }),
	v.object({ kind: v.literal('recalled'), ...named, boothId: id, calls: positive }),
	v.object({ kind: v.literal('missed'), ...named, boothId: id }),
	v.object({ kind: v.literal('started'), ...named, boothId: id, seat: positive }),
	v.object({
		kind: v.literal('ended'),
		...named,
		boothId: id,
		results: v.pipe(v.array(resultSchema), v.minLength(1))
	}),
	v.object({ kind: v.literal('visitors-counted'), gateId: id, day: positive, count: positive }),
	/** A count that the same gate had made is none: `counted` is its operation. */
	v.object({ kind: v.literal('visitors-taken-back'), gateId: id, counted: uuid }),
	/** Numbers of one press that the same gate has back: nobody holds them. */
	v.object({
		kind: v.literal('numbers-taken-back'),
		gateId: id,
		ticketIds: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(MOST_TAKEN_BACK))
	})
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
export type DeedOf<K extends Deed['kind']> = Extract<Deed, { kind: K }>;

export const VERDICTS = ['applied', 'already', 'conflict', 'quarantined'] as const;
/** All four acknowledge: the station may forget that it waits for an answer. */
export type Verdict = (typeof VERDICTS)[number];

/** Who holds a series: the server, or one epoch of one station. */
export function holderOf(station: string, epoch: number): string {
	return `${station}:${epoch}`;
}
