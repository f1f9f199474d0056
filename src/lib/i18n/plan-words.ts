import type { Half, Words } from '#lib/core/catalogue.ts';
import type { GroupNeed } from '#lib/core/planner/booths-needed.ts';
import type { Plan, ServicePlan } from '#lib/core/planner/plan-hall.ts';
import { PLAN_BOUNDS, type PlanQuestion } from '#lib/core/planner/plan-question.ts';
import type { PlanRefusal } from '#lib/core/planner/read-plan.ts';
import { clock, count, duration } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';
import { wordsIn } from '#lib/i18n/words-in.ts';

/*
 * The planner's answer in sentences, the same on the organiser's page and for `npm run plan`. Every function takes the
 * locale last and falls back on the reader's.
 */

/** Names of services by id. */
export type ServiceNames = Readonly<Record<string, Words>>;

type Of<Code> = Extract<PlanRefusal, { code: Code }>;

const refusals: {
	[Code in PlanRefusal['code']]: (refusal: Of<Code>, locale: Locale) => string;
} = {
	missing: (_, locale) => m.plan_refused_missing({}, { locale }),
	'not-a-number': (_, locale) => m.plan_refused_not_a_number({}, { locale }),
	'not-whole': (_, locale) => m.plan_refused_not_whole({}, { locale }),
	'nobody-comes': (_, locale) => m.plan_refused_nobody_comes({}, { locale }),
	'out-of-range': ({ least, most }, locale) =>
		m.plan_refused_out_of_range(
			{ least: figure(least, locale), most: figure(most, locale) },
			{ locale }
		)
};

/** What is wrong with a field and how to mend it; undefined where nothing is. */
export function planRefusalText(
	refusal: PlanRefusal | undefined,
	locale: Locale = getLocale()
): string | undefined {
	if (!refusal) return undefined;
	return (refusals[refusal.code] as (refusal: PlanRefusal, locale: Locale) => string)(
		refusal,
		locale
	);
}

/** Whole numbers grouped, others with the language's sign before the fraction. */
function figure(value: number, locale: Locale): string {
	if (Number.isInteger(value)) return count(value, locale);
	return locale === 'vi' ? String(value).replace('.', ',') : String(value);
}

/** The name of a service, or of several that share a booth. */
export function namesOf(
	names: ServiceNames,
	serviceIds: readonly string[],
	locale: Locale = getLocale()
): string {
	return serviceIds.map((id) => (names[id] ? wordsIn(names[id], locale) : id)).join(', ');
}

/** `9 giờ 30 – 10 giờ`. */
export function slotText({ from, to }: Half, locale: Locale = getLocale()): string {
	const spoken = (at: number) => {
		const [hour = '', minute = ''] = clock(at).split(':');
		return minute === '00'
			? m.plan_hour({ hour: Number(hour) }, { locale })
			: m.plan_hour_minute({ hour: Number(hour), minute }, { locale });
	};
	return m.plan_slot({ from: spoken(from), to: spoken(to) }, { locale });
}

/** The half hour with the longest wait and what people see in it; undefined when nobody is called. */
export function worstOf(plan: Plan, service: ServicePlan) {
	if (service.worst === null) return undefined;
	const { medianMs, p90Ms } = service.slots[service.worst]!;
	return { slot: plan.slots[service.worst]!, medianMs: medianMs ?? 0, p90Ms: p90Ms ?? 0 };
}

/** Less than a minute is not told as a wait. */
const AT_ONCE_MS = 60_000;

/** When waits at a service are longest, and how long. */
export function worstText(plan: Plan, service: ServicePlan, locale: Locale = getLocale()): string {
	const worst = worstOf(plan, service);
	if (!worst) {
		return service.unserved > 0
			? m.plan_unserved({ count: count(Math.ceil(service.unserved), locale) }, { locale })
			: m.plan_nobody({}, { locale });
	}
	if (worst.p90Ms < AT_ONCE_MS) return m.plan_worst_none({}, { locale });
	const slot = slotText(worst.slot, locale);
	const p90 = duration(worst.p90Ms, locale);
	if (worst.medianMs < AT_ONCE_MS) return m.plan_worst_some({ slot, p90 }, { locale });
	return m.plan_worst({ slot, median: duration(worst.medianMs, locale), p90 }, { locale });
}

