import type { Words } from '../catalogue.ts';
import { pauseOfBooth, queueLength, type Floor } from '../floor.ts';
import { areaOf, boothsOf } from './hall-view.ts';

/** One line of "choose your booth". */
export interface BoothChoice {
	id: string;
	number: number;
	word: 'bàn' | 'quầy';
	area: Words | null;
	unit: string;
	services: Words[];
	seats: number;
	/** Seats with a citizen. */
	taken: number;
	/** Account ids of who is at it. */
	officers: string[];
	paused: boolean;
	/** Tickets that wait for its services. */
	waiting: number;
}

/** Every booth of the hall that is not withdrawn, by number. */
export function boothChoices(floor: Floor): BoothChoice[] {
	return boothsOf(floor).map(({ booth, seats, officers }) => ({
		id: booth.id,
		number: booth.number,
		word: booth.word,
		area: areaOf(floor, booth.areaId),
		unit: booth.unit,
		services: booth.services.flatMap((id) => floor.services.get(id)?.name ?? []),
		seats: booth.seats,
		taken: seats.filter((ticketId) => ticketId !== null).length,
		officers,
		paused: pauseOfBooth(floor, booth) !== null,
		waiting: booth.services.reduce((sum, id) => {
			const queue = floor.queues.get(id);
			return sum + (queue ? queueLength(queue) : 0);
		}, 0)
	}));
}
