import type { Result } from '#lib/core/fact.ts';
import type { PreCheckAnswer } from '#lib/core/pre-check.ts';
import type { Floor } from '#lib/core/floor.ts';
import { givenToday } from '#lib/core/intake.ts';
import {
	activeStep,
	activeTurn,
	stepState,
	ticketState,
	turnOf,
	type Ticket
} from '#lib/core/ticket.ts';
import { steppedBack } from '#lib/core/verbs/waiting.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Line, World } from './world.ts';

/** A person at a screen of the hall: sees a committed floor, presses, waits for the answer, presses again. */
abstract class Person {
	readonly line: Line = { cut: false };
	private waiting = false;

	protected readonly by: string;

	constructor(
		protected readonly world: World,
		name: string
	) {
		this.by = world.manners.by(name);
	}

	act(): void {
		if (this.waiting || this.line.cut) return;
		const node = this.world.upNode();
		const wish = node && this.wish(node.look());
		if (!wish) return;
		this.waiting = true;
		this.world.press(this.line, wish, this.by, (answer) => {
			this.waiting = false;
			this.heard(wish, answer.ok);
			if (answer.ok) this.lastOperation = answer.operationId;
		});
	}

	protected lastOperation: string | null = null;
	protected abstract wish(floor: Floor): Wish | null;

	protected heard(_wish: Wish, _ok: boolean): void {
		// Most people go by what the screen shows next.
	}

	protected someTicket(
		floor: Floor,
		fits: (ticket: Ticket) => boolean = () => true
	): Ticket | null {
		const tickets = [...floor.tickets.values()].slice(-25).filter(fits);
		return tickets.length > 0 ? this.world.chance.pick(tickets) : null;
	}

	protected isCalledHereOnly(floor: Floor, ticket: Ticket): boolean {
		const step = activeStep(ticket);
		return (
			step !== null &&
			ticketState(ticket) === 'waiting' &&
			ticket.lease === null &&
			![...floor.stations.values()].some(
				({ place }) =>
					place.kind === 'booth' &&
					floor.booths.get(place.boothId)?.booth.services.includes(step.serviceId)
			)
		);
	}

	protected undo(): Wish | null {
		return this.lastOperation === null ? null : { kind: 'undo', operationId: this.lastOperation };
	}
}

export class GateVolunteer extends Person {
	protected wish(floor: Floor): Wish | null {
		const { chance, catalogue } = this.world;
		// Now and then somebody tries at a gate whose numbers a station has.
		const gateId = chance.is(0.9) ? 'g1' : 'g2';
		const sheets = this.someTicket(floor, (ticket) => ticket.blank && ticket.day === floor.day);
		const party = chance.is(0.8) ? 1 : chance.whole(2, 4);
		const services = catalogue.services
			.filter(() => chance.is(0.5))
			.map(({ id }) => ({ serviceId: id, people: chance.whole(1, party) }));
		if (services.length === 0) services.push({ serviceId: 'level-2', people: party });
		const lane = chance.is(0.25) ? ('priority' as const) : ('regular' as const);
		const journey = { services, lane, party };
		const some = this.someTicket(floor);
		// On a calm day nobody takes a ticket away that a booth with leases may be calling in this very moment.
		const away = this.world.weather.calm
			? this.someTicket(floor, (ticket) => this.isCalledHereOnly(floor, ticket))
			: some;
		// Some who have let others go first ask again.
		const again = chance.is(0.5)
			? this.someTicket(floor, (ticket) => steppedBack(ticket) > 0)
			: null;
		const back = this.world.weather.calm ? away : (again ?? away);
		const id = () => this.world.id();
		return chance.weighed<() => Wish | null>([
			[() => ({ kind: 'issue', gateId, ticketId: id(), ...journey, answers: this.answers() }), 20],
			[() => ({ kind: 'issue-many', gateId, ticketIds: [id(), id(), id()], ...journey }), 2],
			[() => ({ kind: 'print-sheets', gateId, day: floor.day, ticketIds: [id(), id()] }), 1],
			[() => sheets && { kind: 'bring-to-life', gateId, ticketId: sheets.id, ...journey }, 3],
			[() => ({ kind: 'count-visitors', gateId, count: 3 }), 1],
			[() => away && { kind: 'cancel', ticketId: away.id }, 1],
			[() => back && { kind: 'step-back', ticketId: back.id }, 2],
			[() => away && { kind: 'leave', ticketId: away.id }, 1],
			[() => this.putOff(floor, away), this.world.eveningAt === null ? 1 : 3],
			[() => away && { kind: 'other-step-first', ticketId: away.id }, 3],
			[() => some && { kind: 'reprint', ticketId: some.id, token: id() }, 1],
			[() => some && { kind: 'change-lane', ticketId: some.id, lane }, 1],
			[() => some && { kind: 'add-step', ticketId: some.id, serviceId: 'card', people: 1 }, 1],
			[() => some && { kind: 'drop-step', ticketId: some.id, step: chance.whole(0, 2) }, 1],
			[() => this.undo(), 1]
		])();
	}

