import type { Hall } from './hall.ts';
import type { Person } from './hall-clock.ts';
import type { Staff } from './hall-http.ts';

const MINUTE_MS = 60_000;

/**
 * The line is down, each time: three booths pause one after the other, then the lead pauses the whole service with one press,
 * and all of it goes on together.
 */
export async function liveOutage(
	hall: Hall,
	person: Person,
	lead: Staff,
	booths: { id: string; staff: Staff }[]
): Promise<void> {
	const reasonId = 'pause-police-system';
	const first = booths.slice(0, 3);
	for (const outage of hall.day.outages) {
		for (const [i, { id, staff }] of first.entries()) {
			await person.until(outage.from + i * 0.5 * MINUTE_MS);
			await hall.press(person, staff, { kind: 'pause', scope: 'booth', id, reasonId });
		}
		const service = { scope: 'service' as const, id: 'level-2' };
		await person.until(outage.from + 2 * MINUTE_MS);
		await hall.press(person, lead, { kind: 'pause', ...service, reasonId });
		await person.until(outage.to);
		await hall.press(person, lead, { kind: 'resume', ...service });
		for (const { id, staff } of first) {
			await hall.press(person, staff, { kind: 'resume', scope: 'booth', id });
		}
		hall.goOn();
	}
}

/** The midday break begins when nobody waits any more, at the latest a quarter of an hour after its time. */
export async function liveMidday(hall: Hall, person: Person, lead: Staff): Promise<void> {
	await person.until(hall.day.midday.from);
	while (hall.waiting > 0 && person.now < hall.day.midday.latest) await person.after(MINUTE_MS);
	const whole = { scope: 'field-event' as const, id: null };
	await hall.press(person, lead, { kind: 'pause', ...whole, reasonId: 'pause-midday' });
	await person.until(hall.day.midday.to);
	await hall.press(person, lead, { kind: 'resume', ...whole });
	hall.goOn();
}
