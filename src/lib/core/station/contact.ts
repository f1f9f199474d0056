import * as v from 'valibot';
import type { Acknowledgement } from '../answer.ts';
import type { TicketBrief } from '../brief.ts';
import type { Catalogue } from '../catalogue.ts';
import type { StationPlace } from '../fact.ts';
import type { Beat } from '../protocol.ts';
import type { RefusalCode } from '../refusal.ts';
import type { PauseNotice } from '../view/hall-view.ts';
import type { ShownPace } from '../wait-range.ts';

/**
 * The wire between a station and the server: one POST carries everything that either has to tell. It is idempotent in
 * every part, so that a station whose answer was lost says the same again. Its body is signed by the station's key, which
 * never leaves the device; who presses there is said by each operation.
 *
 * A long body may travel compressed (`content-encoding: gzip`). What is signed are the plain bytes: how they were packed
 * says nothing, and a proxy on the way may unpack them. A server that does not know of it answers `unreadable`, and the
 * station goes on in plain bytes and in parts of the first size.
 */
export const CONTACT_VERSION = 1;

/** The header that carries the signature of the body's bytes: Ed25519, base64url without padding. */
export const SIGNATURE_HEADER = 'station-signature';

/** As many operations as one contact carries, and as many as the first servers took. */
export const CONTACT_OPERATIONS = 2_500;
export const FIRST_CONTACT_OPERATIONS = 100;

/** A body that is longer, plain, is not read. */
export const CONTACT_BYTES = 4_000_000;

const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * One operation on its way. `body` is an `Operation`, read by itself on arrival: what cannot be read is kept aside and
 * acknowledged, and never stands in the way of what comes after it.
 */
export const parcelSchema = v.object({
	seq: positive,
	operationId: uuid,
	/** Which run of the device it was pressed in, and when by that run's monotonic clock (ms). */
	boot: v.pipe(v.string(), v.maxLength(40)),
	mono: v.number(),
	body: v.unknown()
});
export type Parcel = v.InferOutput<typeof parcelSchema>;

export const contactSchema = v.object({
	version: whole,
	epoch: positive,
	/** The last sequence number that the station has written; it has forgotten something when the server has heard more. */
	written: whole,
	/** The station's clocks when it sent this: run of the device, monotonic ms in it, and its wall clock (ms, UTC). */
	boot: v.pipe(v.string(), v.maxLength(40)),
	/** The run that had the station's store before this one: two that come after the same one have copies of it. */
	after: v.optional(v.pipe(v.string(), v.maxLength(40))),
	mono: v.number(),
	wall: v.number(),
	parcels: v.pipe(v.array(parcelSchema), v.maxLength(CONTACT_OPERATIONS)),
	/** What was simply applied may be answered by its sequence numbers alone (`ContactAnswer.applied`). */
	brief: v.optional(v.boolean()),
	/** Numbers that a gate asks for, each day by an operation id of its own; `next`: what it gives next. */
	numbers: v.pipe(
		v.array(v.object({ operationId: uuid, day: positive, next: positive, size: positive })),
		v.maxLength(10)
	),
	/** Tickets that a booth asks for; only with an empty outbox. `askedAt`: its own monotonic ms, given back as it is. */
	leases: v.nullable(v.object({ operationId: uuid, want: whole, askedAt: v.number() })),
	/**
	 * How a booth stands by the word of whoever works there, told with an empty outbox until the answer shows it: null when
	 * it works, a reason when it rests, a null reason when it was left. Absent when there is nothing to tell.
	 */
	rest: v.optional(
		v.nullable(v.object({ reasonId: v.nullable(v.pipe(v.string(), v.maxLength(40))) }))
	),
	/** The pack that it has (`StationPack.mark`), or empty. */
	pack: v.pipe(v.string(), v.maxLength(64)),
	/** What organisers see of the device. */
	device: v.object({
		/** Operations that are not acknowledged, and since when the oldest waits (hall ms). */
		unsent: whole,
		oldest: v.nullable(v.number()),
		/** Whether the browser has promised to keep its store. */
		kept: v.boolean(),
		/** 0 to 1, null where the device does not tell. */
		battery: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
		charging: v.nullable(v.boolean()),
		/** The build of the program that the station runs. */
		build: v.pipe(v.string(), v.maxLength(64))
	})
});
export type Contact = v.InferOutput<typeof contactSchema>;

/** Numbers that an epoch may give: `from` to `to`. */
export interface GrantedNumbers {
	day: number;
	from: number;
	to: number;
}

