import type { Lane } from '../catalogue.ts';
import type { Grant } from '../floor.ts';
import { holderOf, type Operation } from '../operation.ts';
import type { PreCheckAnswer } from '../pre-check.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { record, type Press, type StationState } from './station.ts';

/** Takes the numbers that the hall has granted this epoch for a day; what was given already stays given. */
export function takeNumbers(state: StationState, day: number, grant: Omit<Grant, 'holder'>): void {
	const stock = state.numbers.find((numbers) => numbers.day === day);
	if (!stock) state.numbers.push({ day, next: grant.from, ceiling: grant.to });
	else stock.ceiling = Math.max(stock.ceiling, grant.to);
}

/** Gives the next number of the station's own stock; refused when the stock is used up, and paper begins. */
export function giveTicket(
	state: StationState,
	ticket: {
		ticketId: string;
		lane: Lane;
		party: number;
		services: { serviceId: string; people: number }[];
		/** As `checkedJourney` gave them beside the services. */
		answers?: PreCheckAnswer[];
		first?: string | null;
	},
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	const stock = state.numbers.find((numbers) => numbers.day === state.day);
	if (!stock || stock.next > stock.ceiling) {
		return refuse('series-exhausted', stock && { limit: stock.ceiling });
	}
	const { gateId, prefix } = state.place;
	return record(state, press, {
		kind: 'issued',
		...ticket,
		gateId,
		day: state.day,
		prefix,
		number: stock.next++,
		maker: holderOf(state.id, state.epoch),
		provisional: false
	});
}

/** Counts visitors who came in by this gate. */
export function countVisitors(
	state: StationState,
	count: number,
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	const { gateId } = state.place;
	return record(state, press, { kind: 'visitors-counted', gateId, day: state.day, count });
}

/** Takes back a count of visitors that this gate made, by its operation. */
export function takeBackVisitors(
	state: StationState,
	counted: string,
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	return record(state, press, { kind: 'visitors-taken-back', gateId: state.place.gateId, counted });
}

/** Takes back the numbers of one press of this gate, by their tickets: nobody holds them, and they are not given again. */
export function takeBackNumbers(
	state: StationState,
	ticketIds: string[],
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	const { gateId } = state.place;
	return record(state, press, { kind: 'numbers-taken-back', gateId, ticketIds });
}
