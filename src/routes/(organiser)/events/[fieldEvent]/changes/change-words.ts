import type { Catalogue, Outcome, Words } from '#lib/core/catalogue.ts';
import type { Change, FieldChange } from '#lib/server/setup/list-changes.ts';
import { count } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { boothName, outcomeWords } from '#lib/i18n/words.ts';
import { targetOf } from '../pause-target.ts';

/** What a change was, in one line. */
export function changeTitle({ fact, added }: Change, catalogue: Catalogue): string {
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
	intakeOpen: m.organiser_service_intake,
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
	namedBoothReturnMs: m.organiser_rule_named_booth,
	seriesCeiling: m.organiser_rule_ceiling,
	address: m.organiser_words_address,
	selfService: m.organiser_self_on,
	selfServicePerDevice: m.organiser_self_per_device,
	days: m.organiser_days_title
};

/** One changed field, `Chỉ tiêu: 500 → 600`; the schedule is told by its name alone. */
export function fieldChangeText({ field, from, to }: FieldChange, catalogue: Catalogue): string {
	const name = fields[field]?.() ?? field;
	if (field === 'days') return name;
	return `${name}: ${valueText(field, from, catalogue)} → ${valueText(field, to, catalogue)}`;
}

function valueText(field: string, value: unknown, catalogue: Catalogue): string {
	if (value === null || value === undefined || value === '') return '–';
	if (typeof value === 'boolean') return value ? m.common_yes() : m.common_no();
	if (typeof value === 'number') {
		if (field.endsWith('Ms')) return count(Math.round(value / 60_000));
		return field === 'laterStepShare' ? `${Math.round(value * 100)}` : count(value);
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
