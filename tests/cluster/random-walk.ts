import { randomUUID } from 'node:crypto';
import type { Answer } from '#lib/core/answer.ts';
import type { TicketBrief } from '#lib/core/brief.ts';
import type { Catalogue, Service } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Chance } from '../../src/demo/chance.ts';

export interface Step {
	wish: Wish;
	operationId: string;
	at: number;
	by: string;
}

/**
 * Wishes such as people press in a hall, sensible and not, in a seeded order: most are about tickets that exist, many
 * come too late or at the wrong booth and are refused. It learns of tickets and operations from the answers.
 */
export class RandomWalk {
	private readonly chance: Chance;
	private readonly tickets: string[] = [];
	/** As they were when last heard of. */
	private readonly briefs = new Map<string, TicketBrief>();
	private readonly operations: string[] = [];
	private readonly sheets: string[] = [];
	private at: number;

	constructor(
		private readonly catalogue: Catalogue,
		seed: number
	) {
		this.chance = new Chance(seed);
		this.at = catalogue.rules.days[0]!.halves[0]!.from;
	}

	next(): Step {
		this.at += this.chance.whole(200, 20_000);
		const { chance } = this;
		const by = `officer-${chance.whole(1, 9)}`;
		return { wish: this.wish(), operationId: randomUUID(), at: this.at, by };
	}

	learn(step: Step, answer: Answer): void {
		if (!answer.ok) return;
		this.operations.push(step.operationId);
		for (const brief of answer.tickets) {
			const { id, state } = brief;
			this.briefs.set(id, brief);
			const known = state === 'blank' ? this.sheets : this.tickets;
			if (!known.includes(id)) known.push(id);
		}
	}

	/** A wish of somebody's own choice at the walk's next instant. */
	press(wish: Wish): Step {
		return { ...this.next(), wish };
	}

	/** Tickets that are in a seat, as far as the answers told. */
	seated(): string[] {
		const inSeat = ({ state }: TicketBrief) => state === 'called' || state === 'serving';
		return [...this.briefs.values()].filter(inSeat).map(({ id }) => id);
	}

	private late<T>(list: T[]): T | undefined {
		const { chance } = this;
		return chance.is(0.8) ? list[list.length - chance.whole(1, 12)] : chance.pick(list);
	}

	/** Mostly a ticket of which such a wish makes sense. */
	private likely(...states: TicketBrief['state'][]): string {
		const fit = this.tickets.filter((id) => states.includes(this.briefs.get(id)!.state));
		const found = this.chance.is(0.85) ? this.late(fit) : this.late(this.tickets);
		return found ?? randomUUID();
	}

	/** Two whom the day does not reach, to its police or to the next day. */
	private putOff(gateId: string): Wish {
		const { chance } = this;
		const some = new Set([this.likely('waiting'), this.likely('waiting', 'no-show')]);
		const tickets = [...some].map((ticketId) => ({ ticketId, nextId: randomUUID() }));
		const later = { place: 'day' as const, day: chance.whole(2, 3), gateId };
		return { kind: 'put-off', tickets, to: chance.is(0.5) ? { place: 'police' } : later };
	}

	/** Services of the ticket's present step, the only ones that a sitting may give results for (and now and then any). */
	private serviceNow(ticketId: string, anyOf: string[]): string[] {
		const brief = this.briefs.get(ticketId);
		const step = brief?.steps[brief.active ?? -1];
		return step && this.chance.is(0.9) ? [step.serviceId] : anyOf;
	}

