import * as v from 'valibot';
import { DEFAULT_RULES, LANES, MOST_AGE_HINTS, MOST_PRE_CHECKS, OUTCOMES } from './catalogue.ts';
import { AUDIENCES, LONGEST_MESSAGE_MINUTES, MESSAGE_LENGTH } from './hall-message.ts';
import { PRE_CHECK_ANSWERS } from './pre-check.ts';

/**
 * What a person at a screen asks for. A wish is checked by `decide` and answered with facts or a refusal.
 * Every wish travels with an operation id made by whoever pressed, so that pressing twice is doing once.
 */

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const uuid = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
);
const text = v.pipe(v.string(), v.trim(), v.maxLength(300));
const words = v.object({ vi: text, en: text });
const messageText = v.pipe(v.string(), v.trim(), v.maxLength(MESSAGE_LENGTH));
const people = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60));
const time = v.pipe(v.number(), v.integer(), v.minValue(0));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
const prefix = v.pipe(v.string(), v.regex(/^[A-Z][0-9]{0,2}$/));
const outcome = v.picklist(OUTCOMES);
const chosen = v.pipe(
	v.array(v.object({ serviceId: id, people })),
	v.minLength(1),
	v.maxLength(12)
);
const lane = v.picklist(LANES);
/** Into which seat of the booth; the lowest free one when it is left out or null. */
const seat = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))));
const scope = v.picklist(['field-event', 'area', 'service', 'booth']);

export const resultSchema = v.object({
	serviceId: id,
	outcome,
	level: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
	reasonId: v.nullable(id),
	count: people
});

const effect = v.variant('does', [
	v.object({ does: v.literal('nothing') }),
	v.object({ does: v.literal('warn'), say: words }),
	v.object({ does: v.literal('drop-step'), say: words }),
	v.object({ does: v.picklist(['add-step', 'first-step']), serviceId: id, say: words })
]);
const preCheck = v.object({ id, question: words, plain: words, yes: effect, no: effect });
const ageHint = v.object({
	under: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120)),
	words
});

export const serviceSchema = v.object({
	id,
	name: words,
	countedNoun: words,
	unit: words,
	counts: outcome,
	outcomes: v.pipe(v.array(outcome), v.minLength(1)),
	levels: v.array(v.number()),
	target: v.nullable(whole),
	eligible: v.nullable(whole),
	after: v.array(id),
	needs: v.array(id),
	also: v.array(id),
	typicalMs: v.pipe(v.number(), v.integer(), v.minValue(10_000), v.maxValue(4 * 3_600_000)),
	areaId: v.nullable(id),
	bring: words,
	afterwards: words,
	// What older pages and older journals do not know is not asked.
	preChecks: v.optional(v.pipe(v.array(preCheck), v.maxLength(MOST_PRE_CHECKS)), []),
	asksPreChecks: v.optional(v.boolean(), false),
	ageHints: v.optional(v.pipe(v.array(ageHint), v.maxLength(MOST_AGE_HINTS)), []),
	intakeOpen: v.boolean(),
	intakeQuota: v.optional(v.nullable(v.pipe(whole, v.minValue(1))), null),
	position: whole,
	withdrawn: v.boolean()
});

export const boothSchema = v.object({
	id,
	number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
	word: v.picklist(['bàn', 'quầy']),
	areaId: v.nullable(id),
	services: v.array(id),
	/** None: a helper who goes about; nobody is called there. */
	seats: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
	presetLevel: v.nullable(v.number()),
	unit: text,
	withdrawn: v.boolean()
});

export const gateSchema = v.object({
	id,
	name: text,
	prefix,
	kind: v.picklist(['gate', 'self-service']),
	paper: v.picklist(['printed', 'sheets', 'by-hand']),
	slip: v.picklist(['58mm', '80mm', 'a6']),
	withdrawn: v.boolean()
});

export const areaSchema = v.object({
	id,
	name: words,
	place: v.optional(words, { vi: '', en: '' }),
	withdrawn: v.boolean()
});

export const reasonSchema = v.object({
	id,
	kind: v.picklist(['failure', 'pause', 'hold', 'call']),
	internal: words,
	public: words,
	nextStep: words,
	services: v.array(id),
	position: whole,
	withdrawn: v.boolean()
});

