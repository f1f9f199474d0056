import * as m from '#lib/i18n/paraglide/messages.js';

/** The pages of one field event in the order of use; those for supervisors too are marked. */
export function pagesOf(base: string) {
	const own = (path: string, label: string) => ({ href: base + path, label, supervisor: false });
	return [
		{ ...own('', m.organiser_nav_overview()), supervisor: true },
		{ ...own('/conflicts', m.organiser_nav_conflicts()), supervisor: true },
		{ ...own('/incidents', m.incident_title()), supervisor: true },
		{ ...own('/report', m.report_title()), supervisor: true },
		own('/follow-up', m.follow_title()),
		{ ...own('/tallies', m.ops_tally_title()), supervisor: true },
		{ ...own('/hall-sheet', m.paper_hall_title()), supervisor: true },
		{
			href: `/paper/${base.split('/').pop()}`,
			label: m.paper_entry_title(),
			supervisor: true
		},
		own('/screens', m.organiser_nav_screens()),
		own('/staff', m.organiser_nav_staff()),
		own('/services', m.organiser_nav_services()),
		own('/booths', m.organiser_nav_booths()),
		own('/units', m.setup_units_title()),
		own('/import', m.setup_import_title()),
		own('/checklist', m.setup_checklist_title()),
		own('/plan', m.plan_title()),
		own('/gates', m.organiser_nav_gates()),
		own('/stations', m.stations_title()),
		own('/boards', m.organiser_nav_boards()),
		own('/reasons', m.organiser_nav_reasons()),
		own('/settings', m.organiser_nav_settings()),
		own('/words', m.organiser_nav_words()),
		own('/reach', m.organiser_nav_reach()),
		own('/voice', m.organiser_nav_voice()),
		own('/poster', m.organiser_nav_poster()),
		own('/officers-list', m.organiser_nav_officers_list()),
		own('/links', m.outside_links_title()),
		own('/changes', m.organiser_nav_changes())
	];
}
