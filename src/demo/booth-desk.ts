import type { TicketBrief } from '#lib/core/brief.ts';
import type { Result } from '#lib/core/fact.ts';
import type { Chance } from './chance.ts';
import type { Citizen, Sitting } from './citizen.ts';
import { Hall } from './hall.ts';
import type { Person } from './hall-clock.ts';
import type { Staff } from './hall-http.ts';
import { REST_MS, SERVICES, type ServiceId } from './model.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** A free seat is looked at this often, whatever happens. */
const LOOK_MS = 3 * MINUTE_MS;

/** Somebody who waits for a code beside the booth, and when it is there. */
interface Held {
	ticket: TicketBrief;
	readyAt: number;
	sitting: Sitting;
}

/** A booth and its officer; each of its seats lives a life of its own. */
export class BoothDesk {
	private readonly chance: Chance;
	private readonly rests: number[];
	private readonly held: Held[] = [];
	private restUntil = 0;
	private seatsLeft: number;

	constructor(
		private readonly hall: Hall,
		private readonly staff: Staff,
		private readonly booth: { id: string; services: string[]; seats: number },
		private readonly colleagues: string[],
		stream: number
	) {
		this.chance = hall.chance(stream);
		this.rests = hall.day.rests.map(({ from, to }) => this.chance.between(from, to));
		this.seatsLeft = booth.seats;
	}

	live(): void {
		const opensAt = this.chance.between(this.hall.day.from, this.hall.day.gatesOpen);
		for (let seat = 0; seat < this.booth.seats; seat++) {
			this.hall.clock.live(async (person) => {
				await person.until(opensAt + seat * SECOND_MS);
				if (seat === 0) await this.open(person);
				await this.workSeat(person);
				if (--this.seatsLeft > 0) return;
				await this.press(person, { kind: 'leave-booth', boothId: this.booth.id });
			});
		}
	}

	private press(person: Person, wish: Parameters<Hall['press']>[2]) {
		return this.hall.press(person, this.staff, wish);
	}

	private open(person: Person) {
		return this.press(person, { kind: 'open-booth', boothId: this.booth.id, takeOver: false });
	}

	private get isLevel2(): boolean {
		return this.booth.services.includes('level-2');
	}

	/** Calls, serves and waits, until the day is over. */
	private async workSeat(person: Person): Promise<void> {
		while (person.now < this.hall.day.latest) {
			if (await this.rest(person)) continue;
			const back = this.held.findIndex(({ readyAt }) => readyAt <= person.now);
			if (back >= 0) {
				await this.takeBack(person, this.held.splice(back, 1)[0]!);
				continue;
			}
			const answer = await this.press(person, { kind: 'call-next', boothId: this.booth.id });
			if (answer.ok) {
				await this.serveAll(person, answer.tickets[0]);
				continue;
			}
			switch (answer.refused) {
				case 'queue-empty':
					if (
						person.now >= this.hall.day.gatesClose &&
						this.hall.isEmpty &&
						this.held.length === 0
					) {
						return;
					}
					await this.hall.idleAt(person, this.booth.id, this.booth.services, LOOK_MS);
					break;
				case 'booth-closed':
					await this.open(person);
					await person.after(5 * SECOND_MS);
					break;
				case 'field-event-closed':
					return;
				case 'paused':
					await person.until(Math.max(this.goesOnAt(person.now), person.now + LOOK_MS / 3));
					break;
				default:
					await person.after(this.chance.between(5, 20) * SECOND_MS);
			}
		}
	}

	/** When an officer who knows the plan of the day expects the hall to go on, some seconds more or less. */
	private goesOnAt(now: number): number {
		const { outages, midday } = this.hall.day;
		const end = [...outages, midday].find(({ from, to }) => from <= now && now < to)?.to ?? now;
		return end + this.chance.between(1, 40) * SECOND_MS;
	}

	/** The booth's rest, said by the officer at one seat and kept at all. */
	private async rest(person: Person): Promise<boolean> {
		if (person.now < this.restUntil) {
			await person.until(this.restUntil);
			return true;
		}
		const due = this.rests.findIndex((at) => at <= person.now);
		if (due < 0) return false;
		const [at = 0] = this.rests.splice(due, 1);
		// Whoever was due about the time of the outage has rested then.
		const rested = ({ from, to }: { from: number; to: number }) =>
			at > from - REST_MS && at < to + REST_MS;
		if (this.isLevel2 && this.hall.day.outages.some(rested)) return false;
		const scope = { scope: 'booth' as const, id: this.booth.id };
		const paused = await this.press(person, { kind: 'pause', ...scope, reasonId: 'pause-break' });
		if (!paused.ok) return false;
		this.restUntil = person.now + REST_MS;
		await person.until(this.restUntil);
		await this.press(person, { kind: 'resume', ...scope });
		return true;
	}

	/** One citizen after the other, as long as finishing one calls the next. */
	private async serveAll(person: Person, first: TicketBrief | undefined): Promise<void> {
		let ticket = first;
		while (ticket) {
			const step = Hall.stepOf(ticket);
			const citizen = this.hall.citizenOf(ticket, person.now);
			if (!step || !citizen.comes(person.now - (step.dueAt ?? person.now))) {
				return this.miss(person, ticket, citizen);
			}
			await person.after(this.chance.between(14, 40) * SECOND_MS);
			const started = await this.press(person, { kind: 'start', ticketId: ticket.id });
			if (!started.ok) return;
			const serviceId = SERVICES.find((id) => id === step.serviceId) ?? 'help';
			ticket = await this.sit(
				person,
				ticket,
				citizen.sitting(serviceId, step.people, person.now),
				serviceId
			);
		}
	}