/** The longest queue, who waits over each break, and what is left when the day ends. */
export function queueTexts(
	plan: Plan,
	service: ServicePlan,
	halves: readonly Half[],
	locale: Locale = getLocale()
): string[] {
	if (service.worst === null) return [];
	const texts: string[] = [];
	const { longest, left, lastCallAt } = service;
	if (longest && longest.tickets > 1) {
		const slot = slotText(plan.slots[longest.slot]!, locale);
		texts.push(m.plan_longest({ count: count(longest.tickets, locale), slot }, { locale }));
	}
	left.forEach((tickets, h) => {
		const half = halves[h];
		if (!half) return;
		const time = clock(half.to);
		const waiting = count(tickets, locale);
		if (h < left.length - 1) {
			if (tickets > 0) texts.push(m.plan_left_break({ time, count: waiting }, { locale }));
		} else if (tickets === 0) texts.push(m.plan_left_none({ time }, { locale }));
		else if (lastCallAt === null || clockDay(lastCallAt) !== clockDay(half.to)) {
			texts.push(m.plan_left_never({ time, count: waiting }, { locale }));
		} else {
			const last = clock(lastCallAt);
			texts.push(m.plan_left_close({ time, count: waiting, last }, { locale }));
		}
	});
	return texts;
}

/** The day of an instant in the hall, UTC + 7 h all year. */
const clockDay = (at: number) => Math.floor((at + 7 * 3_600_000) / 86_400_000);

/** How many booths of one kind are enough, beside how many there are. */
export function needText(
	need: GroupNeed,
	names: ServiceNames,
	targetMs: number,
	locale: Locale = getLocale()
): string {
	const name = namesOf(names, need.services, locale);
	const target = duration(targetMs, locale);
	const now = count(need.now, locale);
	if (need.needed === null) {
		const most = count(PLAN_BOUNDS.booths.most, locale);
		return m.plan_need_unreachable({ name, most, target }, { locale });
	}
	const needed = count(need.needed, locale);
	if (need.needed > need.now) {
		const more = count(need.needed - need.now, locale);
		return m.plan_need_more({ count: more, name, now, needed, target }, { locale });
	}
	return need.needed === need.now
		? m.plan_need_enough({ name, now, target }, { locale })
		: m.plan_need_fewer({ name, needed, now, target }, { locale });
}

/**
 * The day in one sentence: whom it leaves out; or where the most people meet the longest waits, and when; or that all is
 * well.
 */
export function headline(
	plan: Plan,
	question: PlanQuestion,
	names: ServiceNames,
	locale: Locale = getLocale()
): { kind: 'well' | 'long' | 'unserved'; title: string; body: string } {
	const target = duration(question.targetMs, locale);
	const left = plan.services.find(({ unserved }) => unserved > 0);
	if (left) {
		const body = `${namesOf(names, [left.serviceId], locale)}: ${m.plan_unserved({ count: count(Math.ceil(left.unserved), locale) }, { locale })}`;
		return { kind: 'unserved', title: m.plan_unserved_title({}, { locale }), body };
	}
	const longest = plan.services
		.flatMap((service) => {
			const worst = worstOf(plan, service);
			const people = service.slots[service.worst ?? 0]?.arrivals ?? 0;
			const isLong = worst && worst.p90Ms >= question.targetMs;
			return isLong ? [{ service, worst, burden: people * worst.p90Ms }] : [];
		})
		.sort((a, b) => b.burden - a.burden)[0];
	if (!longest) {
		return { kind: 'well', title: m.plan_reached({ target }, { locale }), body: '' };
	}
	const { service, worst } = longest;
	return {
		kind: 'long',
		title: m.plan_not_reached({ slot: slotText(worst.slot, locale) }, { locale }),
		body: m.plan_not_reached_body(
			{
				service: namesOf(names, [service.serviceId], locale),
				median: duration(worst.medianMs, locale),
				p90: duration(worst.p90Ms, locale)
			},
			{ locale }
		)
	};
}