	/** Some who wait are asked to come another time, one of them perhaps called in this very moment. */
	private putOff(floor: Floor, one: Ticket | null): Wish | null {
		const { chance, weather } = this.world;
		const other = weather.calm ? null : this.someTicket(floor);
		const some = [...new Set([one?.id, other?.id])].filter((id) => id !== undefined);
		if (some.length === 0) return null;
		const tickets = some.map((ticketId) => ({ ticketId, nextId: this.world.id() }));
		const later = { place: 'day' as const, day: 2, gateId: chance.is(0.9) ? 'g1' : 'g2' };
		return { kind: 'put-off', tickets, to: chance.is(0.3) ? { place: 'police' } : later };
	}

	/** What is answered to the questions of some services, now and then to one that nobody asked. */
	private answers(): PreCheckAnswer[] {
		const { chance, catalogue } = this.world;
		return catalogue.services.flatMap(({ id: serviceId, preChecks }) =>
			[...preChecks.map(({ id }) => id), 'q9']
				.filter(() => chance.is(0.4))
				.map((preCheck) => ({ serviceId, preCheck, answer: chance.pick(['yes', 'no'] as const) }))
		);
	}
}

export class Officer extends Person {
	constructor(
		world: World,
		readonly boothId: string
	) {
		super(world, `officer-${boothId}`);
	}

	protected wish(floor: Floor): Wish | null {
		const { boothId } = this;
		const { chance, weather, healed } = this.world;
		const at = floor.booths.get(boothId);
		if (!at) return null;
		if (!at.officers.includes(this.by)) return { kind: 'open-booth', boothId, takeOver: true };
		const here = at.seats.flatMap((id) => (id ? [floor.tickets.get(id)!] : []));
		if (healed && here.length === 0) here.push(...this.seatless(floor));
		const held = [...at.held];
		if (healed) return this.lastRound(floor, here, held);
		if (this.world.isEvening) return here[0] ? this.finish(floor, here[0]) : null;
		const seated = here.length > 0 ? chance.pick(here) : null;
		const wrong = chance.is(weather.wrong) ? this.someTicket(floor) : null;
		const subject = wrong ?? seated;
		if (subject && (wrong || here.length === at.booth.seats || chance.is(0.6))) {
			return this.withSeated(floor, subject);
		}
		const missed = this.someTicket(floor, (ticket) => ticketState(ticket) === 'no-show');
		const waits = this.someTicket(
			floor,
			(ticket) => ticketState(ticket) === 'waiting' && ticket.day === floor.day
		);
		const away = this.someTicket(floor, (ticket) => ticketState(ticket) === 'held');
		return chance.weighed<() => Wish | null>([
			[() => ({ kind: 'call-next', boothId }), 20],
			[() => ({ kind: 'fill-seats', boothId }), 2],
			[() => waits && { kind: 'call', boothId, ticketId: waits.id, reasonId: null }, 1],
			[() => waits && { kind: 'serve', boothId, ticketId: waits.id }, 1],
			[() => away && { kind: 'call', boothId, ticketId: away.id, reasonId: null }, 1],
			[() => missed && { kind: 'restore', ticketId: missed.id }, 4],
			[() => (held[0] ? { kind: 'take-back', ticketId: held[0], boothId } : null), 6],
			[() => waits && this.serveLate(floor, waits), 1],
			[() => this.record(floor), 1],
			[() => (chance.is(0.3) ? { kind: 'leave-booth', boothId } : null), 1],
			[() => this.undo(), 2],
			[() => this.correct(floor), 1]
		])();
	}

