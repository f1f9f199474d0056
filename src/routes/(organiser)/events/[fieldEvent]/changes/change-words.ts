import type { AgeHint, Catalogue, Outcome, PreCheck, Words } from '#lib/core/catalogue.ts';
import type { FieldChange, Reach } from '#lib/server/db/hall.schema.ts';
import type { Change, HallChange } from '#lib/server/setup/list-changes.ts';
import { count } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { boothName, outcomeWords } from '#lib/i18n/words.ts';
import { targetOf } from '../pause-target.ts';

/** What a change was, in one line. */
export function changeTitle(change: Change, catalogue: Catalogue): string {
	if (change.kind !== 'occasion-set') return hallChangeTitle(change, catalogue);
	const unit = change.fields.find(({ field }) => field === 'unitName');
	const what = occasionPart(change.fields);
	return unit?.to === null
		? m.joined_change_removed({ what })
		: set(what, unit !== undefined && unit.from === null);
}

/** Which form it was: the check of cards, the way of the phones, or name and place. */
function occasionPart(fields: readonly FieldChange[]): string {
	const unit = fields.find(({ field }) => field === 'unitName');
	if (unit) return m.joined_change_unit({ name: String(unit.to ?? unit.from) });
	if (fields.some(({ field }) => field === 'identityCheck')) return m.organiser_identity_title();
	const ofReach = ['way', 'address', 'wifiName', 'wifiPassword'];
	return fields.some(({ field }) => ofReach.includes(field))
		? m.organiser_nav_reach()
		: m.organiser_change_occasion();
}

function hallChangeTitle({ fact, added }: HallChange, catalogue: Catalogue): string {
	switch (fact.kind) {
		case 'opened':
			return m.organiser_change_opened();
		case 'closed':
			return m.organiser_change_closed();
		case 'day-opened':
			return m.organiser_change_day({ day: fact.day });
		case 'paused': {
			const reason = catalogue.reasons.find((one) => one.id === fact.reasonId);
			const what = targetOf(catalogue, fact.scope, fact.id).name;
			return m.organiser_change_paused({ what, reason: reason ? wordsIn(reason.internal) : '' });
		}
		case 'resumed':
			return m.organiser_run_resumed({ what: targetOf(catalogue, fact.scope, fact.id).name });
		case 'message-shown':
			return m.ops_change_message({ words: wordsIn(fact.words) });
		case 'message-ended':
			return m.ops_message_ended();
		case 'service-set':
			return set(wordsIn(fact.service.name), added);
		case 'booth-set':
			return set(boothName(fact.booth), added);
		case 'gate-set':
			return set(fact.gate.name, added);
		case 'area-set':
			return set(wordsIn(fact.area.name), added);
		case 'reason-set':
			return set(m.organiser_change_reason({ name: wordsIn(fact.reason.internal) }), added);
		case 'rules-set':
			return set(m.organiser_nav_settings(), false);
	}
}

const set = (what: string, added: boolean) =>
	added ? m.organiser_change_added({ what }) : m.organiser_change_changed({ what });