/** Whose signature stands under slips: a station's epoch, or number 0 for the server's own sheets. */
export interface SlipKey {
	/** As the signed link names the station; 0: the server. */
	no: number;
	station: string;
	epoch: number;
	/** Raw Ed25519 public key, base64url. */
	publicKey: string;
}

/** What a station knows of its field event by heart; it holds no person's data. */
export interface StationPack {
	/** Changes whenever anything below changes. */
	mark: string;
	fieldEventId: number;
	name: string;
	place: string;
	catalogue: Catalogue;
	/** The station itself in signed links. */
	no: number;
	keys: SlipKey[];
	/** The address at which phones follow tickets; null while no real phone was seen there. */
	follow: string | null;
	/** Text of the code that joins the hall's Wi-Fi, and the network's name. */
	wifi: { join: string; name: string } | null;
	/** Https addresses at which this server is found, the ones that last first; a server of an older build tells none. */
	addresses?: string[];
	/** Whoever may press here, for "who works here now": account ids with the names that staff screens show. */
	staff: { id: string; name: string }[];
}

/** Who waits, for the megaphone and for work by hand: numbers only, in order. Goes stale with the link. */
export interface WaitingList {
	serviceId: string;
	/** Tickets waiting, and the first of them (at most 20) as they are shown and spoken. */
	waiting: number;
	next: string[];
	/** The wait that the gate tells somebody who comes now, ms; null while nobody serves it. */
	wait: { low: number; high: number } | null;
	/** What the choice of a first step is made by; absent from servers before this was told. */
	pace?: ShownPace;
	/** The pause under which the queue stands still, if it does; absent as above. */
	pause?: PauseNotice | null;
}

/** How the hall has a station's booth. */
export interface BoothStanding {
	/** Somebody works there: it counts as open. */
	open: boolean;
	/** Somebody works there by this station's word. */
	here: boolean;
	/** The booth itself rests, whoever said so. */
	rests: boolean;
	/** The widest pause that stops it, its own among them; null when none does. */
	pause: PauseNotice | null;
}

/** What the server answers; everything in it may arrive twice or late. */
export interface ContactAnswer extends Beat {
	version: number;
	/** One for each parcel that was heard; those after a gap are not among them and come again. */
	acknowledgements: Acknowledgement[];
	/** Sequence numbers, from and to, of what was heard besides and simply applied; only to a contact that asks for it. */
	applied?: [number, number][];
	/** The last sequence number heard of this epoch without a gap: a restored server has heard less than it once acknowledged. */
	heard: number;
	/**
	 * Not open: the epoch was replaced by another device, revoked, or its store is an old copy. What it did is still taken;
	 * it gives and calls nothing more.
	 */
	closed: 'replaced' | 'revoked' | 'forgotten' | null;
	day: number;
	/** Everything ever granted to this epoch, so that a lost answer costs nothing. */
	grants: GrantedNumbers[];
	/** Why no more numbers were granted, when they were asked for in vain. */
	numbersRefused: RefusalCode | null;
	leases: { tickets: TicketBrief[]; askedAt: number; leaseMs: number } | null;
	/** Null when the station's is still true. */
	pack: StationPack | null;
	waiting: WaitingList[];
	/** Of a booth's station; null at a gate, absent from servers before this was told. */
	booth?: BoothStanding | null;
	/** Whether the field event is closed: only then may a station forget what it did. */
	over: boolean;
}

/** How a device becomes a station: the one-time code that an organiser's screen shows, and the device's own new key. */
export const enrolmentSchema = v.object({
	version: whole,
	code: v.pipe(v.string(), v.maxLength(20)),
	/** Raw Ed25519 public key, base64url: 32 bytes. */
	publicKey: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
	/** Whether the browser has promised to keep the store; without it nothing is enrolled. */
	kept: v.boolean(),
	/** What the device calls itself ("Chrome · Android"). */
	device: v.pipe(v.string(), v.maxLength(80))
});
export type Enrolment = v.InferOutput<typeof enrolmentSchema>;

export type EnrolmentAnswer =
	| {
			ok: true;
			fieldEventId: number;
			station: string;
			epoch: number;
			place: StationPlace;
			day: number;
			/** Seats of its booth; 0 at a gate. */
			seats: number;
			pack: StationPack;
	  }
	| {
			ok: false;
			refused:
				| 'code-unknown'
				| 'code-used'
				| 'code-too-old'
				| 'not-secure'
				| 'storage-not-granted'
				| 'program-too-old'
				| 'too-many-tries'
				| RefusalCode;
	  };
