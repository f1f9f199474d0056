import { clock, date } from './format.ts';
import * as m from './paraglide/messages.js';

/** Until when a door is open (ms): `09:30 22/11/2026`, and `hết ngày 22/11/2026` where it shuts at midnight. */
export function lastsUntil(atMs: number): string {
	if (clock(atMs) === '00:00') return m.outside_end_of_day({ date: date(atMs - 1) });
	return `${clock(atMs)} ${date(atMs)}`;
}
