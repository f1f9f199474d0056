import type {
	Area,
	Booth,
	Catalogue,
	Gate,
	Lane,
	Outcome,
	Reason,
	Rules,
	Service
} from './catalogue.ts';
import type { HallMessage } from './hall-message.ts';
import type { PreCheckAnswer } from './pre-check.ts';
import type { Lease, PutOff, TurnOrigin, Undoable } from './ticket.ts';

/**
 * What happened in the hall. Facts are what the journal keeps; `evolve` never fails on one.
 * A stored fact is never changed: a new shape is a new version, and every version ever written stays readable.
 */
export const FACT_VERSION = 1;

/** What one sitting gave for one service. */
export interface Result {
	serviceId: string;
	outcome: Outcome;
	level: number | null;
	reasonId: string | null;
	/** How many people of the party. */
	count: number;
}

/** Where a pause applies. `id` is null for the whole field event. */
export interface PauseScope {
	scope: 'field-event' | 'area' | 'service' | 'booth';
	id: string | null;
}

/** The opening of a ticket's next step, chosen when the fact was decided. */
export interface NextTurn {
	step: number;
	dueAt: number;
}

/** What an operation from a partition can contradict. */
export type ConflictKind = 'call' | 'done' | 'cancelled' | 'number';

/** What a station is enrolled for. */
export type StationPlace =
	{ kind: 'gate'; gateId: string; prefix: string } | { kind: 'booth'; boothId: string };

export interface IssuedTicket {
	ticketId: string;
	gateId: string;
	day: number;
	prefix: string;
	number: number;
	lane: Lane;
	party: number;
	services: { serviceId: string; people: number }[];
	active: number;
	dueAt: number;
	/** What was answered before the number was given; left out where nothing was. */
	answers?: PreCheckAnswer[];
	/** The ticket of an earlier day whose people were put off to this one; left out for everybody else. */
	follows?: string;
}

export type Fact =
	| { kind: 'opened'; catalogue: Catalogue }
	| { kind: 'closed' }
	| { kind: 'day-opened'; day: number }
	| { kind: 'paused'; scope: PauseScope['scope']; id: string | null; reasonId: string }
	| { kind: 'resumed'; scope: PauseScope['scope']; id: string | null }
	| ({ kind: 'message-shown'; messageId: string } & Pick<
			HallMessage,
			'words' | 'to' | 'serviceId' | 'until'
	  >)
	| { kind: 'message-ended'; messageId: string }
	| { kind: 'service-set'; service: Service }
	| { kind: 'booth-set'; booth: Booth }
	| { kind: 'gate-set'; gate: Gate }
	| { kind: 'area-set'; area: Area }
	| { kind: 'reason-set'; reason: Reason }
	| { kind: 'rules-set'; rules: Rules }
	| {
			kind: 'series-granted';
			prefix: string;
			day: number;
			holder: string;
			/** The first number of the grant; what lies between it and the numbers given is burned. */
			from: number;
			ceiling: number;
	  }
	| { kind: 'station-enrolled'; station: string; epoch: number; place: StationPlace }
	| {
			kind: 'sheets-printed';
			gateId: string;
			day: number;
			prefix: string;
			from: number;
			ticketIds: string[];
	  }
	| ({ kind: 'issued'; fromSheet: boolean; provisional: boolean } & IssuedTicket)
	| { kind: 'visitors-counted'; gateId: string; day: number; count: number }
	| { kind: 'reprinted'; ticketId: string; token: string }
	| { kind: 'lane-changed'; ticketId: string; lane: Lane }
	| {
			kind: 'step-added';
			ticketId: string;
			serviceId: string;
			people: number;
			/** The booth where these people stay while the others of the party go on; left out for whoever goes on whole. */
			staysAt?: string;
	  }
	| { kind: 'step-dropped'; ticketId: string; step: number; next: NextTurn | null }
	| { kind: 'cancelled'; ticketId: string }
	/** The citizen waits no more: every step still due ends without a result. */
	| {
			kind: 'left';
			ticketId: string;
			/** Where they were asked to come instead; left out when they went of their own accord. */
			putOff?: PutOff;
	  }
	| { kind: 'booth-opened'; boothId: string; officer: string }
	| { kind: 'booth-left'; boothId: string; officer: string }
	| {
			kind: 'called';
			ticketId: string;
			step: number;
			turn: number;
			boothId: string;
			seat: number;
			/** How the ticket came to the booth; `lease` and `hand`: at a station that may have been cut off. */
			by: 'next' | 'number' | 'without-call' | 'lease' | 'hand';
			reasonId: string | null;
			fence: number;
	  }
	| ({ kind: 'leased'; ticketId: string } & Lease)
	| { kind: 'lease-ended'; ticketId: string; fence: number }
	/** A step served by hand, or without a call, before the hall had come to it: the turn that the next facts speak of. */
	| {
			kind: 'turn-begun';
			ticketId: string;
			step: number;
			turn: number;
			follows: string;
			dueAt: number;
			/** Without a call, while the ticket's own turn stands where it stood; left out otherwise. */
			beside?: true;
	  }
	| { kind: 'recalled'; ticketId: string; step: number; turn: number; calls: number }
	| { kind: 'missed'; ticketId: string; step: number; turn: number }
	| {
			kind: 'started';
			ticketId: string;
			step: number;
			turn: number;
			/** Where, when it had been missed before and so holds no seat; null: where it was called to. */
			seatedAt: { boothId: string; seat: number | null } | null;
	  }
	| {
			kind: 'ended';
			ticketId: string;
			step: number;
			turn: number;
			outcome: Outcome;
			results: Result[];
			boothId: string;
			/** Steps of other services that these results ended as well. */
			alsoEnded: number[];
			/** Steps whose `needs` can no longer be met. */
			unreachable: number[];
			next: NextTurn | null;
			late: boolean;
			fence: number;
			/**
			 * Whether this is the end of the turn that counts. Of two that contradict each other one does;
			 * the other's results for further services may still count.
			 */
			decisive: boolean;
	  }
	| {
			kind: 'overruled';
			/** Whose results give way, and which of them stay. */
			operationId: string;
			ticketId: string;
			kept: Result[];
	  }
	| {
			kind: 'turn-opened';
			ticketId: string;
			step: number;
			turn: number;
			origin: TurnOrigin;
			follows: string | null;
			state: 'waiting' | 'called' | 'serving';
			dueAt: number;
			rankAt: number;
			boothOnly: string | null;
			heldUntil: number | null;
			reasonId: string | null;
			boothId: string | null;
			seat: number | null;
	  }
	| {
			kind: 'undone';
			operationId: string;
			ticketId: string | null;
			what: Undoable['kind'] | 'visitors';
	  }
	| { kind: 'corrected'; operationId: string; ticketId: string; results: Result[] }
	| {
			kind: 'conflicted';
			ticketId: string;
			conflict: ConflictKind;
			/** Which step of the ticket it spoke of. */
			step: number | null;
			boothId: string | null;
			/** Where it had come to already. */
			otherBoothId: string | null;
			/** The call of the other booth that it came upon; null when there was none. */
			met: { step: number; turn: number } | null;
			/** What the operation said that it had done, for whoever settles it. */
			results: Result[];
	  }
	| { kind: 'settled'; operationId: string };

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** One unit of the field event's clock. */
export interface Entry {
	clock: number;
	operationId: string;
	/** When it happened, hall time in ms; what a station told later may lie before the entry before it. */
	at: number;
	/** Account id of whoever did it, `citizen` for a phone, `system` for the hall's own ticks. Never a name. */
	by: string;
	fact: Fact;
}
