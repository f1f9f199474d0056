import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '#lib/core/answer.ts';
import type { Catalogue } from '#lib/core/catalogue.ts';
import { evolve } from '#lib/core/evolve.ts';
import type { Entry, Fact, FactKind, FactOf } from '#lib/core/fact.ts';
import { emptyFloor, numberKey, queueOf, waitingOf, type Floor } from '#lib/core/floor.ts';
import type { DeedOf, Operation } from '#lib/core/operation.ts';
import { ahead } from '#lib/core/queue-order.ts';
import type { StationState } from '#lib/core/station/station.ts';
import { dayTally } from '#lib/core/tally.ts';
import { activeStep, activeTurn, stepIsOver, stepState, type Ticket } from '#lib/core/ticket.ts';
import type { Wish } from '#lib/core/wish.ts';
import { readingOf } from '#lib/server/report/floor-reading.ts';
import { arrivalOrderMatters } from './arrival-order.ts';
import type { Commit, Database } from './database.ts';
import { beyondQuota, sentAwayInVain } from './quota-checks.ts';
import {
	forbiddenAfter,
	forbiddenBefore,
	forgotten,
	takenBackInVain,
	untold
} from './rule-checks.ts';
import type { ServerNode } from './server-node.ts';

export class Violation extends Error {
	constructor(
		readonly invariant: string,
		detail: string
	) {
		super(`${invariant}: ${detail}`);
	}
}

function mayBe(found: ReturnType<typeof forbiddenBefore>): void {
	if (found) throw new Violation(found.invariant, found.detail);
}

export const SCENES = [
	'journey of two steps or more',
	'undo',
	'restore',
	'transfer',
	'party above one',
	'day change',
	'hand mode',
	'two nodes'
] as const;
export type Scene = (typeof SCENES)[number];

/** Kinds of entries of which the phones of a queue hear, with the reason why a place got worse. */
const TOLD: ReadonlySet<FactKind> = new Set<FactKind>([
	'issued',
	'turn-opened',
	'lane-changed',
	'ended',
	'step-dropped',
	'undone',
	'day-opened',
	'rules-set',
	// Leased tickets are ahead of everybody, like those kept for one booth.
	'leased',
	'lease-ended'
]);
/** Whoever steps back gets the later place by their own wish; nobody else's may get worse by it. */
function isStepBack(fact: Fact): fact is FactOf<'turn-opened'> {
	return fact.kind === 'turn-opened' && fact.origin === 'step-back';
}

const WHOLE_FOLD_EVERY = 200;

/** Watches everything that is committed and everything that is shown to people, and stops at the first untruth. */
export class Checks {
	/** The journal, folded as it grows: what every server must come to. */
	readonly floor: Floor;
	readonly scenes = new Set<Scene>();
	private readonly journal: Entry[] = [];
	private readonly numbers = new Map<string, string>();
	private readonly shown = new Set<string>();
	private readonly committedIds = new Set<string>();
	private readonly runs = new Map<string, number>();
	private readonly ends = new Map<string, Set<string>>();
	/** Sittings on lease, as they began in the room. */
	private readonly sittings: Operation[] = [];
	private readonly places = new Map<string, number>();
	private readonly lost = new Set<string>();
	private commits = 0;

	constructor(
		private readonly catalogue: Catalogue,
		private readonly seed: number
	) {
		this.floor = emptyFloor(1, catalogue.rules);
	}

	saw(scene: Scene, really: boolean): void {
		if (really) this.scenes.add(scene);
	}

	committed({ entries, answers, admitted }: Commit): void {
		for (const [id] of answers) {
			if (this.committedIds.has(id)) throw new Violation('I2', `${id} was accepted twice`);
			this.committedIds.add(id);
		}
		const ofStations = new Set(admitted.map(({ operationId }) => operationId));
		for (const operation of admitted) {
			const own = entries.filter(({ operationId }) => operationId === operation.operationId);
			mayBe(untold(this.floor, operation, own));
			mayBe(takenBackInVain(this.floor, operation, own));
			for (const entry of own) this.happened(entry);
		}
		for (const entry of entries) if (!ofStations.has(entry.operationId)) this.happened(entry);
		this.placesAfter(entries);
		if (entries.some(({ fact }) => fact.kind === 'day-opened')) mayBe(forgotten(this.floor));
		if (++this.commits % WHOLE_FOLD_EVERY === 0) this.wholeFold();
	}

