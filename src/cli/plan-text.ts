import type { BoothsNeeded } from '#lib/core/planner/booths-needed.ts';
import type { Plan, ServicePlan } from '#lib/core/planner/plan-hall.ts';
import type { PlanQuestion } from '#lib/core/planner/plan-question.ts';
import { clock, count, duration } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/paraglide/runtime.js';
import {
	headline,
	namesOf,
	needText,
	queueTexts,
	slotText,
	worstOf,
	worstText,
	type ServiceNames
} from '#lib/i18n/plan-words.ts';

/** Characters of the longest bar. */
const BAR = 44;
const MINUTE_MS = 60_000;

/** A plan as lines for a terminal: the day in a sentence, a table of services, and a picture of each with its figures. */
export function planText(
	question: PlanQuestion,
	plan: Plan,
	needed: BoothsNeeded,
	names: ServiceNames,
	locale: Locale
): string[] {
	const target = duration(question.targetMs, locale);
	const { title, body } = headline(plan, question, names, locale);
	return [
		m.plan_cli_people(
			{
				people: count(question.people, locale),
				hours: question.halves.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', '),
				target
			},
			{ locale }
		),
		'',
		`» ${title}`,
		...(body ? [`  ${body}`] : []),
		'',
		...services(plan, needed, names, locale),
		'',
		m.plan_cli_legend({ target }, { locale }),
		'',
		...needed.groups
			.filter((need) => need.services.length > 0)
			.map((need) => `- ${needText(need, names, question.targetMs, locale)}`),
		...(needed.reached ? [] : [`- ${m.plan_need_not_reached({ target }, { locale })}`]),
		'',
		m.plan_cli_key({ target }, { locale }),
		...plan.services.flatMap((service) => picture(question, plan, service, names, locale)),
		'',
		m.plan_days({ days: plan.days }, { locale })
	];
}

function services(plan: Plan, needed: BoothsNeeded, names: ServiceNames, locale: Locale): string[] {
	const head = [
		m.plan_service({}, { locale }),
		m.plan_booths({}, { locale }),
		m.plan_seats({}, { locale }),
		m.plan_people({}, { locale }),
		m.plan_worst_slot({}, { locale }),
		m.plan_cli_median({}, { locale }),
		m.plan_cli_p90({}, { locale }),
		m.plan_cli_queue({}, { locale }),
		m.plan_cli_left({}, { locale }),
		m.plan_cli_needed({}, { locale })
	];
	const rows = plan.services.map((service) => {
		const worst = worstOf(plan, service);
		const need = needed.groups.find((group) => group.services.includes(service.serviceId));
		return [
			namesOf(names, [service.serviceId], locale),
			count(service.booths, locale),
			count(service.seats, locale),
			count(Math.round(service.people), locale),
			worst ? slotText(worst.slot, locale) : '–',
			minutes(worst?.medianMs),
			minutes(worst?.p90Ms),
			count(service.longest?.tickets ?? 0, locale),
			count(service.left[service.left.length - 1] ?? 0, locale),
			need ? (need.needed === null ? '–' : count(need.needed, locale)) : '–'
		];
	});
	return columns([head, ...rows], [0, 4]);
}

function picture(
	question: PlanQuestion,
	plan: Plan,
	service: ServicePlan,
	names: ServiceNames,
	locale: Locale
): string[] {
	const { booths, seats } = service;
	const at = m.plan_at_booths({ booths, seats }, { locale });
	const title = `${namesOf(names, [service.serviceId], locale)} · ${at}`;
	const said = [worstText(plan, service, locale)];
	if (service.worst === null) return ['', title, ...said];
	said.push(...queueTexts(plan, service, question.halves, locale));
	const longest = Math.max(
		2 * question.targetMs,
		...plan.services.flatMap((one) => one.slots.map(({ p90Ms }) => p90Ms ?? 0))
	);
	const head = [
		m.plan_slot_head({}, { locale }),
		m.plan_arrivals({}, { locale }),
		m.plan_cli_median({}, { locale }),
		m.plan_cli_p90({}, { locale }),
		m.plan_cli_queue({}, { locale })
	];
	const rows = service.slots.map((slot, s) => {
		const { from, to } = plan.slots[s]!;
		return [
			`${clock(from)}–${clock(to)}`,
			count(Math.round(slot.arrivals), locale),
			minutes(slot.medianMs),
			minutes(slot.p90Ms),
			count(slot.queue, locale)
		];
	});
	const drawn = columns([head, ...rows], [0]).map((line, i) => {
		const slot = service.slots[i - 1];
		return slot ? `${line}  ${bar(slot, question.targetMs, longest)}` : line;
	});
	return ['', title, ...said, ...drawn];
}

/** Half the people wait up to the full part, nine in ten up to the light one; a stroke stands at the target. */
function bar(
	{ medianMs, p90Ms }: { medianMs: number | null; p90Ms: number | null },
	targetMs: number,
	longestMs: number
): string {
	const place = (ms: number | null) => Math.round(((ms ?? 0) / longestMs) * BAR);
	const full = place(medianMs);
	const light = Math.max(full, place(p90Ms));
	const drawn = '█'.repeat(full) + '░'.repeat(light - full);
	const target = place(targetMs);
	if (light > target) return `${drawn.slice(0, target)}┆${drawn.slice(target + 1)}`;
	return `${drawn.padEnd(target)}┆`;
}

const minutes = (ms: number | null | undefined) =>
	ms === null || ms === undefined ? '–' : String(Math.ceil(ms / MINUTE_MS));

/** Cells under each other, figures to the right; `texts` are the columns that begin at the left. */
function columns(rows: readonly string[][], texts: readonly number[]): string[] {
	const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
	return rows.map((row) =>
		row
			.map((cell, c) => (texts.includes(c) ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
			.join('  ')
	);
}
