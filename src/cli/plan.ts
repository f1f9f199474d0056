/**
 * What waits people will see, when the worst half hour is, and how many booths bring it under the target.
 *
 *     npm run plan -- --people 1200 --card 2 --level-2 12 --activation 8 --help 1
 *     npm run plan -- --hall tuy-hoa
 *     npm run plan -- --field-event ID [--demo]
 *
 * Ends with 2 when what was asked cannot be read.
 */
import { existsSync } from 'node:fs';
import { boothsNeeded } from '#lib/core/planner/booths-needed.ts';
import { drawCrowds, planHall } from '#lib/core/planner/plan-hall.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/paraglide/runtime.js';
import { loadFloor } from '#lib/server/floor/load.ts';
import { demoHallAsked } from '../demo/plan-hall.ts';
import { THREE_HALLS } from '../demo/three-halls.ts';
import { openDatabase } from './open-database.ts';
import { askedOf, hallOfOptions, readOptions, withOptions, type Asked } from './plan-options.ts';
import { planText } from './plan-text.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const args = process.argv.slice(2);
const locale: Locale = /(^|\s)--lang[= ]en(\s|$)/.test(args.join(' ')) ? 'en' : 'vi';

function refuse(...sentences: string[]): never {
	for (const sentence of sentences) console.error(sentence);
	process.exit(2);
}

async function fieldEvent(id: string, day: number, demo: boolean): Promise<Asked> {
	const none = () => refuse(m.plan_cli_no_field_event({ id }, { locale }));
	if (!Number.isSafeInteger(Number(id))) return none();
	const { sql, end } = await openDatabase(demo).catch((fault: Error) => refuse(fault.message));
	const floor = await loadFloor(sql, Number(id)).finally(end);
	if (!floor) return none();
	const days = floor.rules.days.length;
	if (!(day >= 1 && day <= days)) refuse(m.plan_cli_no_day({ days }, { locale }));
	return askedOf(catalogueOf(floor), day);
}

async function base(options: ReadonlyMap<string, string>): Promise<Asked | null> {
	const id = options.get('field-event');
	if (id !== undefined) return fieldEvent(id, Number(options.get('day') ?? 1), options.has('demo'));
	const name = options.get('hall');
	if (name !== undefined) {
		const hall = THREE_HALLS.find((one) => one.id === name);
		const names = THREE_HALLS.map((one) => one.id).join(', ');
		return hall ? demoHallAsked(hall) : refuse(m.plan_cli_no_hall({ name, names }, { locale }));
	}
	const catalogue = hallOfOptions(options);
	return catalogue && askedOf(catalogue, 1);
}

const usage = m.plan_cli_usage({}, { locale });
if (args.length === 0 || args.join() === '--help') {
	console.log(usage);
	process.exit(args.length === 0 ? 2 : 0);
}
const options = readOptions(args);
if ('missing' in options) {
	refuse(m.plan_cli_no_value({ option: options.missing }, { locale }), '', usage);
}
const asked = (await base(options)) ?? refuse(usage);
const wanted = withOptions(asked, options, locale);
if (Array.isArray(wanted)) refuse(...wanted, '', usage);
const { question, names } = wanted;
if (question.services.length === 0 || question.halves.length === 0) {
	refuse(m.plan_nothing_to_plan({}, { locale }));
}
const crowds = drawCrowds(question);
const plan = planHall(question, crowds);
for (const line of planText(question, plan, boothsNeeded(question, crowds), names, locale)) {
	console.log(line);
}
