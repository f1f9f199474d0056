import { admit } from '#lib/core/admit.ts';
import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import { briefsOf } from '#lib/core/brief.ts';
import type { Catalogue } from '#lib/core/catalogue.ts';
import { carryOut } from '#lib/core/decide.ts';
import { evolve } from '#lib/core/evolve.ts';
import type { Entry } from '#lib/core/fact.ts';
import { emptyFloor, seriesKey, type Floor, type Grant } from '#lib/core/floor.ts';
import { holderOf, type Operation } from '#lib/core/operation.ts';
import { hasForgotten, sortDelivery } from '#lib/core/station/delivery.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Database } from './database.ts';

export interface WishSent {
	operationId: string;
	wish: Wish;
	by: string;
}

/** What a station sends at each contact. */
export interface Contact {
	station: string;
	epoch: number;
	/** The last sequence number that it has written. */
	written: number;
	operations: Operation[];
	numbers: { operationId: string; day: number; next: number; size: number }[];
	leases: { operationId: string; want: number; leaseMs: number; askedAt: number } | null;
}

export interface ContactAnswer {
	acknowledgements: Acknowledgement[];
	grants: ({ day: number } & Omit<Grant, 'holder'>)[];
	leases: { answer: Answer; askedAt: number; leaseMs: number } | null;
	day: number;
	/** The station must enrol again: its epoch is closed, or its store is an old copy. */
	closed: boolean;
}

/** One process of the server: a working floor in memory, everything that lasts in the database. */
export class ServerNode {
	down = false;
	/** How far its clock is off, ms. */
	skew = 0;
	private floor: Floor | null = null;
	private readonly lastContacts = new Map<string, number>();

	constructor(
		protected readonly database: Database,
		private readonly catalogue: Catalogue,
		private readonly time: () => number
	) {}

	/** Forgets everything that is not in the database. */
	crash(): void {
		this.floor = null;
		this.lastContacts.clear();
	}

	/** The floor as committed up to now. */
	look(): Floor {
		const floor = (this.floor ??= emptyFloor(1, this.catalogue.rules));
		const { journal } = this.database;
		while (floor.clock < journal.length) evolve(floor, journal[floor.clock]!);
		return floor;
	}

	protected get now(): number {
		return Math.max(0, this.time() + this.skew);
	}

	take({ operationId, wish, by }: WishSent): Answer {
		const known = this.database.answers.get(operationId);
		if (known) return known as Answer;
		const floor = this.look();
		const carried = carryOut(floor, wish, { at: this.now, by, operationId });
		if ('refusal' in carried) return { ok: false, ...carried.refusal };
		const ids = new Set<string>();
		for (const { fact } of carried.entries) {
			if ('ticketId' in fact && fact.ticketId) ids.add(fact.ticketId);
			if ('ticketIds' in fact) fact.ticketIds.forEach((id) => ids.add(id));
		}
		const answer: Answer = {
			ok: true,
			operationId,
			clock: floor.clock,
			tickets: briefsOf(floor, ids),
			then: carried.then?.refused ?? null
		};
		this.database.commit({
			entries: carried.entries,
			answers: [[operationId, answer]],
			admitted: []
		});
		return answer;
	}

	contact(contact: Contact): ContactAnswer {
		const { station, epoch } = contact;
		const floor = this.look();
		const closed =
			floor.stations.get(station)?.epoch !== epoch ||
			hasForgotten(contact.written, this.database.lastSeq(station, epoch));
		const acknowledgements = this.admitAll(contact);
		const answer: ContactAnswer = {
			acknowledgements,
			grants: [],
			leases: null,
			day: floor.day,
			closed
		};
		if (closed) return answer;
		const by = holderOf(station, epoch);
		for (const { operationId, ...ask } of contact.numbers) {
			this.take({ operationId, wish: { kind: 'ask-numbers', station, epoch, ...ask }, by });
			const { place } = floor.stations.get(station)!;
			const prefix = place.kind === 'gate' ? place.prefix : '';
			for (const grant of floor.series.get(seriesKey(prefix, ask.day))?.grants ?? []) {
				if (grant.holder !== by) continue;
				answer.grants.push({ day: ask.day, from: grant.from, to: grant.to });
			}
		}
		const { leases } = contact;
		// Only whoever has told everything that it did gets new tickets.
		if (leases && this.database.lastSeq(station, epoch) === contact.written) {
			const { operationId, want, leaseMs, askedAt } = leases;
			const wish: Wish = { kind: 'ask-leases', station, epoch, want, leaseMs };
			answer.leases = { answer: this.take({ operationId, wish, by }), askedAt, leaseMs };
		}
		return answer;
	}

	/** When the holder was last heard, before this contact. */
	protected lastContact(holder: string): number {
		return this.lastContacts.get(holder) ?? this.now - 600_000;
	}

	protected admitAll({ station, epoch, operations }: Contact): Acknowledgement[] {
		const { database } = this;
		const floor = this.look();
		const known = (id: string) => database.answers.has(id);
		const { again, fresh, forked } = sortDelivery(
			operations,
			database.lastSeq(station, epoch),
			known
		);
		const entries: Entry[] = [];
		const acknowledgements: Acknowledgement[] = [];
		const holder = holderOf(station, epoch);
		const arrival = { at: this.now, lastContact: this.lastContact(holder) };
		for (const operation of fresh) {
			const { operationId, by } = operation;
			const { facts, verdict, why, at } = admit(floor, operation, arrival);
			for (const fact of facts) {
				const entry: Entry = { clock: floor.clock + 1, operationId, at, by, fact };
				evolve(floor, entry);
				entries.push(entry);
			}
			acknowledgements.push({ operationId, clock: floor.clock, verdict, why });
		}
		for (const { operationId } of forked) {
			const why = 'forked';
			acknowledgements.push({ operationId, clock: floor.clock, verdict: 'quarantined', why });
		}
		this.lastContacts.set(holder, this.now);
		if (acknowledgements.length > 0) {
			const answers = acknowledgements.map((a) => [a.operationId, a] as [string, Acknowledgement]);
			database.commit({ entries, answers, admitted: fresh });
		}
		const before = again.map((o) => database.answers.get(o.operationId) as Acknowledgement);
		return [...before, ...acknowledgements];
	}
}
