import type { Words } from '#lib/core/catalogue.ts';
import type { BoothLabel } from '#lib/core/view/hall-view.ts';
import type { PhoneState } from '#lib/core/view/phone-view.ts';
import { breaksBetween } from '#lib/core/wait-range.ts';
import { aboutBetween, clock, date } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { areaSaid, boothWords } from '#lib/i18n/booth-words.ts';
import { isNoonBreak } from '#lib/i18n/break-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { WorseReason } from '#lib/live/phone.svelte.ts';
import { unbroken } from '#lib/i18n/unbroken.ts';
import { boothRanges } from './booth-ranges.ts';
import type { Standing } from './standing.ts';

/** Why a place got worse, each as the end of a sentence. */
export const worseWords: Readonly<Record<WorseReason, () => string>> = {
	priority: m.citizen_worse_priority,
	restored: m.citizen_worse_restored,
	'waited-before': m.citizen_worse_waited,
	returned: m.citizen_worse_returned,
	'earlier-number': m.citizen_worse_earlier,
	kept: m.citizen_worse_kept,
	other: m.citizen_worse_other
};

/** How a step ended, as its citizen is told. */
export const outcomeSaid: Readonly<Record<string, () => string>> = {
	completed: m.citizen_outcome_completed,
	enrolled: m.citizen_outcome_enrolled,
	'nothing-due': m.citizen_outcome_nothing_due,
	failed: m.citizen_outcome_failed,
	deferred: m.citizen_outcome_deferred,
	left: m.citizen_outcome_left
};

/** No line begins with the dot. */
const DOT = '\u00a0· ';

export function aheadSaid(count: number): string {
	if (count === 0) return m.citizen_ahead_none();
	return count === 1 ? m.citizen_ahead_one() : m.citizen_ahead({ count });
}

/** What may be done first while the service waited for is paused, and about when. */
export function otherSaid({ name, between }: NonNullable<PhoneState['other']>): string {
	const service = wordsIn(name);
	if (!between) return m.citizen_other_step_detail_plain({ service });
	return m.citizen_other_step_detail({ service, range: aboutBetween(between.from, between.to) });
}

/** `bàn 5–7, 9`, and the counters beside them where a hall has both; empty without a booth. */
export function boothsSaid(booths: readonly BoothLabel[]): string {
	const of = (word: BoothLabel['word'], several: (named: { numbers: string }) => string) => {
		const own = booths.filter((booth) => booth.word === word).map(({ number }) => number);
		if (own.length === 1) return unbroken(`${boothWords[word]()} ${own[0]}`);
		return (
			own.length > 0 && several({ numbers: boothRanges(own) }).replaceAll('–', '\u2060–\u2060')
		);
	};
	return [of('bàn', m.citizen_booth_list_table), of('quầy', m.citizen_booth_list_counter)]
		.filter(Boolean)
		.join(', ');
}

/** `bàn 5 · Khu B (nhà văn hóa)`, for the middle of a sentence. */
export function boothSaid(booth: BoothLabel): string {
	const name = unbroken(`${boothWords[booth.word]()} ${booth.number}`);
	return [name, areaSaid(booth)].filter(Boolean).join(DOT);
}

/** Where a service is: its area, where that is, and the booths that are staffed now. */
export function placeSaid(
	where: { area: Words | null; place: Words | null },
	booths: readonly BoothLabel[]
): string {
	return [areaSaid(where), boothsSaid(booths)].filter(Boolean).join(DOT);
}

/** A break and that it takes nobody's number away. */
export function breakSaid(gap: { from: number; to: number }): string {
	const times = { from: clock(gap.from), to: clock(gap.to) };
	return isNoonBreak(gap) ? m.citizen_break_noon(times) : m.citizen_break(times);
}

/** That an area is elsewhere now. */
export function movedSaid({ name, place }: NonNullable<PhoneState['moved']>): string {
	const area = wordsIn(name);
	return place ? m.citizen_moved({ area, place: wordsIn(place) }) : m.citizen_moved_back({ area });
}

/** The expected time in words, and the breaks that lie before it. */
export function rangeSaid(
	between: { from: number; to: number },
	halves: PhoneState['halves'],
	at: number
): { between: string; breaks: string[] } {
	const breaks = breaksBetween(halves, at, between.to).map(breakSaid);
	const closes = halves[halves.length - 1]?.to ?? null;
	if (closes !== null && between.to > closes) {
		breaks.push(m.citizen_after_hours({ time: clock(closes) }));
	}
	const range = unbroken(aboutBetween(between.from, between.to));
	const sameDay = date(at) === date(between.from);
	return {
		between: sameDay ? range : m.citizen_between_day({ between: range, date: date(between.from) }),
		breaks
	};
}

/** The standing in two or three words, for the page's title and for whoever listens to the page. */
export function standingSaid(standing: Standing, state: PhoneState, booth: string): string {
	switch (standing) {
		case 'reissued':
			return m.citizen_reissued();
		case 'blank':
			return m.citizen_blank_title();
		case 'put-off':
			return m.citizen_put_off_title();
		case 'promised':
			return m.citizen_promised_title();
		case 'day-over':
			return m.citizen_day_over_title();
		case 'closed':
			return m.citizen_closed_title();
		case 'not-open':
			return m.citizen_not_open();
		case 'waiting':
			if (state.near) return m.citizen_near_title();
			return state.ahead === null ? m.words_mark_waiting() : aheadSaid(state.ahead);
		case 'kept':
			return m.citizen_kept({ booth });
		case 'called':
			return `${m.citizen_come_to()} ${booth}`;
		case 'serving':
			return m.citizen_serving_title();
		case 'no-show':
			return m.citizen_missed_title();
		case 'held':
			return m.citizen_held_title();
		case 'finished':
			return m.citizen_finished_title();
		case 'incomplete':
			return m.citizen_incomplete_title();
		case 'left':
			return m.citizen_left_title();
		case 'cancelled':
			return m.citizen_cancelled_title();
	}
}
