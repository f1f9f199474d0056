import type { TicketBrief } from '#lib/core/brief.ts';
import type { Booth } from '#lib/core/catalogue.ts';
import type { Chance } from '../../../src/demo/chance.ts';
import type { Citizen, Sitting } from '../../../src/demo/citizen.ts';
import { REST_MS, SERVICES, type ServiceId } from '../../../src/demo/model.ts';
import type { Life, Sleeper } from './agenda.ts';
import type { HallDay, Pressed } from './hall-day.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** A free seat is looked at this often, whatever happens. */
const LOOK_MS = 3 * MINUTE_MS;
/** Booths that open late, and sittings whose end is forgotten for a while [assumed]. */
const OPENS_LATE = 0.15;
const FORGOTTEN = 0.004;

/** A booth with its officers for the whole day; each seat lives a life of its own. */
export function liveBooth(day: HallDay, booth: Booth, colleagues: string[], chance: Chance): void {
	const life = new BoothLife(day, booth, colleagues, chance);
	for (let seat = 0; seat < booth.seats; seat++) life.begin(seat);
}

interface Held {
	ticketId: string;
	readyAt: number;
	sitting: Sitting;
}

class BoothLife {
	private readonly opensAt: number;
	private readonly rests: number[];
	private restUntil = 0;
	private readonly held: Held[] = [];
	/** Officers differ in how fast they are, and in whether they call with the press that ends a sitting. */
	private readonly slowness: number;
	private readonly callsAtOnce: boolean;

	constructor(
		private readonly day: HallDay,
		private readonly booth: Booth,
		private readonly colleagues: string[],
		private readonly chance: Chance
	) {
		const late = chance.is(OPENS_LATE) ? chance.between(5, 40) : 0;
		this.opensAt = day.opensAt + (chance.between(-12, 1) + late) * MINUTE_MS;
		this.rests = day.halves.map(({ from, to }) =>
			chance.between(from + 90 * MINUTE_MS, to - 40 * MINUTE_MS)
		);
		this.slowness = chance.logNormal(1, Math.exp(1.2816 * 0.15));
		this.callsAtOnce = chance.is(0.7);
	}

	begin(seat: number): void {
		const self: { sleeper?: Sleeper } = {};
		self.sleeper = this.day.agenda.live(this.seat(seat, () => self.sleeper!));
	}

	private press(wish: Parameters<HallDay['press']>[0]): Pressed {
		return this.day.press(wish, `at-${this.booth.id}`);
	}

	/** Calls, serves and waits until the day is over. */
	private *seat(seat: number, sleeper: () => Sleeper): Life {
		const { day, booth } = this;
		yield this.opensAt + seat * SECOND_MS;
		if (seat === 0) this.press({ kind: 'open-booth', boothId: booth.id, takeOver: false });
		while (day.now < day.latest) {
			if (yield* this.rest()) continue;
			const back = this.held.findIndex(({ readyAt }) => readyAt <= day.now);
			if (back >= 0) {
				yield* this.takeBack(this.held.splice(back, 1)[0]!);
				continue;
			}
			const called = this.press({ kind: 'call-next', boothId: booth.id });
			if (called.ok) {
				yield* this.serveAll(called.tickets[0]);
				continue;
			}
			const done = day.now >= day.closesAt && day.stillToCome === 0 && day.waitingInAll() === 0;
			if (done && this.held.length === 0) return;
			yield* day.idle(sleeper, booth.services, day.now + LOOK_MS);
		}
	}

	/** The booth's rest, pressed at one seat and kept at all. */
	private *rest(): Life<boolean> {
		const { day, booth } = this;
		if (day.now < this.restUntil) {
			yield this.restUntil;
			return true;
		}
		const due = this.rests.findIndex((at) => at <= day.now);
		if (due < 0) return false;
		this.rests.splice(due, 1);
		const scope = { scope: 'booth' as const, id: booth.id };
		if (!this.press({ kind: 'pause', ...scope, reasonId: 'pause-break' }).ok) return false;
		this.restUntil = day.now + REST_MS;
		yield this.restUntil;
		this.press({ kind: 'resume', ...scope });
		return true;
	}