	/** Nobody comes: called twice more, then passed over; half of them ask for the turn again later. */
	private async miss(person: Person, ticket: TicketBrief, citizen: Citizen): Promise<void> {
		const named = { ticketId: ticket.id };
		for (const kind of ['recall', 'recall', 'no-show'] as const) {
			await person.after(this.chance.between(25, 40) * SECOND_MS);
			let pressed = await this.press(person, { kind, ...named });
			// Over a break nobody is passed over: whoever was called stays called until the hall goes on.
			while (!pressed.ok && pressed.refused === 'paused' && person.now < this.hall.day.latest) {
				await person.until(Math.max(this.goesOnAt(person.now), person.now + MINUTE_MS));
				pressed = await this.press(person, { kind, ...named });
			}
			if (!pressed.ok) return;
		}
		const back = citizen.comesBackAfter();
		if (back === null) return;
		const at = person.now + back * MINUTE_MS;
		this.hall.stillToCome++;
		this.hall.clock.live(async (missed) => {
			await missed.until(at);
			await this.press(missed, { kind: 'restore', ...named });
			this.hall.stillToCome--;
		});
	}

	/** From the start to the end of a sitting. Gives the ticket that the same press called into the seat. */
	private async sit(
		person: Person,
		ticket: TicketBrief,
		sitting: Sitting,
		serviceId: ServiceId
	): Promise<TicketBrief | undefined> {
		const ticketId = ticket.id;
		const early = sitting.send !== null || sitting.hold;
		await this.workThrough(person, early ? sitting.ms * 0.3 : sitting.ms);
		if (sitting.send !== null) {
			const colleague = this.chance.pick(this.colleagues.length > 0 ? this.colleagues : [null]);
			const toHelp = sitting.send === 'help' || colleague === null;
			await this.press(person, {
				kind: 'send',
				ticketId,
				serviceId: toHelp ? 'help' : null,
				boothId: toHelp ? null : colleague
			});
			return undefined;
		}
		if (sitting.hold) {
			const minutes = this.chance.whole(3, 8);
			const held = await this.press(person, {
				kind: 'hold',
				ticketId,
				reasonId: 'hold-otp',
				minutes: minutes + 5
			});
			if (held.ok) {
				this.held.push({ ticket, readyAt: person.now + minutes * MINUTE_MS, sitting });
				return undefined;
			}
		}
		return this.finish(person, ticket, sitting, serviceId);
	}

	/** Time at the seat; while the line is down nothing of level 2 goes on. */
	private async workThrough(person: Person, ms: number): Promise<void> {
		let endsAt = person.now + ms;
		for (const { from, to } of this.isLevel2 ? this.hall.day.outages : []) {
			if (person.now < to && endsAt > from) endsAt += to - Math.max(person.now, from);
		}
		await person.until(endsAt);
	}

	private async takeBack(person: Person, held: Held): Promise<void> {
		const { ticket, sitting } = held;
		const back = await this.press(person, {
			kind: 'take-back',
			ticketId: ticket.id,
			boothId: this.booth.id
		});
		if (!back.ok) {
			const later = ['paused', 'booth-paused', 'no-free-seat'].includes(back.refused);
			if (later) this.held.push({ ...held, readyAt: person.now + MINUTE_MS });
			return;
		}
		await person.after(sitting.ms * 0.7);
		await this.serveAll(person, await this.finish(person, ticket, sitting, 'activation'));
	}

	private async finish(
		person: Person,
		ticket: TicketBrief,
		sitting: Sitting,
		serviceId: ServiceId
	): Promise<TicketBrief | undefined> {
		const ticketId = ticket.id;
		if (sitting.toCarrier > 0 && serviceId !== 'help') {
			const people = sitting.toCarrier;
			await this.press(person, { kind: 'add-step', ticketId, serviceId: 'help', people });
		}
		const busy =
			this.held.some(({ readyAt }) => readyAt <= person.now) ||
			this.rests.some((at) => at <= person.now) ||
			person.now < this.restUntil;
		const callNext = !busy && !sitting.undo;
		const results = sitting.results;
		const ended = await this.press(person, { kind: 'finish', ticketId, results, callNext });
		if (!ended.ok) return undefined;
		if (sitting.undo) return this.pressedWrong(person, ticket, sitting, ended.operationId);
		if (sitting.correct) this.correctLater(person.now, ended.operationId, results);
		return ended.tickets.find(({ id }) => id !== ticketId);
	}

	/** The officer sees the mistake, takes it back, and presses once more. */
	private async pressedWrong(
		person: Person,
		ticket: TicketBrief,
		sitting: Sitting,
		operationId: string
	): Promise<TicketBrief | undefined> {
		await person.after(this.chance.between(8, 25) * SECOND_MS);
		const undone = await this.press(person, { kind: 'undo', operationId });
		// The next booth was quicker: what was pressed stands.
		if (!undone.ok) return undefined;
		// Another citizen sits there by now: the ticket stands first in line for this booth.
		if (undone.tickets.some(({ id, state }) => id === ticket.id && state !== 'serving')) {
			return undefined;
		}
		await person.after(this.chance.between(15, 45) * SECOND_MS);
		const { results } = sitting;
		const again = await this.press(person, {
			kind: 'finish',
			ticketId: ticket.id,
			results,
			callNext: true
		});
		return again.ok ? again.tickets.find(({ id }) => id !== ticket.id) : undefined;
	}

	/** A level that was noted wrong is put right some minutes afterwards. */
	private correctLater(now: number, operationId: string, results: Result[]): void {
		const right = results.map((r) => (r.level === null ? r : { ...r, level: 3 - r.level }));
		const at = now + this.chance.between(2, 9) * MINUTE_MS;
		this.hall.clock.live(async (officer) => {
			await officer.until(at);
			await this.press(officer, { kind: 'correct', operationId, results: right });
		});
	}
}
