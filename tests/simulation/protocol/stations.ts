import type { Result } from '#lib/core/fact.ts';
import { isRefusal } from '#lib/core/verbs/context.ts';
import type { Operation } from '#lib/core/operation.ts';
import { checkedJourney, type WantedService } from '#lib/core/pre-check.ts';
import {
	begin,
	callAgain,
	callLeased,
	end,
	miss,
	serveByHand,
	takeLeases
} from '#lib/core/station/booth.ts';
import {
	countVisitors,
	giveTicket,
	takeBackNumbers,
	takeBackVisitors,
	takeNumbers
} from '#lib/core/station/gate.ts';
import {
	acknowledged,
	newStation,
	type Sitting,
	type StationState
} from '#lib/core/station/station.ts';
import type { StationPlace } from '#lib/core/fact.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Contact, ContactAnswer } from './server-node.ts';
import type { Line, World } from './world.ts';

const LEASE_MS = 40_000;
const STOCK = 6;

/** A device with a store of its own: everything that it did lies in the store before it is shown. */
export class SimStation {
	readonly line: Line = { cut: false };
	/** Null until it is enrolled. */
	state: StationState | null = null;
	/** An old copy of its store, as a backup tool might put it back. */
	private copy: string | null = null;
	private enrolling = false;
	/** The operation that counted visitors last, while nobody has taken it back. */
	private counted: string | null = null;
	/** The ticket that it gave last and did not take back. */
	private given: string | null = null;
	/** Presses that await their acknowledgement, by the operation's id. */
	private readonly shown = new Set<string>();

	readonly id: string;

	constructor(
		private readonly world: World,
		name: string,
		private readonly place: StationPlace
	) {
		this.id = world.manners.stationId(name, place);
	}

	get everythingTold(): boolean {
		return this.state !== null && this.state.outbox.length === 0;
	}

	get idle(): boolean {
		return this.state !== null && this.state.seats.every((sitting) => sitting === null);
	}

	/** Somebody works at it once. */
	act(): void {
		const { state } = this;
		if (!state) return;
		if (this.place.kind === 'gate') this.actAtGate(state);
		else this.actAtBooth(state, this.place.boothId);
	}

	private did(done: Operation | Operation[] | Refusal): boolean {
		if (isRefusal(done)) return false;
		for (const operation of Array.isArray(done) ? done : [done]) {
			this.world.operations++;
			this.shown.add(operation.operationId);
			this.world.checks.did(operation, !this.world.weather.clockJumps);
		}
		return true;
	}

	private press() {
		const wall = this.world.weather.clockJumps ? this.world.chance.between(-9e6, 9e6) : 0;
		return {
			operationId: this.world.id(),
			at: this.world.manners.instant(this.world.time + wall),
			by: `at-${this.id}`
		};
	}

	private actAtGate(state: StationState): void {
		const { chance, regrets } = this.world;
		if (chance.is(0.1)) {
			const counted = this.counted;
			if (counted !== null && regrets?.is(0.3)) {
				// Now and then a second time: whoever pressed once more meant the same.
				if (regrets.is(0.8)) this.counted = null;
				this.did(takeBackVisitors(state, counted, this.press()));
				return;
			}
			const done = countVisitors(state, chance.whole(1, 10), this.press());
			if (this.did(done) && !isRefusal(done)) this.counted = done.operationId;
			return;
		}
		const party = chance.is(0.8) ? 1 : chance.whole(2, 3);
		const services = this.world.catalogue.services
			.filter(() => chance.is(0.55))
			.map(({ id }) => ({ serviceId: id, people: chance.whole(1, party) }));
		if (services.length === 0) services.push({ serviceId: 'activation', people: party });
		const lane = chance.is(0.25) ? ('priority' as const) : ('regular' as const);
		const ticketId = this.world.id();
		const checked = this.checked(services);
		const given = giveTicket(state, { ticketId, lane, party, ...checked }, this.press());
		if (!this.did(given) || isRefusal(given) || given.deed.kind !== 'issued') return;
		if (regrets?.is(0.2)) {
			// An earlier one a booth with leases may be calling in this very moment: not on a calm day.
			const earlier = !this.world.weather.calm && regrets.is(0.3) ? this.given : null;
			const last = earlier === null ? [] : [earlier];
			this.did(takeBackNumbers(state, [...last, ticketId], this.press()));
			// Whoever walked off with the slip may be served on it all the same.
			if (regrets.is(0.7)) return;
		}
		this.given = ticketId;
		const { gateId, day, prefix, number, maker } = given.deed;
		this.world.slips.push({
			ticketId,
			gateId,
			day,
			prefix,
			number,
			maker,
			services: checked.services.map((s) => s.serviceId)
		});
	}

	/** The journey as a gate's own answers leave it: a station knows the questions by heart. */
	private checked(wanted: WantedService[]) {
		const { chance, catalogue } = this.world;
		const answers = wanted.flatMap(({ serviceId }) => {
			const { preChecks } = catalogue.services.find((service) => service.id === serviceId)!;
			return preChecks
				.filter(() => chance.is(0.4))
				.map(({ id }) => ({
					serviceId,
					preCheck: id,
					answer: chance.pick(['yes', 'no'] as const)
				}));
		});
		const known = new Map(catalogue.services.map((service) => [service.id, service]));
		const journey = checkedJourney(known, wanted, answers, () => true);
		return { services: journey.services, answers: journey.answers, first: journey.first };
	}