	private happened(entry: Entry): void {
		this.beforeEntry(entry);
		mayBe(forbiddenBefore(this.floor, entry));
		evolve(this.floor, entry);
		this.journal.push(entry);
		this.afterEntry(entry);
		mayBe(forbiddenAfter(this.floor, entry));
		mayBe(beyondQuota(this.floor, entry));
	}

	/** Somebody's wish was granted. */
	pressed(wish: Wish, answer: Answer & { ok: true }): void {
		this.saw('undo', wish.kind === 'undo');
		this.saw('restore', wish.kind === 'restore');
		this.saw('transfer', wish.kind === 'send');
		this.saw('day change', wish.kind === 'open-day');
		if (!this.committedIds.has(answer.operationId)) {
			throw new Violation('I2', `${wish.kind} was answered and is nowhere`);
		}
	}

	/** Somebody's wish was refused, on this floor. */
	refused(wish: Wish, answer: Answer, floor: Floor): void {
		mayBe(sentAwayInVain(floor, wish, answer));
	}

	/** A station did something in the room. */
	did(operation: Operation, steadyClocks: boolean): void {
		const { deed } = operation;
		if (deed.kind === 'called') this.onLease(deed, steadyClocks);
		if (deed.kind === 'issued' && !deed.provisional) {
			const grants = this.floor.series.get(`${deed.day}/${deed.prefix}`)?.grants ?? [];
			const own = grants.filter(({ holder }) => holder === deed.maker);
			if (!own.some(({ from, to }) => from <= deed.number && deed.number <= to)) {
				throw new Violation('I1', `${deed.maker} gave number ${deed.number}, which it never had`);
			}
			this.give(numberKey(deed.day, deed.prefix, deed.number), deed.ticketId);
		}
		if (deed.kind === 'started' && deed.step !== null) this.sittings.push(operation);
		if (deed.kind === 'ended') this.ended(deed.ticketId, deed.serviceId, operation.operationId);
	}

	/** I8: whom a booth calls on a lease nobody else may call at that moment, unless clocks were set meanwhile. */
	private onLease(deed: DeedOf<'called'>, steadyClocks: boolean): void {
		const ticket = this.floor.tickets.get(deed.ticketId);
		const turn = ticket && activeTurn(ticket);
		if (!steadyClocks || !ticket || ticket.cancelled || ticket.active !== deed.step) return;
		if (turn?.no !== deed.turn || turn.state !== 'waiting') return;
		if (ticket.lease?.fence !== deed.fence) {
			throw new Violation('I8', `${ticket.prefix}-${ticket.number} called on a lease that is over`);
		}
	}

	private give(key: string, ticketId: string): void {
		const holder = this.numbers.get(key);
		if (holder !== undefined && holder !== ticketId) {
			throw new Violation('I1', `number ${key} was given twice`);
		}
		this.numbers.set(key, ticketId);
	}

	private ended(ticketId: string, serviceId: string, operationId: string): void {
		const key = `${ticketId}/${serviceId}`;
		const ends = this.ends.get(key) ?? new Set();
		ends.add(operationId);
		this.ends.set(key, ends);
	}

	acknowledged(operationId: string): void {
		this.shown.add(operationId);
	}

	/** What was done and not told when a store was lost; `keptUntil`: an old copy still knows what lies before it. */
	wiped(state: StationState, keptUntil = 1): void {
		for (const operation of state.outbox) {
			if (operation.seq >= keptUntil) this.lost.add(operation.operationId);
		}
	}

	/** An old copy of a store that has forgotten what it told before must not go on as if nothing were. */
	restored(old: StationState, lastSeq: number, closed: boolean): void {
		if (closed || lastSeq <= old.nextSeq - 1) return;
		throw new Violation('I2', `an old copy of ${old.id} goes on`);
	}

	private beforeEntry({ fact }: Entry): void {
		const { floor } = this;
		if (fact.kind === 'issued') {
			this.give(numberKey(fact.day, fact.prefix, fact.number), fact.ticketId);
			const series = floor.series.get(`${fact.day}/${fact.prefix}`);
			if (!series || fact.number > Math.max(...series.grants.map((grant) => grant.to))) {
				throw new Violation('I1', `number ${fact.number} lies above every grant`);
			}
			this.saw('journey of two steps or more', fact.services.length > 1);
			this.saw('party above one', fact.party > 1);
		}
		if (fact.kind === 'called' || fact.kind === 'leased') this.turnOfLanes(fact);
		if (fact.kind === 'ended') this.endedOnline(fact.ticketId, fact.step);
	}

