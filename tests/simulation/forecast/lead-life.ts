import type { Chance } from '../../../src/demo/chance.ts';
import type { Life } from './agenda.ts';
import type { HallDay } from './hall-day.ts';

const MINUTE_MS = 60_000;

/** The line is down: after a while the lead pauses what needs it, and lets it go on when the line is back. */
export function* liveOutages(day: HallDay, chance: Chance): Life {
	for (const { from, to } of day.outages) {
		yield from + chance.between(1, 3) * MINUTE_MS;
		for (const id of ['level-2', 'card']) {
			day.press({ kind: 'pause', scope: 'service', id, reasonId: 'pause-police-system' }, 'lead');
		}
		yield to;
		for (const id of ['level-2', 'card']) {
			day.press({ kind: 'resume', scope: 'service', id }, 'lead');
		}
		day.wakeAll();
	}
}

/**
 * Midday: on two of three days on time or a few minutes after it, on the third when nobody waits any more, at the
 * latest 20 minutes later. Whoever waits then keeps the number.
 */
export function* liveMidday(day: HallDay, chance: Chance): Life {
	const [morning, afternoon] = day.halves;
	if (!morning || !afternoon) return;
	yield morning.to + chance.between(0, 6) * MINUTE_MS;
	const staysOn = chance.is(1 / 3);
	const latest = morning.to + 20 * MINUTE_MS;
	while (staysOn && day.waitingInAll() > 0 && day.now < latest) yield day.now + MINUTE_MS;
	const whole = { scope: 'field-event' as const, id: null };
	day.press({ kind: 'pause', ...whole, reasonId: 'pause-midday' }, 'lead');
	yield afternoon.from;
	day.press({ kind: 'resume', ...whole }, 'lead');
	day.wakeAll();
}
