import type { Service } from './catalogue.ts';
import type { Floor } from './floor.ts';

/*
 * For how many people gates may still give numbers. A quota counts the people who hold a number of today for the service:
 * of tickets not cancelled, steps dropped from the journey left out; whoever has been served or waits no more goes on
 * counting, because the number was given. It closes the intake by itself at gates and on phones; what comes back by an
 * undo, whom staff send on to a further service, and what a station gave while it was cut off is never refused, but counts.
 */

/** People who hold a number of the present day for a service. */
export function givenToday(floor: Floor, serviceId: string): number {
	return floor.tally.days.get(floor.day)?.given[serviceId] ?? 0;
}

/** For how many people numbers may still be given today, never below 0; null without a quota. */
export function leftToGive(floor: Floor, service: Service): number | null {
	if (service.intakeQuota === null) return null;
	return Math.max(0, service.intakeQuota - givenToday(floor, service.id));
}

/** Whether numbers may be given for so many people more. */
export function takesIn(floor: Floor, service: Service, people = 1): boolean {
	const left = leftToGive(floor, service);
	return service.intakeOpen && (left === null || people <= left);
}