	private *serveAll(first: TicketBrief | undefined): Life {
		const { day, chance } = this;
		let ticket = first;
		while (ticket) {
			const step = day.floor.tickets.get(ticket.id)!.steps[ticket.active ?? 0]!;
			const turn = step.turns[step.turns.length - 1]!;
			const citizen = day.citizenOf(ticket.id);
			if (!citizen.comes(day.now - turn.dueAt)) {
				yield* this.miss(ticket.id, citizen);
				return;
			}
			yield day.now + chance.between(14, 40) * SECOND_MS;
			if (!this.press({ kind: 'start', ticketId: ticket.id }).ok) return;
			const serviceId = SERVICES.find((id) => id === step.serviceId) ?? 'help';
			ticket = yield* this.sit(
				ticket.id,
				citizen.sitting(serviceId, step.people, day.now),
				serviceId
			);
		}
	}

	private *miss(ticketId: string, citizen: Citizen): Life {
		const { day, chance } = this;
		for (const kind of ['recall', 'recall', 'no-show'] as const) {
			yield day.now + chance.between(25, 40) * SECOND_MS;
			if (!this.press({ kind, ticketId }).ok) return;
		}
		const back = citizen.comesBackAfter();
		if (back === null) return;
		day.stillToCome++;
		day.agenda.live(comeBack(day, ticketId, day.now + back * MINUTE_MS));
	}

	private *sit(
		ticketId: string,
		sitting: Sitting,
		serviceId: ServiceId
	): Life<TicketBrief | undefined> {
		const { day, chance } = this;
		const ms = sitting.ms * this.slowness * day.slownessOf(serviceId);
		const early = sitting.send !== null || sitting.hold;
		yield* this.work(early ? ms * 0.3 : ms, serviceId);
		if (sitting.send !== null) {
			const colleague = this.colleagues.length > 0 ? chance.pick(this.colleagues) : null;
			const toHelp = sitting.send === 'help' || colleague === null;
			const serviceId = toHelp ? 'help' : null;
			this.press({ kind: 'send', ticketId, serviceId, boothId: toHelp ? null : colleague });
			return undefined;
		}
		if (sitting.hold) {
			const minutes = chance.whole(3, 8);
			const held = { kind: 'hold' as const, ticketId, reasonId: 'hold-otp', minutes: minutes + 5 };
			if (this.press(held).ok) {
				this.held.push({ ticketId, readyAt: day.now + minutes * MINUTE_MS, sitting });
				return undefined;
			}
		}
		return yield* this.finish(ticketId, sitting);
	}

	/** Time at the seat; while the line is down nothing of a card or of level 2 goes on. */
	private *work(ms: number, serviceId: ServiceId): Life {
		const { day } = this;
		let endsAt = day.now + ms;
		for (const { from, to } of day.outages) {
			if (serviceId !== 'card' && serviceId !== 'level-2') break;
			if (day.now < to && endsAt > from) endsAt += to - Math.max(day.now, from);
		}
		yield endsAt;
	}

	private *takeBack(held: Held): Life {
		const { day, booth } = this;
		const { ticketId, sitting } = held;
		const back = this.press({ kind: 'take-back', ticketId, boothId: booth.id });
		if (!back.ok) {
			if (
				back.refused === 'paused' ||
				back.refused === 'booth-paused' ||
				back.refused === 'no-free-seat'
			)
				this.held.push({ ...held, readyAt: day.now + MINUTE_MS });
			yield day.now + 10 * SECOND_MS;
			return;
		}
		yield day.now + sitting.ms * 0.7 * this.slowness;
		yield* this.serveAll(yield* this.finish(ticketId, sitting));
	}

	private *finish(ticketId: string, sitting: Sitting): Life<TicketBrief | undefined> {
		const { day, chance } = this;
		if (chance.is(FORGOTTEN)) yield day.now + chance.between(5, 25) * MINUTE_MS;
		if (sitting.toCarrier > 0 && !this.booth.services.includes('help')) {
			this.press({ kind: 'add-step', ticketId, serviceId: 'help', people: sitting.toCarrier });
		}
		const busy =
			this.held.some(({ readyAt }) => readyAt <= day.now) ||
			this.rests.some((at) => at <= day.now) ||
			day.now < this.restUntil;
		const callNext = this.callsAtOnce && !busy;
		const { results } = sitting;
		const ended = this.press({ kind: 'finish', ticketId, results, callNext });
		if (!ended.ok) return undefined;
		const next = ended.tickets.find(({ id }) => id !== ticketId);
		if (!next && !this.callsAtOnce) yield day.now + chance.between(5, 30) * SECOND_MS;
		return next;
	}
}

/** Somebody who was missed asks for the turn again. */
function* comeBack(day: HallDay, ticketId: string, at: number): Life {
	yield at;
	day.press({ kind: 'restore', ticketId }, 'gate');
	day.stillToCome--;
}
