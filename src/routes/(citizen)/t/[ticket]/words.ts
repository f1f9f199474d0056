import type { Words } from '#lib/core/catalogue.ts';
import type { BoothLabel } from '#lib/core/view/hall-view.ts';
import type { PhoneState } from '#lib/core/view/phone-view.ts';
import { breaksBetween } from '#lib/core/wait-range.ts';
import { aboutBetween, clock, date } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { boothWords } from '#lib/i18n/booth-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { WorseReason } from '#lib/live/phone.svelte.ts';
import { unbroken } from '../../unbroken.ts';
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

export function aheadSaid(count: number): string {
	if (count === 0) return m.citizen_ahead_none();
	return count === 1 ? m.citizen_ahead_one() : m.citizen_ahead({ count });
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

/** `bàn 5 · Khu B`, for the middle of a sentence. */
export function boothSaid(booth: BoothLabel): string {
	const area = booth.area && wordsIn(booth.area);
	return [unbroken(`${boothWords[booth.word]()} ${booth.number}`), area]
		.filter(Boolean)
		.join(' · ');
}

/** Where a service is: its area and the booths that are staffed now. */
export function placeSaid(area: Words | null, booths: readonly BoothLabel[]): string {
	return [area && wordsIn(area), boothsSaid(booths)].filter(Boolean).join(' · ');
}

const NOON_FROM_H = 10.5;
const NOON_TO_H = 14.5;
const hourOf = (at: number) => ((at + 7 * 3_600_000) / 3_600_000) % 24;

/** The expected time in words, and the breaks that lie before it. */
export function rangeSaid(
	between: { from: number; to: number },
	halves: PhoneState['halves'],
	at: number
): { between: string; breaks: string[] } {
	const breaks = breaksBetween(halves, at, between.to).map((gap) => {
		const isNoon = hourOf(gap.from) >= NOON_FROM_H && hourOf(gap.to) <= NOON_TO_H;
		const times = { from: clock(gap.from), to: clock(gap.to) };
		return isNoon ? m.citizen_break_noon(times) : m.citizen_break(times);
	});
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