	private endedOnline(ticketId: string, step: number): void {
		const serviceId = this.floor.tickets.get(ticketId)?.steps[step]?.serviceId;
		if (serviceId === undefined) throw new Violation('I6', 'the end of a step that is not there');
	}

	/** I11: whoever is picked from the priority lane while a regular ticket waits, never more than so many in a row. */
	private turnOfLanes(fact: Extract<Entry['fact'], { kind: 'called' | 'leased' }>): void {
		const { floor } = this;
		const ticket = floor.tickets.get(fact.ticketId);
		const step = ticket && activeStep(ticket);
		if (!ticket || !step || activeTurn(ticket)?.boothOnly) return;
		if (fact.kind === 'called' && fact.by !== 'next') return;
		if (fact.kind === 'leased' && ticket.lease?.fence === fact.fence) return;
		const { serviceId } = step;
		const regularWaits = queueOf(floor, serviceId).lanes.regular.length > 0;
		const run = ticket.lane === 'priority' ? (this.runs.get(serviceId) ?? 0) + 1 : 0;
		this.runs.set(serviceId, run);
		if (run > floor.rules.priorityRun && regularWaits && ticket.lane === 'priority') {
			throw new Violation('I11', `${run} priority tickets in a row while a regular one waits`);
		}
	}

	private afterEntry({ fact }: Entry): void {
		const { floor } = this;
		if (fact.kind === 'undone' && fact.what === 'finish') this.takenBack(fact);
		if ('ticketId' in fact && fact.ticketId) {
			const ticket = floor.tickets.get(fact.ticketId);
			if (ticket) this.seatsOf(ticket);
		}
	}

	private takenBack({ operationId, ticketId }: Extract<Entry['fact'], { kind: 'undone' }>): void {
		const counts = this.floor.recorded.get(`${operationId}/${ticketId}`)?.applied;
		if (counts) throw new Violation('I3', 'what was undone goes on counting');
	}

	/** I4, I6 on one ticket: in one seat at most, and not waiting for what has ended. */
	private seatsOf(ticket: Ticket): void {
		let seats = 0;
		for (const at of this.floor.booths.values()) {
			for (const holder of at.seats) if (holder === ticket.id) seats++;
		}
		if (seats > 1) throw new Violation('I4', `${ticket.prefix}-${ticket.number} sits in two seats`);
		const step = activeStep(ticket);
		if (step && !ticket.cancelled && stepIsOver(step)) {
			throw new Violation('I6', `${ticket.prefix}-${ticket.number} waits for a step that is over`);
		}
		const state = step && stepState(step);
		const here = (state === 'called' || state === 'serving') && !ticket.cancelled;
		const turn = activeTurn(ticket);
		if (here && seats === 0 && turn?.seat) {
			throw new Violation('I4', `${ticket.prefix}-${ticket.number} lost its seat to another`);
		}
		if (seats === 1 && !here) throw new Violation('I4', 'a seat holds somebody who is not there');
	}

	/** I12: a place that was shown gets worse only with something that phones are told as a reason. */
	private placesAfter(entries: Entry[]): void {
		const { floor, places } = this;
		const told = entries.some(({ fact }) => TOLD.has(fact.kind) && !isStepBack(fact));
		const own = entries.flatMap(({ fact }) => (isStepBack(fact) ? [fact.ticketId] : []));
		for (const [ticketId, before] of places) {
			const now = this.placeOf(ticketId);
			if (now === null) {
				places.delete(ticketId);
				continue;
			}
			if (now > before && !told && !own.includes(ticketId)) {
				const kinds = entries.map(({ fact }) => fact.kind).join(', ');
				throw new Violation('I12', `${before} ahead became ${now} by ${kinds}`);
			}
			places.set(ticketId, now);
		}
		const last = entries[entries.length - 1]?.fact;
		if (places.size >= 3 || last?.kind !== 'issued' || floor.tickets.size % 5 !== this.seed % 5)
			return;
		const place = this.placeOf(last.ticketId);
		if (place !== null) places.set(last.ticketId, place);
	}