	/** After everything is mended: nobody who still waits is left standing. */
	private lastRound(floor: Floor, here: Ticket[], held: string[]): Wish {
		const { boothId } = this;
		const seated = here[0];
		if (seated) return this.finish(floor, seated);
		if (held[0]) return { kind: 'take-back', ticketId: held[0], boothId };
		return { kind: 'call-next', boothId };
	}

	/** Whoever a station served without a seat that the hall knows of, and never told the end of. */
	private seatless(floor: Floor): Ticket[] {
		return [...floor.tickets.values()].filter((ticket) => {
			const turn = activeTurn(ticket);
			return turn?.state === 'serving' && turn.seat === null && turn.boothId === this.boothId;
		});
	}

	private withSeated(floor: Floor, ticket: Ticket): Wish | null {
		const { chance } = this.world;
		const { boothId } = this;
		const ticketId = ticket.id;
		const other = chance.pick(this.world.catalogue.booths).id;
		const service = chance.pick(this.world.catalogue.services).id;
		if (ticketState(ticket) === 'called') {
			return chance.weighed<() => Wish | null>([
				[() => ({ kind: 'start', ticketId }), 12],
				[() => ({ kind: 'recall', ticketId }), 2],
				[() => ({ kind: 'no-show', ticketId }), 3],
				[() => this.undo(), 1]
			])();
		}
		return chance.weighed<() => Wish | null>([
			[() => this.finish(floor, ticket), 16],
			[() => ({ kind: 'hold', ticketId, reasonId: null, minutes: 1 }), 1],
			[() => ({ kind: 'return', ticketId }), 1],
			[() => ({ kind: 'send', ticketId, serviceId: null, boothId: other }), 1],
			[() => ({ kind: 'send', ticketId, serviceId: service, boothId: null }), 1],
			[() => ({ kind: 'take-back', ticketId, boothId }), 0.3]
		])();
	}

	private result(serviceId: string, count: number): Result {
		const { chance, catalogue } = this.world;
		const service = catalogue.services.find((s) => s.id === serviceId)!;
		const outcome = chance.is(0.75) ? service.counts : chance.pick(service.outcomes);
		const level = outcome === service.counts ? (service.levels[0] ?? null) : null;
		return {
			serviceId,
			outcome,
			level,
			reasonId: outcome === 'failed' ? 'trouble' : null,
			count
		};
	}

	private finish(floor: Floor, ticket: Ticket): Wish {
		const { chance, catalogue } = this.world;
		const step = ticket.steps[ticket.active ?? 0];
		const serviceId = step?.serviceId ?? 'card';
		const also = catalogue.services.find((s) => s.id === serviceId)!.also;
		const results = [this.result(serviceId, step?.people ?? 1)];
		if (also[0] && chance.is(0.3)) results.push(this.result(also[0], 1));
		const callNext = !this.world.healed && chance.is(0.4);
		const parts = step && step.people > 1 && !this.world.weather.calm && chance.is(0.4);
		if (parts) results[0]!.count = step.people - 1;
		const stays = parts ? 1 : 0;
		return { kind: 'finish', ticketId: ticket.id, results, callNext, ...(parts && { stays }) };
	}

	private serveLate(floor: Floor, ticket: Ticket): Wish {
		const serviceId = ticket.steps[ticket.active ?? 0]!.serviceId;
		const { outcome, level, reasonId } = this.result(serviceId, 1);
		const { boothId } = this;
		return { kind: 'serve-late', boothId, ticketIds: [ticket.id], outcome, level, reasonId };
	}

	/** A slip scanned without a call, or whoever stayed at this booth; on a calm day not where a leased booth does the same. */
	private record(floor: Floor): Wish | null {
		const { boothId } = this;
		const at = floor.booths.get(boothId)!;
		const stays = [...at.staying].map((id) => floor.tickets.get(id)!);
		const ticket =
			stays[0] ??
			this.someTicket(
				floor,
				(one) => !this.world.weather.calm || this.isCalledHereOnly(floor, one)
			);
		if (!ticket || (this.world.weather.calm && ticket.steps.length > 1)) return null;
		const serviceId = this.world.chance.pick(at.booth.services);
		const { outcome, level, reasonId } = this.result(serviceId, 1);
		return {
			kind: 'record',
			boothId,
			ticketId: ticket.id,
			results: [{ serviceId, outcome, level, reasonId, count: 1 }]
		};
	}