	private actAtBooth(state: StationState, boothId: string): void {
		const { world } = this;
		const { chance, weather } = world;
		const seat = chance.whole(1, state.seats.length);
		const sitting = state.seats[seat - 1];
		if (sitting?.state === 'called') {
			if (chance.is(0.15)) this.did(callAgain(state, seat, this.press()));
			else if (chance.is(0.2)) this.did(miss(state, seat, this.press()));
			else this.did(begin(state, seat, this.press()));
			return;
		}
		if (sitting) {
			this.did(end(state, seat, this.results(sitting), this.press()));
			return;
		}
		if (world.isEvening) return;
		if (this.did(callLeased(state, seat, world.scheduler.now, this.press()))) return;
		const cutOff = this.line.cut || (!weather.calm && chance.is(weather.wrong));
		if (!cutOff || world.slips.length === 0) return;
		const slip = chance.pick(world.slips);
		const booth = world.catalogue.booths.find((b) => b.id === boothId)!;
		const serviceId = slip.services.find((id) => booth.services.includes(id));
		// By hand a person is served for what the slip says; now and then for something else.
		const served = serviceId ?? (chance.is(weather.wrong) ? chance.pick(booth.services) : null);
		if (!served || slip.day !== state.day) return;
		if (this.did(serveByHand(state, slip, served, seat, () => this.press()))) {
			world.checks.saw('hand mode', true);
		}
	}

	private results({ serviceId, people, done }: Sitting): Result[] {
		const { chance, catalogue } = this.world;
		const result = (id: string, count: number): Result => {
			const service = catalogue.services.find((s) => s.id === id)!;
			const outcome = chance.is(0.75) ? service.counts : chance.pick(service.outcomes);
			const level = outcome === service.counts ? (service.levels[0] ?? null) : null;
			return {
				serviceId: id,
				outcome,
				level,
				reasonId: outcome === 'failed' ? 'trouble' : null,
				count
			};
		};
		const also = catalogue.services.find((s) => s.id === serviceId)!.also;
		const more = also
			.filter((id) => !done.includes(id) && chance.is(0.3))
			.map((id) => result(id, 1));
		return [result(serviceId, people), ...more];
	}

	/** Tells what it did, asks for what it needs. */
	sync(): void {
		const { world } = this;
		if (!this.state) return this.enrol();
		const { state } = this;
		const askedAt = world.scheduler.now;
		const gate = this.place.kind === 'gate';
		const stock = state.numbers.find((numbers) => numbers.day === state.day);
		const contact: Contact = {
			station: this.id,
			epoch: state.epoch,
			written: state.nextSeq - 1,
			operations: state.outbox.slice(0, 100),
			numbers: gate
				? [{ operationId: world.id(), day: state.day, next: stock?.next ?? 1, size: STOCK }]
				: [],
			leases:
				!gate && state.outbox.length === 0
					? { operationId: world.id(), want: world.healed ? 0 : 2, leaseMs: LEASE_MS, askedAt }
					: null
		};
		world.request(
			this.line,
			(node) => node.contact(contact),
			(answer) => this.take(state, answer)
		);
	}

	private take(asking: StationState, answer: ContactAnswer): void {
		const { state, world } = this;
		// The store was wiped meanwhile: the answer is for an epoch that is gone.
		if (!state || state !== asking) return;
		for (const { operationId } of answer.acknowledgements) {
			if (this.shown.delete(operationId)) world.checks.acknowledged(operationId);
		}
		acknowledged(state, new Set(answer.acknowledgements.map((a) => a.operationId)));
		if (answer.closed) {
			if (state.outbox.length === 0) this.state = null;
			return;
		}
		if (answer.day > state.day && this.idle) state.day = answer.day;
		for (const { day, ...grant } of answer.grants) takeNumbers(state, day, grant);
		if (answer.leases?.answer.ok) {
			const { answer: given, askedAt, leaseMs } = answer.leases;
			takeLeases(state, given.tickets, askedAt, leaseMs);
		}
	}

	private enrol(): void {
		if (this.enrolling) return;
		this.enrolling = true;
		const { id: station, place, world } = this;
		world.press(this.line, { kind: 'enrol-station', station, place }, 'organiser', (answer) => {
			this.enrolling = false;
			if (!answer.ok) return;
			const known = world.checks.floor.stations.get(station)!;
			const seats =
				place.kind === 'booth'
					? world.catalogue.booths.find((b) => b.id === place.boothId)!.seats
					: 0;
			const day = Math.max(1, world.checks.floor.day);
			this.state = newStation(station, known.epoch, place, day, seats);
			this.counted = null;
			this.given = null;
		});
	}

	/** The store is wiped, with whatever was not told yet. */
	wipe(): void {
		if (!this.state) return;
		for (const { operationId } of this.state.outbox) this.shown.delete(operationId);
		this.world.checks.wiped(this.state);
		this.state = null;
	}

	keepCopy(): void {
		this.copy = this.state && JSON.stringify(this.state);
	}

	/** A technician puts an old copy of the store back, with the line up: it tells who it is before it works on. */
	restoreCopy(): void {
		if (!this.copy || !this.state) return;
		const old = JSON.parse(this.copy) as StationState;
		if (old.epoch !== this.state.epoch) return;
		this.world.checks.wiped(this.state, old.nextSeq);
		old.leasesAskedAt = -Infinity;
		old.leases = [];
		old.seats = old.seats.map(() => null);
		this.state = null;
		const contact: Contact = {
			station: this.id,
			epoch: old.epoch,
			written: old.nextSeq - 1,
			operations: old.outbox,
			numbers: [],
			leases: null
		};
		const node = this.world.upNode();
		if (!node) return;
		const answer = node.contact(contact);
		for (const { operationId } of answer.acknowledgements) {
			if (this.shown.delete(operationId)) this.world.checks.acknowledged(operationId);
		}
		const lastSeq = this.world.database.lastSeq(this.id, old.epoch);
		this.world.checks.restored(old, lastSeq, answer.closed);
	}
}