	private placeOf(ticketId: string): number | null {
		const { floor } = this;
		const ticket = floor.tickets.get(ticketId);
		const step = ticket && activeStep(ticket);
		const turn = ticket && activeTurn(ticket);
		if (!step || !turn || ticket.lease || turn.boothOnly || ticket.cancelled) return null;
		if (stepState(step) !== 'waiting') return null;
		const queue = queueOf(floor, step.serviceId);
		return ahead(floor, queue, waitingOf(ticket, turn, step.people), ticket.lane);
	}

	/** I3: the whole journal folded anew is what was folded as it grew, and what an independent count says. */
	private wholeFold(): Reading {
		const again = emptyFloor(1, this.catalogue.rules);
		for (const entry of this.journal) evolve(again, entry);
		const reading = new Reading(this.floor);
		reading.mustBe(again, 'the journal folded anew');
		this.countAgain();
		return reading;
	}

	private countAgain(): void {
		const { floor } = this;
		const counts = new Map<string, number>();
		const add = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
		for (const ticket of floor.tickets.values()) {
			if (ticket.blank) continue;
			add(`${ticket.day} tickets`, 1);
			add(`${ticket.day} people`, ticket.party);
			if (ticket.cancelled) add(`${ticket.day} cancelled`, 1);
			else add(`${ticket.day} answers`, ticket.answers.length);
			for (const { serviceId, people, closed, staysAt } of ticket.steps) {
				// Who stays at a booth was counted with those who went on.
				const counts = !ticket.cancelled && closed !== 'dropped' && staysAt === null;
				if (counts) add(`${ticket.day} given ${serviceId}`, people);
			}
			for (const turn of ticket.steps.flatMap((step) => step.turns)) {
				if (turn.served) add(`${ticket.day} served`, 1);
				if (turn.missed) add(`${ticket.day} missed`, 1);
			}
		}
		for (const { applied, day, count } of floor.visitors.values()) {
			if (applied) add(`${day} visitors`, count);
		}
		this.countedOnce();
		for (const recorded of floor.recorded.values()) {
			if (!recorded.applied) continue;
			for (const { serviceId, count } of recorded.results) {
				add(`${recorded.day} results ${serviceId}`, count);
			}
		}
		for (const day of floor.tally.days.keys()) {
			const tally = dayTally(floor.tally, day);
			const said: [string, number][] = [
				[`${day} tickets`, tally.tickets],
				[`${day} people`, tally.people],
				[`${day} served`, tally.served],
				[`${day} missed`, tally.missed],
				[`${day} cancelled`, tally.cancelledTickets],
				[`${day} visitors`, tally.visitors],
				[`${day} answers`, answersOf(tally.answers)]
			];
			for (const { id } of this.catalogue.services) {
				const sum = Object.values(tally.results[id] ?? {}).reduce((a, b) => a + b, 0);
				said.push([`${day} results ${id}`, sum]);
				said.push([`${day} given ${id}`, tally.given[id] ?? 0]);
			}
			for (const [key, value] of said) {
				if ((counts.get(key) ?? 0) !== value) {
					throw new Violation('I3', `${key}: the board says ${value}, the rows ${counts.get(key)}`);
				}
			}
		}
	}

	/** One turn of one step counts once, whatever was corrected. */
	private countedOnce(): void {
		const seen = new Set<string>();
		for (const { applied, ticketId, step, turn, results } of this.floor.recorded.values()) {
			const own = this.floor.tickets.get(ticketId)?.steps[step]?.serviceId;
			if (!applied || !results.some((result) => result.serviceId === own)) continue;
			const key = `${ticketId}/${step}/${turn}`;
			if (seen.has(key)) throw new Violation('I3', `${key} counts twice`);
			seen.add(key);
		}
	}

	/** I5: what is on its way from several stations may arrive in any order. */
	arriving(node: ServerNode, operations: Operation[][]): void {
		const difference = arrivalOrderMatters(this.journal, this.catalogue, operations, node);
		if (difference) throw new Violation('I5', difference);
	}

	/** When everything is mended and told. */
	atTheEnd(
		nodes: ServerNode[],
		database: Database,
		stations: { id: string; state: StationState | null }[],
		facts: { calm: boolean; stock: number }
	): void {
		for (const { id, state } of stations) {
			if (state && state.outbox.length > 0) throw new Violation('I7', `${id} has not told all`);
		}
		for (const id of this.shown) {
			if (!database.answers.has(id))
				throw new Violation('I2', `${id} was acknowledged and is lost`);
		}
		const reading = this.wholeFold();
		for (const node of nodes) reading.mustBe(node.look(), 'a server');
		if (facts.calm && this.floor.conflicts.size > 0) {
			const [conflict] = this.floor.conflicts.values();
			throw new Violation('I8', `a conflict on a calm day: ${conflict!.kind}`);
		}
		this.burned(facts.stock);
		this.doneIsDone(database);
		this.servedTwice(database);
	}

