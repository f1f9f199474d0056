import { briefsOf, type TicketBrief } from '#lib/core/brief.ts';
import type { Half } from '#lib/core/catalogue.ts';
import { carryOut } from '#lib/core/decide.ts';
import type { Entry } from '#lib/core/fact.ts';
import { emptyFloor, queueLength, type Floor } from '#lib/core/floor.ts';
import { usualArrivals } from '#lib/core/usual-day.ts';
import type { Wish } from '#lib/core/wish.ts';
import { planFieldEvent } from '#lib/server/setup/plan-field-event.ts';
import { Chance } from '../../../src/demo/chance.ts';
import { Citizen } from '../../../src/demo/citizen.ts';
import { ALREADY_ACTIVE, JOURNEYS, type ServiceId } from '../../../src/demo/model.ts';
import type { DemoHall } from '../../../src/demo/three-halls.ts';
import { DAY } from '../../../src/demo/tuy-hoa.ts';
import { Agenda, type Life, type Sleeper } from './agenda.ts';
import { liveBooth } from './booth-life.ts';
import { liveMidday, liveOutages } from './lead-life.ts';

const MINUTE_MS = 60_000;

/** Whoever looks at the hall: hears each entry after the floor has taken it, with what was pressed. */
export type Witness = (floor: Floor, entries: readonly Entry[], at: number) => void;

/** What a press came to. */
export type Pressed =
	{ ok: true; operationId: string; tickets: TicketBrief[] } | { ok: false; refused: string };

/**
 * One whole day of a hall on the real core: everything that happens is a wish that `carryOut` decides. Whatever the
 * forecast believes is left out: times come from draws, waits from what the people at gates and booths do.
 */
export class HallDay {
	readonly floor: Floor;
	readonly agenda: Agenda;
	readonly halves: readonly Half[];
	/** Line down: from, to; level 2 and card stand still. */
	readonly outages: Half[] = [];
	/** Citizens who have not got their number yet, and missed ones who will ask again. */
	stillToCome = 0;
	over = false;
	private readonly citizens = new Map<string, Citizen>();
	private readonly idlers = new Map<string, Set<Sleeper>>();
	private readonly chance: Chance;
	private readonly pace: Record<string, number[]> = {};
	private operations = 0;

	constructor(
		readonly hall: DemoHall,
		readonly seed: number,
		private readonly witness: Witness
	) {
		const catalogue = planFieldEvent(hall.plan);
		this.chance = new Chance(seed, 7);
		this.halves = catalogue.rules.days[0]!.halves;
		this.floor = emptyFloor(1, catalogue.rules);
		this.agenda = new Agenda(this.opensAt - 20 * MINUTE_MS);
		for (const { id } of catalogue.services) this.pace[id] = this.paceOverTheDay();
		this.drawOutages();
		this.press({ kind: 'open', catalogue }, 'organiser');
		const officers = catalogue.booths.filter(({ id }) => !hall.spare.includes(id));
		officers.forEach((booth, i) => {
			const colleagues = officers
				.filter((other) => other !== booth && other.services.join() === booth.services.join())
				.map(({ id }) => id);
			liveBooth(this, booth, colleagues, new Chance(seed, 1_000 + i));
		});
		this.agenda.live(this.gates());
		this.agenda.live(liveOutages(this, new Chance(seed, 11)));
		this.agenda.live(liveMidday(this, new Chance(seed, 12)));
	}

	get now(): number {
		return this.agenda.now;
	}
	get opensAt(): number {
		return this.halves[0]!.from;
	}
	get closesAt(): number {
		return this.halves[this.halves.length - 1]!.to;
	}
	/** Whoever has not been reached by then is not any more. */
	get latest(): number {
		return this.closesAt + 90 * MINUTE_MS;
	}

	run(): void {
		this.agenda.run();
	}

	citizenOf(ticketId: string): Citizen {
		return this.citizens.get(ticketId)!;
	}

	/** How much slower than usual a service goes now: the day has its own speed, and it drifts. */
	slownessOf(serviceId: string): number {
		const slot = Math.floor((this.now - this.opensAt) / (30 * MINUTE_MS));
		const pace = this.pace[serviceId]!;
		const own = this.hall.slower[serviceId as ServiceId] ?? 1;
		return own * pace[Math.min(pace.length - 1, Math.max(0, slot))]!;
	}

	waitingInAll(): number {
		let waiting = 0;
		for (const queue of this.floor.queues.values()) waiting += queueLength(queue);
		return waiting;
	}

	press(wish: Wish, by: string): Pressed {
		const operationId = uuid(++this.operations);
		const carried = carryOut(this.floor, wish, { at: this.now, by, operationId });
		if ('refusal' in carried) return { ok: false, refused: carried.refusal.refused };
		this.witness(this.floor, carried.entries, this.now);
		const touched = new Set<string>();
		for (const { fact } of carried.entries) {
			if ('ticketId' in fact && fact.ticketId) touched.add(fact.ticketId);
			this.wakeForWork(fact);
		}
		return { ok: true, operationId, tickets: briefsOf(this.floor, touched) };
	}

