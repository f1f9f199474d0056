import { ticketByNumber, type Floor } from '#lib/core/floor.ts';
import type { Gate, Words } from '#lib/core/catalogue.ts';
import type { Ticket } from '#lib/core/ticket.ts';
import { MOST_PAPERS, type PaperRange } from '#lib/core/paper-range.ts';
import { linkOf, ticketLink } from '#lib/core/ticket-link.ts';
import { promisedSheets } from '#lib/core/view/put-off-view.ts';
import { numberText } from '#lib/core/view/hall-view.ts';
import { slipView, type SlipState } from '#lib/core/view/slip-view.ts';
import { wifiJoinText } from '#lib/core/wifi-join.ts';
import { sql } from '../db/connection.ts';
import { signedByServer } from '../paper/slip-key.ts';
import { followable } from '../setup/reach.ts';
import { committedFloor } from './committed-floor.ts';
import { hallTime } from './hall.ts';
import { occasionOf, type Occasion } from './occasion.ts';

/** What every paper of a print run says. */
export interface PaperHead {
	name: string;
	place: string;
	slip: Gate['slip'];
	/** The text of the code that joins the hall's Wi-Fi, with the network's name; null when phones need none. */
	wifi: { join: string; name: string } | null;
}

export interface Slip extends SlipState {
	/** The address at which phones follow this ticket; null while that was not seen from a real phone. */
	follow: string | null;
}

/**
 * A ticket printed beforehand, to be filled in by hand. Its code is signed, so that whoever reads it later can tell a
 * true sheet from another paper although the server was lost meanwhile.
 */
export interface BlankSheet {
	number: string;
	/** What its code holds: the phone's address where phones can follow, else digits for the gate's scanner alone. */
	code: string;
	follows: boolean;
}

/** The slips of a range as this gate prints them; null when there is no such gate. Blank and cancelled ones are left out. */
export async function slipsOf(
	fieldEventId: number,
	gateId: string,
	range: PaperRange
): Promise<{ head: PaperHead; slips: Slip[] } | null> {
	const floor = await committedFloor(fieldEventId);
	const gate = floor.gates.get(gateId);
	if (!gate) return null;
	const occasion = await occasionOf(fieldEventId);
	const at = (await hallTime()).now();
	const address = addressOf(occasion);
	const slips = ticketsOf(floor, range)
		.filter((ticket) => !ticket.blank && !ticket.cancelled)
		.map((ticket): Slip => {
			const slip = slipView(floor, at, ticket);
			return { ...slip, follow: address && ticketLink(address, ticket.token) };
		});
	return { head: headOf(occasion, gate), slips };
}

/** The blank sheets of a range, with the services to tick; null when there is no such gate. */
export async function blankSheetsOf(
	fieldEventId: number,
	gateId: string,
	range: PaperRange
): Promise<{ head: PaperHead; date: string; services: Words[]; sheets: BlankSheet[] } | null> {
	const floor = await committedFloor(fieldEventId);
	const gate = floor.gates.get(gateId);
	if (!gate) return null;
	const occasion = await occasionOf(fieldEventId);
	const address = addressOf(occasion);
	const promised = promisedSheets(floor);
	const blank = ticketsOf(floor, range).filter(({ blank, id }) => blank && !promised.has(id));
	// A sheet's own link is its id: it was never printed anew.
	const signed = await signedByServer(
		sql,
		fieldEventId,
		blank.map((ticket) => ({ ...ticket, ticketId: ticket.token }))
	);
	return {
		head: headOf(occasion, gate),
		date: floor.rules.days[range.day - 1]?.date ?? '',
		services: [...floor.services.values()]
			.filter((service) => !service.withdrawn)
			.sort((a, b) => a.position - b.position)
			.map((service) => service.name),
		sheets: blank.map((ticket, i) => ({
			number: numberText(ticket),
			code: address ? linkOf(address, signed[i]!) : signed[i]!,
			follows: address !== null
		}))
	};
}

/** Sheets of a gate that lie printed and were not given yet, as runs of numbers. */
export async function sheetRunsOf(fieldEventId: number, gateId: string): Promise<PaperRange[]> {
	const floor = await committedFloor(fieldEventId);
	const promised = promisedSheets(floor);
	const blank = [...floor.tickets.values()]
		.filter((ticket) => ticket.blank && ticket.gateId === gateId && !promised.has(ticket.id))
		.sort((a, b) => a.day - b.day || (a.prefix < b.prefix ? -1 : 1) || a.number - b.number);
	const runs: PaperRange[] = [];
	for (const { day, prefix, number } of blank) {
		const last = runs[runs.length - 1];
		const goesOn =
			last &&
			last.day === day &&
			last.prefix === prefix &&
			last.to === number - 1 &&
			number - last.from < MOST_PAPERS;
		if (goesOn) last.to = number;
		else runs.push({ day, prefix, from: number, to: number });
	}
	return runs;
}

function ticketsOf(floor: Floor, { day, prefix, from, to }: PaperRange): Ticket[] {
	const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
	return numbers.flatMap((number) => ticketByNumber(floor, prefix, number, day) ?? []);
}

/** The address at which phones follow tickets; null while that was not seen from a real phone. */
export function addressOf({ reach }: Occasion): string | null {
	return followable(reach) ? reach.address : null;
}

/** What stands on every paper of a gate. */
export function headOf({ name, place, reach }: Occasion, gate: Gate): PaperHead {
	const joins = followable(reach) && reach.way === 'hall-wifi' && reach.wifiName !== '';
	return {
		name,
		place,
		slip: gate.slip,
		wifi: joins
			? { join: wifiJoinText(reach.wifiName, reach.wifiPassword), name: reach.wifiName }
			: null
	};
}