const duration = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 3_600_000));
const warningsSchema = v.object({
	waitMs: duration,
	idleMs: duration,
	sittingTimes: v.pipe(v.number(), v.minValue(1), v.maxValue(20)),
	silentMs: duration,
	gateSilentMs: duration,
	closingMs: duration,
	reasonTimes: v.pipe(v.number(), v.minValue(1), v.maxValue(20)),
	reasonLeast: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000))
});
export const rulesSchema = v.object({
	priorityRun: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
	priorityHeadStartMs: duration,
	laterStepShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
	callsBeforeNoShow: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
	restoreWithinMs: duration,
	restoreBehind: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50)),
	stepBackBehind: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
	stepBackTimes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
	namedBoothReturnMs: duration,
	seriesCeiling: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999)),
	address: v.picklist(['bà con', 'ông/bà', 'công dân']),
	// What older pages do not know stays as everybody begins.
	warnings: v.optional(warningsSchema, DEFAULT_RULES.warnings),
	selfService: v.boolean(),
	selfServicePerDevice: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
	days: v.pipe(
		v.array(
			v.object({
				date: v.pipe(v.string(), v.isoDate()),
				halves: v.array(v.object({ from: time, to: time }))
			})
		),
		v.minLength(1),
		v.maxLength(31)
	)
});

export const catalogueSchema = v.object({
	services: v.array(serviceSchema),
	booths: v.array(boothSchema),
	gates: v.array(gateSchema),
	areas: v.array(areaSchema),
	reasons: v.array(reasonSchema),
	rules: rulesSchema
});

const stationPlace = v.variant('kind', [
	v.object({ kind: v.literal('gate'), gateId: id, prefix: text }),
	v.object({ kind: v.literal('booth'), boothId: id })
]);

const journey = { services: chosen, lane, party: people };
export const answersSchema = v.pipe(
	v.array(v.object({ serviceId: id, preCheck: id, answer: v.picklist(PRE_CHECK_ANSWERS) })),
	v.maxLength(36)
);
/** What was answered before one number; left out where the questions were skipped or none is asked. */
const answers = v.optional(answersSchema);

