import { randomUUID } from 'node:crypto';
import type { Citizen } from './citizen.ts';
import type { Hall } from './hall.ts';
import type { Person } from './hall-clock.ts';
import type { Staff } from './hall-http.ts';
import type { StationGate } from './station-gate.ts';

const MINUTE_MS = 60_000;
/** How often a volunteer counts visitors without a number, per ticket, and how many at a time. */
const VISITORS_AT_ONCE = [1, 2, 2, 3, 5] as const;
const VISITORS_MEAN = 2.6;

/** The line before the gates: whoever is free takes the next one. */
export class GateLine {
	private next = 0;

	constructor(private readonly citizens: readonly Citizen[]) {}

	take(): Citizen | undefined {
		return this.citizens[this.next++];
	}

	get length(): number {
		return this.citizens.length;
	}
}

/** A volunteer at a gate, all day: one citizen after the other, visitors in between. */
export async function workGate(
	hall: Hall,
	person: Person,
	gate: {
		id: string;
		staff: Staff;
		line: GateLine;
		stream: number;
		/** Its device, where it works as a station. */
		station?: StationGate | undefined;
	}
): Promise<void> {
	const { id: gateId, staff, line } = gate;
	const chance = hall.chance(gate.stream);
	const visitorsShare = hall.day.visitors / VISITORS_MEAN / line.length;
	await person.until(hall.day.gatesOpen);
	for (;;) {
		const citizen = line.take();
		if (!citizen) return;
		await person.until(Math.max(person.now, citizen.arrivesAt));
		await person.after(citizen.gateMs);
		const ticketId = randomUUID();
		hall.welcome(ticketId, citizen);
		if (gate.station) {
			await giveAsStation(hall, person, { station: gate.station, staff, ticketId, citizen });
			continue;
		}
		const services = citizen.services.map((serviceId) => ({ serviceId, people: citizen.party }));
		const { lane, party } = citizen;
		const answer = await hall.press(person, staff, {
			kind: 'issue',
			gateId,
			ticketId,
			services,
			lane,
			party
		});
		hall.stillToCome--;
		if (answer.ok && citizen.wantsReprint) {
			const at = person.now + chance.between(2, 25) * MINUTE_MS;
			hall.clock.live(async (loser) => {
				await loser.until(at);
				await hall.press(loser, staff, { kind: 'reprint', ticketId, token: randomUUID() });
			});
		}
		if (chance.is(visitorsShare)) {
			const count = chance.pick(VISITORS_AT_ONCE);
			await hall.press(person, staff, { kind: 'count-visitors', gateId, count });
		}
	}
}

/**
 * A number of the gate's own device. While the program is out of reach the citizen has it all the same, and stands in line
 * once the device is heard again, at the place of the instant at which it was given.
 */
async function giveAsStation(
	hall: Hall,
	person: Person,
	given: { station: StationGate; staff: Staff; ticketId: string; citizen: Citizen }
): Promise<void> {
	const { station, staff, ticketId, citizen } = given;
	const { cutOff } = hall.day;
	if (!station.give(ticketId, citizen, person.now, staff.accountId)) {
		hall.stillToCome--;
		return;
	}
	const alone = cutOff !== null && cutOff.from <= person.now && person.now < cutOff.to;
	const heard = async () => {
		await station.tell();
		const brief = await station.heard(ticketId, staff);
		hall.stillToCome--;
		if (brief) hall.hear(brief);
	};
	if (!alone) return heard();
	hall.clock.live(async (later) => {
		await later.until(cutOff.to);
		await heard();
	});
}
