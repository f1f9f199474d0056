import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200));
const perService = v.partial(
	v.object({ card: count, 'level-2': count, activation: count, help: count })
);
const target = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)));

/** What the driver of a demo asks for: a field event, its people, and the hall time at which its day begins. */
export const demoPlanSchema = v.object({
	name: text,
	place: text,
	organiser: text,
	date: v.pipe(v.string(), v.isoDate()),
	days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
	gates: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(40)),
	booths: perService,
	seats: perService,
	targets: v.partial(
		v.object({ card: target, 'level-2': target, activation: target, help: target })
	),
	/** People who could have it at all: the other denominator. */
	eligible: v.optional(
		v.partial(v.object({ card: target, 'level-2': target, activation: target, help: target })),
		{}
	),
	/** Owning organisations, given to the booths in turn. */
	units: v.pipe(v.array(text), v.minLength(1)),
	/** Invented names, given to the staff in turn. */
	people: v.pipe(v.array(text), v.minLength(1)),
	/** The booth that nobody of the simulation sits at, for whoever looks on; serves these. */
	spare: v.object({ boothId: text, services: v.array(text) }),
	/** Gates that work as stations. */
	stations: v.optional(v.array(text), []),
	at: v.pipe(v.number(), v.integer(), v.minValue(0))
});

export type DemoPlan = v.InferInput<typeof demoPlanSchema>;
