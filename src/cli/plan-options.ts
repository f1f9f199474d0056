import type { Catalogue } from '#lib/core/catalogue.ts';
import { usualQuestion, type PlanQuestion } from '#lib/core/planner/plan-question.ts';
import { planField, readPlan } from '#lib/core/planner/read-plan.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/paraglide/runtime.js';
import { planRefusalText, type ServiceNames } from '#lib/i18n/plan-words.ts';
import {
	DEFAULT_SERVICE_IDS,
	halvesOf,
	planFieldEvent
} from '#lib/server/setup/plan-field-event.ts';

/** What was given on the command line: each option once, without its dashes. */
export type Options = ReadonlyMap<string, string>;

/** A question that may be asked of the planner, and the names of its services. */
export interface Asked {
	question: PlanQuestion;
	names: ServiceNames;
}

/** Options that say where the question comes from and how it is answered. */
const GENERAL = ['hall', 'field-event', 'demo', 'day', 'seed', 'lang', 'hours', 'mix'];
/** Any date: without a field event only the hours count. */
const SOME_DATE = '2026-01-01';

/** `--name value` and `--name=value`; null when something else stands among them or a value is missing. */
export function readOptions(args: readonly string[]): Options | { missing: string } {
	const options = new Map<string, string>();
	for (let i = 0; i < args.length; i++) {
		const found = /^--([a-z0-9-]+)(?:=(.*))?$/.exec(args[i]!);
		if (!found) return { missing: args[i]!.replace(/^-+/, '') };
		const name = found[1]!;
		const value = found[2] ?? (name === 'demo' ? '' : args[++i]);
		if (value === undefined || value.startsWith('--')) return { missing: name };
		options.set(name, value);
	}
	return options;
}

/** The services that the options name with a number of booths; help desks as a new field event has them. */
export function hallOfOptions(options: Options): Catalogue | null {
	const named = DEFAULT_SERVICE_IDS.filter((id) => options.has(id));
	if (named.length === 0) return null;
	const booths = Object.fromEntries(DEFAULT_SERVICE_IDS.map((id) => [id, options.has(id) ? 1 : 0]));
	return planFieldEvent({ date: SOME_DATE, gates: 1, booths });
}

/** The question with which a catalogue begins, as one that the options may change. */
export function askedOf(catalogue: Catalogue, day: number): Asked {
	const names = Object.fromEntries(catalogue.services.map(({ id, name }) => [id, name]));
	return { question: usualQuestion(catalogue, day), names };
}

/** The question with everything that the options change; or what is wrong with them, a sentence each. */
export function withOptions(
	{ question: base, names }: Asked,
	options: Options,
	locale: Locale
): Asked | string[] {
	const wrong: string[] = [];
	const typed: Record<string, string> = {};
	const optionOf: Record<string, string> = {};
	const type = (field: string, option: string, value: string) => {
		typed[field] = value;
		optionOf[field] = option;
	};
	const known = base.services.map(({ id }) => id);
	const groupOf = (id: string) => {
		const own = base.booths.findIndex(({ services }) => services.join() === id);
		return own >= 0 ? own : base.booths.findIndex(({ services }) => services.includes(id));
	};
	let journeys = base.journeys;
	for (const [option, value] of options) {
		if (GENERAL.includes(option) && option !== 'mix') continue;
		if (known.includes(option)) type(planField.booths(groupOf(option)), option, value);
		else if (option === 'people' || option === 'priority' || option === 'target') {
			type(planField[option], option, value);
		} else if (option === 'minutes' || option === 'seats') {
			const pairs = pairsIn(value, known);
			if (!pairs) wrong.push(badPairs(option, `${known[0] ?? ''}=5`, locale));
			for (const [id, text] of pairs ?? []) {
				type(
					option === 'minutes' ? planField.minutes(id) : planField.seats(groupOf(id)),
					option,
					text
				);
			}
		} else if (option === 'mix') {
			const pairs = pairsIn(value, known, '+');
			if (!pairs) wrong.push(badPairs(option, `${known.join('+')}=100`, locale));
			else {
				journeys = pairs.map(([ids]) => ({ services: ids.split('+'), share: 0 }));
				pairs.forEach(([, text], j) => type(planField.share(j), option, text));
			}
		} else wrong.push(m.plan_cli_unknown({ option }, { locale }));
	}
	const halves = hoursIn(options.get('hours'));
	if (halves === null) wrong.push(m.plan_cli_bad_hours({}, { locale }));
	const seed = Number(options.get('seed') ?? base.seed);
	if (!Number.isSafeInteger(seed) || seed < 0) {
		const why = m.plan_refused_not_whole({}, { locale });
		wrong.push(m.plan_cli_wrong({ option: 'seed', why }, { locale }));
	}
	const read = readPlan({ ...base, journeys, seed, halves: halves ?? base.halves }, typed);
	if (!read.ok) {
		for (const [field, refusal] of Object.entries(read.refused)) {
			const why = planRefusalText(refusal, locale)!;
			wrong.push(m.plan_cli_wrong({ option: optionOf[field] ?? 'mix', why }, { locale }));
		}
	}
	return read.ok && wrong.length === 0 ? { question: read.question, names } : wrong;
}

function badPairs(option: string, example: string, locale: Locale): string {
	return m.plan_cli_bad_pairs({ option, example }, { locale });
}

/** `a=1,b=2`, each name one of the known ones or, with a join, several of them; null when it is written otherwise. */
function pairsIn(text: string, known: readonly string[], join?: string): [string, string][] | null {
	const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
	const good = pairs.every(
		([name = '', value = '', more]) =>
			value !== '' &&
			more === undefined &&
			(join ? name.split(join) : [name]).every((id) => known.includes(id))
	);
	return good ? pairs.map(([name, value]) => [name!, value!]) : null;
}

/** Undefined where no hours were given, null where they are not hours. */
function hoursIn(text: string | undefined) {
	if (text === undefined) return undefined;
	const hours = text.split(',').map((span) => {
		const [, from, to] =
			/^\s*([01]?\d:[0-5]\d)\s*[-–]\s*([01]?\d:[0-5]\d|2[0-3]:[0-5]\d)\s*$/.exec(span) ?? [];
		return { from: (from ?? '').padStart(5, '0'), to: (to ?? '').padStart(5, '0') };
	});
	const halves = halvesOf(SOME_DATE, hours);
	const rising = halves.every(
		({ from, to }, i) => from < to && (i === 0 || halves[i - 1]!.to <= from)
	);
	return rising ? halves : null;
}