export const wishSchema = v.variant('kind', [
	// the field event
	v.object({ kind: v.literal('open'), catalogue: catalogueSchema }),
	v.object({ kind: v.literal('close') }),
	v.object({ kind: v.literal('open-day'), day: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
	v.object({ kind: v.literal('pause'), scope, id: v.nullable(id), reasonId: id }),
	v.object({ kind: v.literal('resume'), scope, id: v.nullable(id) }),
	v.object({
		kind: v.literal('show-message'),
		words: v.object({ vi: v.pipe(messageText, v.minLength(1)), en: messageText }),
		to: v.pipe(v.array(v.picklist(AUDIENCES)), v.minLength(1), v.maxLength(AUDIENCES.length)),
		serviceId: v.nullable(id),
		minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_MESSAGE_MINUTES))
	}),
	v.object({ kind: v.literal('end-message'), messageId: uuid }),
	v.object({ kind: v.literal('set-service'), service: serviceSchema }),
	v.object({ kind: v.literal('set-booth'), booth: boothSchema }),
	v.object({ kind: v.literal('set-gate'), gate: gateSchema }),
	v.object({ kind: v.literal('set-area'), area: areaSchema }),
	v.object({ kind: v.literal('set-reason'), reason: reasonSchema }),
	v.object({ kind: v.literal('set-rules'), rules: rulesSchema }),
	// the gate
	v.object({ kind: v.literal('issue'), gateId: id, ticketId: uuid, ...journey, answers }),
	v.object({
		kind: v.literal('issue-many'),
		gateId: id,
		ticketIds: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(60)),
		...journey
	}),
	v.object({
		kind: v.literal('print-sheets'),
		gateId: id,
		day: v.pipe(v.number(), v.integer(), v.minValue(1)),
		ticketIds: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(200))
	}),
	v.object({ kind: v.literal('bring-to-life'), gateId: id, ticketId: uuid, ...journey, answers }),
	/** Sheets of one series in one action: the numbers stand on the papers, so they name them. */
	v.object({
		kind: v.literal('bring-many-to-life'),
		gateId: id,
		prefix,
		numbers: v.pipe(
			v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999))),
			v.minLength(1),
			v.maxLength(60)
		),
		...journey
	}),
	v.object({
		kind: v.literal('count-visitors'),
		gateId: id,
		count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))
	}),
	v.object({ kind: v.literal('reprint'), ticketId: uuid, token: uuid }),
	v.object({ kind: v.literal('change-lane'), ticketId: uuid, lane }),
	v.object({ kind: v.literal('add-step'), ticketId: uuid, serviceId: id, people }),
	v.object({ kind: v.literal('drop-step'), ticketId: uuid, step: whole }),
	v.object({ kind: v.literal('cancel'), ticketId: uuid }),
	/** "Xin lùi lượt" and "Tôi không chờ nữa": of citizens by themselves, and of staff for them. */
	v.object({ kind: v.literal('step-back'), ticketId: uuid }),
	v.object({ kind: v.literal('leave'), ticketId: uuid }),
	/** "Hẹn lại"; `nextId` is what the ticket of the later day will be addressed by. */
	v.object({
		kind: v.literal('put-off'),
		tickets: v.pipe(
			v.array(v.object({ ticketId: uuid, nextId: uuid })),
			v.minLength(1),
			v.maxLength(300)
		),
		to: v.variant('place', [
			v.object({ place: v.literal('police') }),
			v.object({
				place: v.literal('day'),
				day: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
				gateId: id
			})
		])
	}),
	// the booth
	v.object({ kind: v.literal('open-booth'), boothId: id, takeOver: v.boolean() }),
	v.object({ kind: v.literal('leave-booth'), boothId: id }),
	v.object({ kind: v.literal('call-next'), boothId: id, seat }),
	v.object({ kind: v.literal('fill-seats'), boothId: id }),
	v.object({
		kind: v.literal('call'),
		boothId: id,
		ticketId: uuid,
		reasonId: v.nullable(id),
		seat
	}),
	v.object({ kind: v.literal('serve'), boothId: id, ticketId: uuid, seat }),
	v.object({ kind: v.literal('recall'), ticketId: uuid }),
	v.object({ kind: v.literal('no-show'), ticketId: uuid }),
	v.object({ kind: v.literal('restore'), ticketId: uuid }),
	v.object({ kind: v.literal('start'), ticketId: uuid }),
	v.object({
		kind: v.literal('finish'),
		ticketId: uuid,
		results: v.pipe(v.array(resultSchema), v.minLength(1), v.maxLength(12)),
		/** People of the party who stay at the booth while the others go on. */
		stays: v.optional(people),
		/** Finish and call the next one into the same booth in one step. */
		callNext: v.boolean(),
		/** Where the next one is called to. */
		seat
	}),
	v.object({
		kind: v.literal('send'),
		ticketId: uuid,
		serviceId: v.nullable(id),
		boothId: v.nullable(id)
	}),
	v.object({ kind: v.literal('return'), ticketId: uuid }),
	v.object({
		kind: v.literal('hold'),
		ticketId: uuid,
		reasonId: v.nullable(id),
		minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240))
	}),
	v.object({ kind: v.literal('take-back'), ticketId: uuid, boothId: id, seat }),
	v.object({
		kind: v.literal('serve-late'),
		boothId: id,
		ticketIds: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(60)),
		outcome,
		level: v.nullable(v.number()),
		/** Why it could not be done: for `failed` and for nothing else. */
		reasonId: v.optional(v.nullable(id))
	}),
	/** A result without a call: by a helper who goes about, or for whoever stayed at the booth. */
	v.object({
		kind: v.literal('record'),
		boothId: id,
		ticketId: uuid,
		/** All of one service: of a party some may be done and others not. */
		results: v.pipe(v.array(resultSchema), v.minLength(1), v.maxLength(12))
	}),
	/** While the service that a citizen waits for is paused: another step of the journey goes first. */
	v.object({ kind: v.literal('other-step-first'), ticketId: uuid }),
	v.object({ kind: v.literal('undo'), operationId: uuid }),
	v.object({
		kind: v.literal('correct'),
		operationId: uuid,
		results: v.pipe(v.array(resultSchema), v.minLength(1), v.maxLength(12))
	}),
	// stations: devices that work on without the network
	v.object({ kind: v.literal('enrol-station'), station: id, place: stationPlace }),
	v.object({ kind: v.literal('withdraw-station'), station: id }),
	v.object({
		kind: v.literal('ask-numbers'),
		station: id,
		epoch: whole,
		day: v.pipe(v.number(), v.integer(), v.minValue(1)),
		/** The number that the station gives next; 1 before its first grant. */
		next: v.pipe(v.number(), v.integer(), v.minValue(1)),
		/** How many numbers it is to have at hand. */
		size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))
	}),
	v.object({
		kind: v.literal('ask-leases'),
		station: id,
		epoch: whole,
		want: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
		leaseMs: duration
	}),
	v.object({ kind: v.literal('settle'), operationId: uuid }),
	/** The hall's own look at the clock: puts back what was kept for a booth that paused too long. */
	v.object({ kind: v.literal('tick') })
]);

export type Wish = v.InferOutput<typeof wishSchema>;
export type WishKind = Wish['kind'];
export type WishOf<K extends WishKind> = Extract<Wish, { kind: K }>;
