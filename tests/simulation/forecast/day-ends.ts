import type { Half } from '#lib/core/catalogue.ts';
import { endsOfDay } from '#lib/core/end-of-day.ts';
import type { Floor } from '#lib/core/floor.ts';
import { countedOn, dayTally } from '#lib/core/tally.ts';
import { median } from './figures.ts';

const HOUR_MS = 3_600_000;
/** Hours after the opening at which the end of the day is asked for. */
const ASKED_AT = [1.5, 3, 7.5];
const SERVICES = ['level-2', 'activation'];

/** Asks now and then how the day will end, and compares with how it did. */
export class DayEnds {
	asked = 0;
	inside = 0;
	private readonly widths: number[] = [];
	private open: { serviceId: string; from: number; to: number }[] = [];
	private hours: number[] = [];

	/** A witness of one day. */
	of(halves: readonly Half[]): (floor: Floor, at: number) => void {
		this.hours = [...ASKED_AT];
		const opens = halves[0]!.from;
		const closes = halves[halves.length - 1]!.to;
		return (floor, at) => {
			if (at >= closes) return this.settle(floor);
			if (this.hours.length === 0 || at < opens + this.hours[0]! * HOUR_MS) return;
			this.hours.shift();
			for (const { serviceId, likely } of endsOfDay(floor, at)) {
				if (SERVICES.includes(serviceId)) this.open.push({ serviceId, ...likely });
			}
		};
	}

	get medianWidth(): number {
		return median(this.widths);
	}

	private settle(floor: Floor): void {
		for (const { serviceId, from, to } of this.open) {
			const { counts } = floor.services.get(serviceId)!;
			const counted = countedOn(dayTally(floor.tally, floor.day), serviceId, counts);
			this.asked++;
			if (counted >= from && counted <= to) this.inside++;
			this.widths.push((to - from) / Math.max(1, counted));
		}
		this.open = [];
	}
}
