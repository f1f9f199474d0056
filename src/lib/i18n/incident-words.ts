import { clock, clockInWords, date } from '#lib/i18n/format.ts';
import { boothName } from '#lib/i18n/booth-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { IncidentGroup } from '#lib/core/incident-group.ts';
import type { IncidentPlace } from '#lib/server/incident/pause-incidents.ts';
import type { Incident } from '#lib/server/incident/read-incidents.ts';

export const incidentGroupWords: Readonly<Record<IncidentGroup, () => string>> = {
	infrastructure: m.incident_group_infrastructure,
	staffing: m.incident_group_staffing,
	records: m.incident_group_records,
	security: m.incident_group_security
};

/** As many booths as are named; the rest are counted. */
const NAMED = 3;

/**
 * `Bàn 3, Bàn 4, Bàn 5 và 7 bàn khác`; empty where no place is known.
 * @param venue where the field event is, to be told of several
 */
export function placesText(places: readonly IncidentPlace[], venue = ''): string {
	const booths = places.flatMap((place) => (place.scope === 'booth' ? [boothName(place)] : []));
	const others = places.flatMap((place) => {
		if (place.scope === 'booth') return [];
		return [place.scope === 'field-event' ? m.incident_everywhere() : wordsIn(place.name)];
	});
	const named = [...others, ...booths.slice(0, NAMED)].join(', ');
	const more = booths.length - NAMED;
	const told = more > 0 ? m.incident_and_more({ named, n: more }) : named;
	return venue === '' ? told : [told, venue].filter(Boolean).join(', ');
}

/** `09:05–09:25, 14/10/2023`; without an end `từ 09:05, 14/10/2023`. */
export function incidentTime({ from, to }: Pick<Incident, 'from' | 'to'>): string {
	if (to === null) return m.incident_time_open({ from: clock(from), date: date(from) });
	const sameDay = date(from) === date(to);
	const until = sameDay ? clock(to) : `${clock(to)} ${date(to)}`;
	return m.incident_time({ from: clock(from), to: until, date: date(from) });
}

/** As prose has it: `Từ 9 giờ 05 đến 9 giờ 25 ngày 14/10/2023`. */
export function incidentTimeInWords({ from, to }: Pick<Incident, 'from' | 'to'>): string {
	const begun = { from: clockInWords(from), date: date(from) };
	if (to === null) return m.incident_doc_time_open(begun);
	const until = date(from) === date(to) ? clockInWords(to) : `${clockInWords(to)} ${date(to)}`;
	return m.incident_doc_time({ ...begun, to: until });
}

/** What happened and why, in one sentence each: the pause's own reason first. */
export function toldOf({
	reason,
	what,
	cause
}: Pick<Incident, 'reason' | 'what' | 'cause'>): string {
	const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
	return [
		...(reason ? [sentence(wordsIn(reason))] : []),
		...(what ? [sentence(what)] : []),
		...(cause ? [sentence(m.incident_because({ cause }))] : [])
	].join(' ');
}
