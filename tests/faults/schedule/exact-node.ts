import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import { seriesKey } from '#lib/core/floor.ts';
import { holderOf } from '#lib/core/operation.ts';
import type { RefusalCode } from '#lib/core/refusal.ts';
import type { ContactAnswer as WireAnswer, GrantedNumbers } from '#lib/core/station/contact.ts';
import { hasForgotten } from '#lib/core/station/delivery.ts';
import { inPressOrder } from '#lib/core/station/press-order.ts';
import { grantSize } from '#lib/core/station/grant-size.ts';
import type { WishOf } from '#lib/core/wish.ts';
import {
	ServerNode,
	type Contact,
	type ContactAnswer,
	type WishSent
} from '../../simulation/protocol/server-node.ts';

/** What a contact is answered with, as far as the core alone can say it. */
export type ToldBack = Pick<
	WireAnswer,
	'heard' | 'closed' | 'day' | 'grants' | 'numbersRefused'
> & {
	acknowledgements: Acknowledgement[];
	leases: Extract<Answer, { ok: true }>['tickets'] | null;
};

/** One request that reached a server of a simulated day, and what the core answered. */
export type Call = {
	/** Which server, and hall time there. */
	node: number;
	at: number;
} & (
	| { kind: 'wish'; sent: WishSent; answer: Answer }
	| { kind: 'enrol'; operationId: string; wish: WishOf<'enrol-station'>; answer: Answer }
	| { kind: 'contact'; contact: Contact; answer: ToldBack }
);

/** What the program keeps of an epoch beside the core: the contact after which nothing of it was unheard. */
export type WholeAt = Map<string, number>;

const MOST_LEASES = 20;
/** A booth that asks for nobody is left; nothing is written of what it did not ask for. */
const NONE_LENT: Answer = { ok: true, operationId: '', clock: 0, tickets: [], then: null };
export const LEASE_MS = 40_000;

/**
 * A server of the simulation with the manners of the program's own endpoints, all by the core: how many numbers a grant
 * holds, how far back a time is believed, who opens a booth. It writes down every request in the order in which it came.
 */
export class ExactNode extends ServerNode {
	private minded = 0;

	constructor(
		private readonly index: number,
		private readonly wholeAt: WholeAt,
		private readonly tape: (call: Call) => void,
		...rest: ConstructorParameters<typeof ServerNode>
	) {
		super(...rest);
	}

	override take(sent: WishSent): Answer {
		const { now: at, index: node } = this;
		const { operationId, wish } = sent;
		if (wish.kind !== 'enrol-station') {
			const answer = super.take(sent);
			this.tape({ kind: 'wish', node, at, sent, answer });
			return answer;
		}
		const answer = super.take({ ...sent, by: 'organiser' });
		const epoch = this.look().stations.get(wish.station)?.epoch;
		const holder = holderOf(wish.station, epoch ?? 0);
		if (answer.ok && !this.wholeAt.has(holder)) this.wholeAt.set(holder, at);
		this.tape({ kind: 'enrol', node, at, operationId, wish, answer });
		return answer;
	}

	protected override lastContact(holder: string): number {
		return Math.min(this.wholeAt.get(holder) ?? this.now, this.now);
	}

	override contact(contact: Contact): ContactAnswer {
		const { station, epoch, written } = contact;
		const { now: at, index: node, database } = this;
		const floor = this.look();
		const { day } = floor;
		const holder = holderOf(station, epoch);
		const current = floor.stations.get(station)?.epoch;
		const times = inPressOrder(contact.operations.map((operation) => operation.at));
		const operations = contact.operations.map((operation, i) => ({
			...operation,
			at: times[i] ?? operation.at
		}));
		const acknowledgements = this.admitAll({ ...contact, operations });
		const heard = database.lastSeq(station, epoch);
		if (heard >= written) {
			this.wholeAt.set(holder, Math.max(this.wholeAt.get(holder) ?? at, at));
		}
		const forked = acknowledgements.some(({ why }) => why === 'forked');
		const old = forked || hasForgotten(written, heard);
		const closed = current !== epoch ? 'replaced' : old ? 'forgotten' : null;
		const given = closed ? { grants: [], numbersRefused: null } : this.grant(contact, day);
		const lent = closed || heard !== written ? null : this.lend(contact);
		const leases = lent?.ok ? lent.tickets : null;
		const answer = {
			acknowledgements,
			heard,
			closed,
			day: Math.max(1, floor.day),
			leases,
			...given
		};
		this.tape({ kind: 'contact', node, at, contact, answer } as Call);
		const asked = contact.leases;
		return {
			acknowledgements,
			grants: given.grants,
			leases: lent && asked && { answer: lent, askedAt: asked.askedAt, leaseMs: LEASE_MS },
			day: floor.day,
			closed: closed !== null
		};
	}

	private grant(contact: Contact, today: number) {
		const { station, epoch, numbers } = contact;
		const { place } = this.look().stations.get(station)!;
		const grants: GrantedNumbers[] = [];
		let numbersRefused: RefusalCode | null = null;
		if (place.kind !== 'gate') return { grants, numbersRefused };
		const holder = holderOf(station, epoch);
		for (const { operationId, day, next } of numbers) {
			const { series, rules } = this.look();
			const now = series.get(seriesKey(place.prefix, day));
			const given = now && day === today ? now.next - 1 : 0;
			const size = grantSize(given, rules.days[day - 1]?.halves ?? [], this.now, false);
			if (now?.holder === holder && (now.ceiling - (next - 1)) * 2 >= size) continue;
			const wish = { kind: 'ask-numbers', station, epoch, day, next, size } as const;
			const answer = super.take({ operationId, wish, by: holder });
			if (!answer.ok) numbersRefused = answer.refused as RefusalCode;
		}
		for (const series of [...this.look().series.values()].sort((a, b) => a.day - b.day)) {
			if (series.prefix !== place.prefix) continue;
			for (const { holder: its, from, to } of series.grants) {
				if (its === holder) grants.push({ day: series.day, from, to });
			}
		}
		return { grants, numbersRefused };
	}

	private lend({ station, epoch, leases }: Contact): Answer | null {
		const { place } = this.look().stations.get(station)!;
		if (!leases || place.kind !== 'booth') return null;
		this.mind(station, place.boothId, leases.want > 0);
		if (leases.want === 0) return NONE_LENT;
		const want = Math.min(leases.want, MOST_LEASES);
		const wish = { kind: 'ask-leases', station, epoch, want, leaseMs: LEASE_MS } as const;
		return super.take({ operationId: leases.operationId, wish, by: holderOf(station, epoch) });
	}

	/** A booth at whose station somebody works is open. */
	private mind(station: string, boothId: string, works: boolean): void {
		const officers = this.look().booths.get(boothId)?.officers ?? [];
		if (works ? officers.length > 0 : !officers.includes(station)) return;
		const wish = works
			? ({ kind: 'open-booth', boothId, takeOver: false } as const)
			: ({ kind: 'leave-booth', boothId } as const);
		super.take({ operationId: `minded-${this.index}-${++this.minded}`, wish, by: station });
	}
}