	/** I4: whoever sat at one booth while another had called that turn, and not in vain: both booths are told. */
	private servedTwice(database: Database): void {
		const missed = new Set(
			this.journal.flatMap(({ fact }) =>
				fact.kind === 'missed' ? [`${fact.ticketId}/${fact.step}/${fact.turn}`] : []
			)
		);
		for (const { operationId, deed } of this.sittings) {
			if (deed.kind !== 'started' || !database.answers.has(operationId)) continue;
			if (missed.has(`${deed.ticketId}/${deed.step}/${deed.turn}`)) continue;
			const elsewhere = this.journal.some(
				({ fact }) =>
					fact.kind === 'called' &&
					fact.ticketId === deed.ticketId &&
					fact.step === deed.step &&
					fact.turn === deed.turn &&
					fact.boothId !== deed.boothId
			);
			if (!elsewhere) continue;
			const known = [...this.floor.conflicts.values()].some((c) => c.ticketId === deed.ticketId);
			if (!known) throw new Violation('I4', `${deed.ticketId} sat at two booths, nobody is told`);
		}
	}

	/** I9: of a dead epoch's numbers no more are lost than it was to have at hand. */
	private burned(stock: number): void {
		for (const series of this.floor.series.values()) {
			for (const { holder, from, to } of series.grants) {
				if (holder === 'server' || holder === series.holder) continue;
				let given = 0;
				for (let n = from; n <= to; n++) {
					if (this.numbers.has(numberKey(series.day, series.prefix, n))) given++;
				}
				if (to - from + 1 - given > stock) {
					throw new Violation('I9', `${to - from + 1 - given} numbers of ${holder} are burned`);
				}
			}
		}
	}

	/** I4, I6 over the whole day: what was served and told is over, and two ends of one thing are known as a conflict. */
	private doneIsDone(database: Database): void {
		for (const [key, ids] of this.ends) {
			const [ticketId, serviceId] = key.split('/') as [string, string];
			const told = [...ids].filter((id) => database.answers.has(id) && !this.lost.has(id));
			if (told.length === 0) continue;
			const ticket = this.floor.tickets.get(ticketId);
			const steps = ticket?.steps.filter((step) => step.serviceId === serviceId) ?? [];
			const quarantined = told.some((id) => {
				const answer = database.answers.get(id)!;
				return 'verdict' in answer && answer.verdict === 'quarantined';
			});
			if (quarantined) continue;
			const undone = this.journal.some(
				({ fact }) => fact.kind === 'undone' && fact.ticketId === ticketId
			);
			const reopened = steps.some((step) =>
				step.turns.some((turn) => turn.origin !== 'first' && turn.origin !== 'next')
			);
			if (!undone && !reopened && !steps.some((step) => stepIsOver(step))) {
				throw new Violation('I6', `${key} was served and is not over`);
			}
			// A service that the hall had put on the ticket once more may be done once more.
			if (told.length <= Math.max(1, steps.filter(stepIsOver).length)) continue;
			const known = [...this.floor.conflicts.values()].some((c) => c.ticketId === ticketId);
			if (!known && !undone) throw new Violation('I4', `${key} ended twice and nobody is told`);
		}
	}
}

/** A floor as text: two floors that were built in the same order have the same text when they are the same. */
class Reading {
	readonly text: string;

	constructor(private readonly floor: Floor) {
		this.text = JSON.stringify(readingOf(floor));
	}

	mustBe(other: Floor, who: string): void {
		const its = readingOf(other);
		if (JSON.stringify(its) === this.text) return;
		const mine = readingOf(this.floor);
		const part = Object.keys(mine).find((key) => !isDeepStrictEqual(mine[key], its[key]));
		if (part) throw new Violation('I3', `${who} differs in ${part}`);
	}
}

function answersOf(answers: Record<string, Record<string, number>>): number {
	const counts = Object.values(answers).flatMap((ofService) => Object.values(ofService));
	return counts.reduce((a, b) => a + b, 0);
}
