import type { Answer } from '#lib/core/answer.ts';
import type { TicketBrief } from '#lib/core/brief.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Chance } from './chance.ts';
import { Citizen } from './citizen.ts';
import type { HallClock, Person } from './hall-clock.ts';
import type { Staff } from './hall-http.ts';
import type { VenueDay } from './venue-day.ts';

/** The way to the program. */
export interface Line {
	/** Presses a button as `staff` at hall time `at` (ms), once whatever happens on the way. */
	press(fieldEventId: number, staff: Staff, wish: Wish, at: number): Promise<Answer>;
}

/** A seat without a citizen, whose officer looks up when somebody stands in line. */
interface IdleSeat {
	person: Person;
	boothId: string;
	services: readonly string[];
}

/** States in which a journey needs nothing of anybody any more. */
const OVER: readonly TicketBrief['state'][] = ['finished', 'incomplete', 'cancelled', 'no-show'];

/** What the simulated people share: the way to the program, and what everybody in a hall can see. */
export class Hall {
	private readonly citizens = new Map<string, Citizen>();
	/** Tickets whose journey goes on, as last heard of. */
	private readonly under = new Map<string, TicketBrief>();
	private readonly idle: IdleSeat[] = [];
	/** Citizens who have not reached a gate yet, and people who were missed and will come back. */
	stillToCome = 0;
	/** Wishes that the program refused, by code: for whoever looks for the cause of something odd. */
	readonly refused: Record<string, number> = {};

	constructor(
		readonly line: Line,
		readonly clock: HallClock,
		readonly fieldEventId: number,
		readonly seed: number,
		readonly day: VenueDay
	) {}

	chance(stream: number): Chance {
		return new Chance(this.seed, 2_000_000 + stream);
	}

	/** A citizen who takes a number under this ticket id. */
	welcome(ticketId: string, citizen: Citizen): void {
		this.citizens.set(ticketId, citizen);
	}

	/** Presses a button as `staff`, now; what the answer says of tickets is heard by everybody. */
	async press(person: Person, staff: Staff, wish: Wish): Promise<Answer> {
		const answer = await this.line.press(this.fieldEventId, staff, wish, person.now);
		if (!answer.ok) {
			const key = `${wish.kind}: ${answer.refused}`;
			this.refused[key] = (this.refused[key] ?? 0) + 1;
			return answer;
		}
		for (const ticket of answer.tickets) this.hear(ticket);
		return answer;
	}

	/** What is told of a ticket is heard by everybody. */
	hear(ticket: TicketBrief): void {
		if (OVER.includes(ticket.state)) this.under.delete(ticket.id);
		else this.under.set(ticket.id, ticket);
		if (ticket.state !== 'waiting') return;
		const step = ticket.steps[ticket.active ?? -1];
		if (!step) return;
		const seat = this.idle.find(
			({ boothId, services }) =>
				services.includes(step.serviceId) && (step.boothOnly ?? boothId) === boothId
		);
		seat?.person.call();
	}

	/** Whose ticket it is; somebody new for one that a person who looks on has issued. */
	citizenOf(ticket: TicketBrief, now: number): Citizen {
		let citizen = this.citizens.get(ticket.id);
		if (!citizen) {
			citizen = new Citizen(this.seed, ticket.number, now, this.day);
			this.citizens.set(ticket.id, citizen);
		}
		return citizen;
	}

	/** Whether nobody is in the hall or on the way any more, as far as the staff knows. */
	get isEmpty(): boolean {
		return this.stillToCome === 0 && this.under.size === 0;
	}

	get waiting(): number {
		let waiting = 0;
		for (const { state } of this.under.values()) if (state === 'waiting') waiting++;
		return waiting;
	}

	/** Waits at a free seat until somebody stands in line for it, or `ms` have passed. */
	async idleAt(person: Person, boothId: string, services: readonly string[], ms: number) {
		const seat = { person, boothId, services };
		this.idle.push(seat);
		await person.idle(person.now + ms);
		this.idle.splice(this.idle.indexOf(seat), 1);
	}

	/** The lead has said that it goes on: every idle officer looks at the queue again. */
	goOn(): void {
		for (const { person } of [...this.idle]) person.call();
	}

	/** The present step of a ticket. */
	static stepOf(ticket: TicketBrief) {
		return ticket.steps[ticket.active ?? -1];
	}
}