	private wish(): Wish {
		const { chance } = this;
		const { booths, gates, services } = this.catalogue;
		const ticketId = this.late(this.tickets) ?? randomUUID();
		const seated = this.likely('called', 'serving');
		const boothId = chance.pick(booths).id;
		const gateId = chance.pick(gates).id;
		const serviceId = chance.pick(services).id;
		const party = chance.is(0.8) ? 1 : chance.whole(2, 4);
		const chosen = [...new Set([serviceId, ...(chance.is(0.5) ? [chance.pick(services).id] : [])])];
		const journey = {
			services: chosen.map((id) => ({ serviceId: id, people: chance.whole(1, party) })),
			lane: chance.is(0.2) ? ('priority' as const) : ('regular' as const),
			party
		};
		const pauseReason = this.reason('pause');
		const make: [() => Wish, number][] = [
			[() => ({ kind: 'issue', gateId, ticketId: randomUUID(), ...journey }), 14],
			[
				() => ({
					kind: 'issue-many',
					gateId,
					ticketIds: Array.from({ length: chance.whole(1, 5) }, () => randomUUID()),
					...journey
				}),
				1
			],
			[
				() => ({
					kind: 'print-sheets',
					gateId,
					day: chance.whole(1, 2),
					ticketIds: [randomUUID(), randomUUID()]
				}),
				1
			],
			[
				() => ({
					kind: 'bring-to-life',
					gateId,
					ticketId: this.late(this.sheets) ?? ticketId,
					...journey
				}),
				2
			],
			[() => ({ kind: 'bring-many-to-life', gateId, ...this.sheetsInARow(), ...journey }), 1],
			[() => ({ kind: 'count-visitors', gateId, count: chance.whole(1, 10) }), 2],
			[() => ({ kind: 'reprint', ticketId, token: randomUUID() }), 1],
			[() => ({ kind: 'change-lane', ticketId, lane: journey.lane }), 1],
			[() => ({ kind: 'add-step', ticketId, serviceId, people: 1 }), 1],
			[() => ({ kind: 'drop-step', ticketId, step: chance.whole(0, 2) }), 1],
			[() => ({ kind: 'cancel', ticketId }), 1],
			[() => ({ kind: 'cancel', ticketId: seated }), 1],
			[() => ({ kind: 'step-back', ticketId: this.likely('waiting') }), 2],
			[() => ({ kind: 'leave', ticketId }), 1],
			[() => this.putOff(gateId), 1],
			[() => ({ kind: 'undo', operationId: this.lastOn(this.likely('incomplete')) }), 1],
			[() => ({ kind: 'undo', operationId: this.lastOn(this.likely('cancelled')) }), 2],
			[() => ({ kind: 'open-booth', boothId, takeOver: chance.is(0.2) }), 4],
			[() => ({ kind: 'leave-booth', boothId }), 1],
			[() => ({ kind: 'call-next', boothId }), 13],
			[() => ({ kind: 'call-next', boothId, seat: chance.whole(1, 3) }), 3],
			[() => ({ kind: 'fill-seats', boothId }), 3],
			[() => ({ kind: 'call', boothId, ticketId, reasonId: null }), 3],
			[() => ({ kind: 'serve', boothId, ticketId }), 2],
			[() => ({ kind: 'recall', ticketId: seated }), 4],
			[() => ({ kind: 'no-show', ticketId: seated }), 3],
			[() => ({ kind: 'restore', ticketId: this.likely('no-show') }), 3],
			[() => ({ kind: 'start', ticketId: seated }), 8],
			[
				() => ({
					kind: 'finish',
					ticketId: seated,
					results: this.results(this.serviceNow(seated, chosen)),
					callNext: chance.is(0.5),
					seat: chance.is(0.2) ? chance.whole(1, 3) : null
				}),
				22
			],
			[
				() => ({
					kind: 'send',
					ticketId,
					serviceId: chance.is(0.5) ? serviceId : null,
					boothId: chance.is(0.5) ? boothId : null
				}),
				3
			],
			[() => ({ kind: 'return', ticketId }), 2],
			[
				() => ({
					kind: 'hold',
					ticketId: seated,
					reasonId: this.reason('hold'),
					minutes: chance.whole(1, 30)
				}),
				3
			],
			[() => this.takeBack(boothId), 4],
			[
				() => ({
					kind: 'serve-late',
					boothId,
					ticketIds: [ticketId],
					outcome: 'failed' as const,
					level: null,
					reasonId: chance.is(0.8) ? this.reason('failure') : null
				}),
				1
			],
			[() => this.serveLate(boothId, ticketId), 2],
			[() => ({ kind: 'undo', operationId: this.late(this.operations) ?? randomUUID() }), 6],
			[
				() => ({
					kind: 'correct',
					operationId: this.late(this.operations) ?? randomUUID(),
					results: this.results(chosen)
				}),
				4
			],
			[
				() => ({
					kind: 'pause',
					...this.scope(boothId, serviceId),
					reasonId: pauseReason ?? 'none'
				}),
				1
			],
			[() => ({ kind: 'resume', ...this.scope(boothId, serviceId) }), 6],
			[() => ({ kind: 'set-booth', booth: this.changedBooth(boothId) }), 0.5],
			[() => ({ kind: 'tick' }), 1]
		];
		return chance.weighed(make)();
	}

	private reason(kind: 'pause' | 'hold' | 'failure'): string | null {
		const ids = this.catalogue.reasons.filter((r) => r.kind === kind).map((r) => r.id);
		return ids.length > 0 ? this.chance.pick(ids) : null;
	}

	private scope(boothId: string, serviceId: string) {
		return this.chance.weighed([
			[{ scope: 'booth' as const, id: boothId }, 3],
			[{ scope: 'service' as const, id: serviceId }, 3],
			[{ scope: 'field-event' as const, id: null }, 2]
		]);
	}

	/** The operation that could be undone on a ticket, as far as the answers told. */
	private lastOn(ticketId: string): string {
		return this.briefs.get(ticketId)?.undoOperation ?? randomUUID();
	}

	/** A few sheets of one series, some of which were given already or never printed. */
	private sheetsInARow(): { prefix: string; numbers: number[] } {
		const first = this.briefs.get(this.late(this.sheets) ?? '');
		const from = first?.number ?? 1;
		const numbers = Array.from({ length: this.chance.whole(1, 3) }, (_, i) => from + i);
		return { prefix: first?.prefix ?? 'A', numbers };
	}

	private takeBack(boothId: string): Wish {
		const ticketId = this.likely('held');
		const brief = this.briefs.get(ticketId);
		const at = brief?.steps[brief.active ?? -1]?.boothOnly;
		return { kind: 'take-back', ticketId, boothId: at ?? boothId };
	}

	private serveLate(boothId: string, ticketId: string): Wish {
		const booth = this.catalogue.booths.find((b) => b.id === boothId)!;
		const service = this.service(booth.services[0]!);
		const level = service.levels[0] ?? null;
		return { kind: 'serve-late', boothId, ticketIds: [ticketId], outcome: service.counts, level };
	}

	private service(id: string): Service {
		return this.catalogue.services.find((s) => s.id === id)!;
	}

	private changedBooth(boothId: string) {
		const booth = this.catalogue.booths.find((b) => b.id === boothId)!;
		const services = this.chance.is(0.5)
			? booth.services
			: [this.chance.pick(this.catalogue.services).id];
		return { ...booth, services, seats: this.chance.whole(1, 3) };
	}

	private results(serviceIds: string[]): Result[] {
		return serviceIds.map((serviceId) => {
			const service = this.service(serviceId);
			const outcome = this.chance.is(0.7) ? service.counts : this.chance.pick(service.outcomes);
			const counts = outcome === service.counts;
			return {
				serviceId,
				outcome,
				level: counts && service.levels.length > 0 ? this.chance.pick(service.levels) : null,
				reasonId: outcome === 'failed' ? this.reason('failure') : null,
				count: 1
			};
		});
	}
}