/** The names of fields, as their forms have them; one that no form has is told by its own name. */
const fields: Record<string, () => string> = {
	name: m.organiser_change_name,
	countedNoun: m.organiser_service_noun,
	unit: m.organiser_service_unit,
	outcomes: m.organiser_service_outcomes,
	levels: m.organiser_service_levels,
	target: m.organiser_field_target,
	eligible: m.organiser_field_eligible,
	after: m.organiser_service_after_legend,
	needs: m.organiser_service_needs_legend,
	also: m.organiser_service_also_legend,
	typicalMs: m.organiser_field_minutes,
	areaId: m.organiser_field_area,
	bring: m.organiser_service_bring,
	afterwards: m.organiser_service_afterwards,
	preChecks: m.organiser_questions,
	asksPreChecks: m.organiser_questions_on,
	ageHints: m.organiser_hints,
	intakeOpen: m.organiser_service_intake,
	intakeQuota: m.organiser_service_quota,
	position: m.organiser_field_position,
	withdrawn: m.organiser_withdrawn,
	number: m.organiser_booth_number,
	word: m.organiser_booth_word,
	services: m.organiser_booth_services,
	seats: m.organiser_booth_seats_label,
	presetLevel: m.organiser_booth_level,
	paper: m.organiser_gate_paper,
	slip: m.organiser_gate_slip,
	internal: m.organiser_reason_internal,
	public: m.organiser_reason_public,
	nextStep: m.organiser_reason_next,
	priorityRun: m.organiser_rule_priority_run,
	priorityHeadStartMs: m.organiser_rule_head_start,
	laterStepShare: m.organiser_rule_share,
	callsBeforeNoShow: m.organiser_rule_calls,
	restoreWithinMs: m.organiser_rule_restore,
	restoreBehind: m.organiser_rule_restore_behind,
	stepBackBehind: m.organiser_rule_step_back_behind,
	stepBackTimes: m.organiser_rule_step_back_times,
	namedBoothReturnMs: m.organiser_rule_named_booth,
	seriesCeiling: m.organiser_rule_ceiling,
	address: m.organiser_words_address,
	warnings: m.ops_thresholds_title,
	selfService: m.organiser_self_on,
	selfServicePerDevice: m.organiser_self_per_device,
	days: m.organiser_days_title,
	unitName: m.setup_unit_name,
	unitTarget: m.setup_unit_target,
	unitEligible: m.setup_unit_eligible,
	place: m.organiser_field_place,
	organiser: m.organiser_field_organiser,
	identityCheck: m.organiser_identity_on,
	way: m.organiser_reach_way,
	wifiName: m.organiser_reach_wifi_name,
	wifiPassword: m.organiser_reach_wifi_password
};

const ways: Record<Reach['way'], () => string> = {
	none: m.organiser_reach_none,
	'public-address': m.organiser_reach_public,
	'hall-wifi': m.organiser_reach_wifi,
	headquarters: m.organiser_reach_headquarters
};

/** One changed field, `Chỉ tiêu: 500 → 600`; the schedule and a password are told by their names alone. */
export function fieldChangeText({ field, from, to }: FieldChange, catalogue: Catalogue): string {
	const [kind = '', serviceId] = field.split('/');
	const name = serviceId
		? `${fields[kind]?.() ?? kind} (${nameOf(serviceId, catalogue)})`
		: fieldName(field, from, to);
	if (field === 'days' || field === 'warnings') return name;
	if (field === 'wifiPassword') return m.organiser_change_secret({ name });
	return `${name}: ${valueText(field, from, catalogue)} → ${valueText(field, to, catalogue)}`;
}

/** `address` is the form of address among the rules, and where phones open their page beside them. */
function fieldName(field: string, from: unknown, to: unknown): string {
	const isArea = field === 'place' && [from, to].some((one) => typeof one === 'object');
	if (isArea) return m.organiser_area_place();
	const isPlace = field === 'address' && [from, to].some((one) => /^https?:/.test(String(one)));
	return isPlace ? m.organiser_reach_address() : (fields[field]?.() ?? field);
}

function valueText(field: string, value: unknown, catalogue: Catalogue): string {
	if (value === null || value === undefined || value === '') return '–';
	if (field === 'way') return ways[value as Reach['way']]();
	if (typeof value === 'boolean') return value ? m.common_yes() : m.common_no();
	if (typeof value === 'number') {
		if (field.endsWith('Ms')) return count(Math.round(value / 60_000));
		return field === 'laterStepShare' ? `${Math.round(value * 100)}` : count(value);
	}
	if (field === 'preChecks') {
		return (value as PreCheck[]).map(({ question }) => wordsIn(question)).join(' / ') || '–';
	}
	if (field === 'ageHints') {
		const hints = (value as AgeHint[]).map(({ under, words }) =>
			m.organiser_hint_text({ under, words: wordsIn(words) })
		);
		return hints.join(' / ') || '–';
	}
	if (Array.isArray(value)) {
		const names = value.map((one) =>
			field === 'outcomes' ? outcomeWords[one as Outcome]() : nameOf(String(one), catalogue)
		);
		return names.join(', ') || '–';
	}
	if (typeof value === 'object') return wordsIn(value as Words) || '–';
	return nameOf(String(value), catalogue);
}

function nameOf(id: string, { services, areas }: Catalogue): string {
	const found = [...services, ...areas].find((one) => one.id === id);
	return found ? wordsIn(found.name) : id;
}
