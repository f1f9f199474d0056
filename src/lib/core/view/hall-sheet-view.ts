import type { Words } from '../catalogue.ts';
import type { Floor } from '../floor.ts';
import { upcoming } from '../queue-order.ts';
import { activeTurn, ticketState } from '../ticket.ts';
import type { WaitRange } from '../wait-range.ts';
import { boothsWithSeats, labelOf, numberText, queueViews, type BoothLabel } from './hall-view.ts';
import { figuresOf, type Figures } from './totals-view.ts';

/** The hall on paper: what is needed to go on by voice and hand when every screen is dark. Numbers only. */
export interface HallSheet {
	status: Floor['status'];
	day: number;
	figures: Figures;
	queues: {
		serviceId: string;
		name: Words;
		waiting: number;
		wait: WaitRange | null;
		/** Who waits, in the order in which they would be called; cut off after `SHEET_NUMBERS`. */
		numbers: string[];
	}[];
	booths: {
		label: BoothLabel;
		services: Words[];
		/** At its seats: number, and whether called or being served. */
		seats: { number: string; state: 'called' | 'serving' }[];
		held: string[];
	}[];
	/** The last number of each series today, so that nobody writes one by hand that was given. */
	series: { prefix: string; last: string | null }[];
	/** Called in vain, and may still come back. */
	missed: string[];
	/** Sheets of the reserve that lie printed and were not given, as first and last number. */
	reserve: { from: string; to: string; count: number } | null;
}

/** As many numbers of one queue as a paper lists: beyond these nobody is called before the next one is printed. */
export const SHEET_NUMBERS = 120;

/** The state of the hall at `at`, for printing. @param reservePrefix of sheets printed beforehand */
export function hallSheet(floor: Floor, at: number, reservePrefix: string): HallSheet {
	const today = [...floor.tickets.values()].filter((ticket) => ticket.day === floor.day);
	const reserve = today
		.filter((ticket) => ticket.blank && ticket.prefix === reservePrefix)
		.sort((a, b) => a.number - b.number);
	const [first, last] = [reserve[0], reserve[reserve.length - 1]];
	return {
		status: floor.status,
		day: floor.day,
		figures: figuresOf(floor, floor.day),
		queues: queueViews(floor, at).map(({ serviceId, name, waiting, wait }) => ({
			serviceId,
			name,
			waiting,
			wait,
			numbers: upcoming(floor, floor.queues.get(serviceId)!, SHEET_NUMBERS).map(numberText)
		})),
		booths: boothsWithSeats(floor).map(({ booth, seats, held }) => ({
			label: labelOf(floor, booth.id)!,
			services: booth.services.flatMap((id) => floor.services.get(id)?.name ?? []),
			seats: seats.flatMap((id) => {
				const ticket = id === null ? undefined : floor.tickets.get(id);
				const state = ticket && activeTurn(ticket)?.state;
				return ticket && (state === 'called' || state === 'serving')
					? [{ number: numberText(ticket), state }]
					: [];
			}),
			held: [...held].flatMap((id) => {
				const ticket = floor.tickets.get(id);
				return ticket ? [numberText(ticket)] : [];
			})
		})),
		series: [...floor.series.values()]
			.filter((series) => series.day === floor.day && series.prefix !== reservePrefix)
			.map(({ prefix, next }) => ({
				prefix,
				last: next > 1 ? numberText({ prefix, number: next - 1 }) : null
			})),
		missed: today.filter((ticket) => ticketState(ticket) === 'no-show').map(numberText),
		reserve:
			first && last
				? { from: numberText(first), to: numberText(last), count: reserve.length }
				: null
	};
}