	private correct(floor: Floor): Wish | null {
		const recorded = [...floor.recorded.values()].slice(-6);
		if (recorded.length === 0) return null;
		const { operationId, ticketId, step } = this.world.chance.pick(recorded);
		const own = floor.tickets.get(ticketId)?.steps[step];
		return own ? { kind: 'correct', operationId, results: [this.result(own.serviceId, 1)] } : null;
	}
}

export class Organiser extends Person {
	private opened = 0;

	protected wish(floor: Floor): Wish | null {
		const { chance, catalogue } = this.world;
		if (this.world.healed) {
			const paused = floor.pauses.find((pause) => pause.until === null);
			return paused ? { kind: 'resume', scope: paused.scope, id: paused.id } : { kind: 'tick' };
		}
		const booth = chance.pick(catalogue.booths);
		const service = chance.pick(catalogue.services).id;
		const scope = chance.weighed([
			[{ scope: 'booth' as const, id: booth.id }, 3],
			[{ scope: 'service' as const, id: service }, 1],
			[{ scope: 'field-event' as const, id: null }, 1]
		]);
		return chance.weighed<() => Wish | null>([
			[() => ({ kind: 'tick' }), 10],
			[() => ({ kind: 'pause', ...scope, reasonId: 'trouble' }), 1],
			[() => ({ kind: 'resume', ...scope }), 4],
			[() => this.moveBooth(floor, booth.id, service), 1],
			[() => this.setIntake(floor, service), 0.7],
			[() => this.moveArea(floor), 0.3],
			[() => this.message(floor, service), 1.5],
			[() => this.openDay(floor), this.world.isEvening ? 30 : 0.3],
			[() => this.settle(floor), 2]
		])();
	}

	private moveBooth(floor: Floor, boothId: string, service: string): Wish | null {
		// The first three booths stay as they are, so that no service is ever without one.
		const at = floor.booths.get(boothId);
		if (!at || at.booth.number <= 3) return null;
		return { kind: 'set-booth', booth: { ...at.booth, services: [service] } };
	}

	/** Closes the intake of a service or opens it again, by hand or by a quota near what was given. */
	private setIntake(floor: Floor, id: string): Wish | null {
		const { chance } = this.world;
		const service = floor.services.get(id);
		if (!service) return null;
		const given = givenToday(floor, id);
		const intakeQuota = chance.pick([null, null, Math.max(1, given + chance.whole(-2, 6))]);
		const intakeOpen = chance.is(0.85);
		return { kind: 'set-service', service: { ...service, intakeOpen, intakeQuota } };
	}

	private moveArea(floor: Floor): Wish | null {
		const area = floor.areas.get('hall');
		if (!area) return null;
		const vi = this.world.chance.pick(['', 'nhà văn hóa', 'sân']);
		const { id, name, withdrawn } = area;
		return { kind: 'set-area', area: { id, name, place: { vi, en: '' }, withdrawn } };
	}

	/** Lets the hall read something for a while, or takes it down; now and then a second time. */
	private message(floor: Floor, service: string): Wish | null {
		const { chance } = this.world;
		const known = [...floor.messages.keys()].slice(-4);
		if (known.length > 0 && chance.is(0.6)) {
			return { kind: 'end-message', messageId: chance.pick(known) };
		}
		const words = { vi: 'Mời bà con chờ trong ít phút.', en: '' };
		const to = chance.pick([['boards' as const], ['phones' as const, 'staff' as const]]);
		const serviceId = chance.is(0.5) ? service : null;
		return { kind: 'show-message', words, to, serviceId, minutes: chance.whole(1, 10) };
	}

	private openDay(floor: Floor): Wish | null {
		if (this.opened > 0) return null;
		return { kind: 'open-day', day: floor.day + 1 };
	}

	protected override heard(wish: Wish, ok: boolean): void {
		if (wish.kind === 'open-day' && ok) this.opened++;
	}

	private settle(floor: Floor): Wish | null {
		const open = [...floor.conflicts.values()].find((conflict) => !conflict.settled);
		return open ? { kind: 'settle', operationId: open.operationId } : null;
	}
}

/** Whether anybody in the hall still waits, is called or sits. */
export function stillHere(floor: Floor, ticket: Ticket): boolean {
	if (ticket.cancelled || ticket.blank || ticket.day !== floor.day) return false;
	const step = ticket.active === null ? undefined : ticket.steps[ticket.active];
	if (!step) return false;
	const state = stepState(step);
	return state !== 'no-show' && turnOf(step) !== undefined;
}