	/** A seat without work: looked at again at `until`, or soon after somebody joins one of its queues. */
	*idle(sleeper: () => Sleeper, services: readonly string[], until: number): Life {
		for (const id of services) this.idlersOf(id).add(sleeper());
		yield until;
		for (const id of services) this.idlersOf(id).delete(sleeper());
	}

	/** All who sit idle look up: something goes on again. */
	wakeAll(): void {
		for (const set of this.idlers.values()) {
			for (const sleeper of [...set]) this.wakeOne(sleeper);
		}
	}

	private wakeForWork(fact: Entry['fact']): void {
		const joins =
			fact.kind === 'issued' ||
			(fact.kind === 'ended' && fact.next) ||
			(fact.kind === 'turn-opened' && fact.state === 'waiting');
		if (!joins || !('ticketId' in fact)) return;
		const ticket = this.floor.tickets.get(fact.ticketId);
		const step = ticket && ticket.active !== null ? ticket.steps[ticket.active] : undefined;
		const set = step && this.idlers.get(step.serviceId);
		if (!set || set.size === 0) return;
		this.wakeOne(this.chance.pick([...set]));
	}

	private wakeOne(sleeper: Sleeper): void {
		for (const set of this.idlers.values()) set.delete(sleeper);
		this.agenda.wake(sleeper, this.now + this.chance.between(3, 20) * 1_000);
	}

	private idlersOf(serviceId: string): Set<Sleeper> {
		let set = this.idlers.get(serviceId);
		if (!set) this.idlers.set(serviceId, (set = new Set()));
		return set;
	}

	private paceOverTheDay(): number[] {
		const { chance } = this;
		const day = chance.logNormal(1, spread(0.05));
		let drift = 0;
		return Array.from({ length: 24 }, () => {
			drift = 0.7 * drift + Math.log(chance.logNormal(1, spread(0.04)));
			return day * Math.exp(drift);
		});
	}

	private drawOutages(): void {
		const { chance, hall } = this;
		const count = chance.whole(...hall.outages);
		for (let i = 0; i < count; i++) {
			const half = chance.pick(this.halves);
			const from = chance.between(half.from + 30 * MINUTE_MS, half.to - 30 * MINUTE_MS);
			const to = from + chance.between(...hall.outageMinutes) * MINUTE_MS;
			const apart = this.outages.every(
				(o) => to < o.from - 10 * MINUTE_MS || from > o.to + 10 * MINUTE_MS
			);
			if (apart) this.outages.push({ from, to });
		}
		this.outages.sort((a, b) => a.from - b.from);
	}

	/** Everybody who takes a number, in the order in which they reach the gates. */
	private arrivals(): { at: number; citizen: Citizen }[] {
		const { chance, hall } = this;
		// No two days are alike: more or fewer people, and each half hour busier or calmer than usual.
		const crowd = hall.people * chance.logNormal(1, spread(0.07));
		const curve = usualArrivals(this.halves).map(
			(part) => [part, part.share * chance.logNormal(1, spread(0.15))] as const
		);
		const when = () => {
			const part = chance.weighed(curve);
			return chance.between(part.from, part.to);
		};
		const found: { at: number; citizen: Citizen }[] = [];
		const add = (at: number) => {
			const active = chance.is(ALREADY_ACTIVE);
			const services = active ? null : [...chance.weighed(JOURNEYS)];
			const citizen = new Citizen(this.seed, found.length + 1, at, DAY, services);
			found.push({ at, citizen });
			return citizen.party;
		};
		let people = 0;
		while (people < crowd * hall.byBus) {
			const bus = when();
			const seats = chance.whole(30, 45);
			for (let i = 0; i < seats;) {
				const party = add(bus + chance.between(0, 6) * MINUTE_MS);
				i += party;
				people += party;
			}
		}
		while (people < crowd) people += add(when());
		return found.sort((a, b) => a.at - b.at);
	}

	/** The gates: one line, whoever is free takes the next. */
	private *gates(): Life {
		const gates = [...this.floor.gates.values()].filter(({ kind }) => kind === 'gate');
		const arrivals = this.arrivals();
		this.stillToCome = arrivals.length;
		const free = gates.map(() => this.opensAt);
		const issues = arrivals.map(({ at, citizen }) => {
			const gate = free.indexOf(Math.min(...free));
			free[gate] = Math.max(free[gate]!, at) + citizen.gateMs;
			return { at: free[gate]!, gate: gates[gate]!, citizen };
		});
		issues.sort((a, b) => a.at - b.at);
		for (const [i, { at, gate, citizen }] of issues.entries()) {
			yield at;
			const ticketId = uuid(1_000_000 + i);
			this.citizens.set(ticketId, citizen);
			const { lane, party } = citizen;
			const services = citizen.services.map((serviceId) => ({ serviceId, people: party }));
			this.stillToCome--;
			this.press({ kind: 'issue', gateId: gate.id, ticketId, services, lane, party }, 'gate');
		}
	}
}

/** The 90th percentile of a log-normal draw around 1 whose logarithm has this deviation. */
const spread = (sigma: number) => Math.exp(1.2816 * sigma);

function uuid(n: number): string {
	return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
