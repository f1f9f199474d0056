import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Checked, Checklist, ChecklistItem } from '#lib/server/setup/checklist.ts';
import { clock, count, date } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';

/** What an item is called. */
export const checklistWords = {
	targets: m.setup_checklist_targets,
	officers: m.setup_checklist_officers,
	printer: m.setup_checklist_printer,
	scanner: m.setup_checklist_scanner,
	phone: m.setup_checklist_phone,
	board: m.setup_checklist_board,
	voice: m.setup_checklist_voice,
	stations: m.stations_checklist,
	'data-notice': m.setup_checklist_data_notice
} satisfies Record<ChecklistItem, () => string>;

/** Where an item is seen to; null where it is on this very page. */
export function checklistPage(item: ChecklistItem, id: number): string | null {
	const pages: Record<ChecklistItem, string | null> = {
		targets: `/events/${id}/units`,
		officers: `/events/${id}/staff`,
		printer: `/gate/${id}/trial`,
		scanner: `/scan/${id}`,
		phone: `/events/${id}/reach`,
		board: `/board/${id}`,
		voice: `/events/${id}/voice`,
		stations: `/events/${id}/stations`,
		'data-notice': null
	};
	return pages[item];
}

/** How an item stands, or what to do about it. */
export function checklistDetail(
	{ item, done }: Checked,
	{ officers, booths, clips, differing, stations }: Checklist,
	reach: { way: string; address: string; proven: boolean },
	{ services }: Pick<Catalogue, 'services'>
): string {
	switch (item) {
		case 'targets': {
			const names = services
				.filter(({ id }) => differing.includes(id))
				.map((one) => wordsIn(one.name));
			return done
				? m.setup_checklist_targets_ok()
				: m.setup_checklist_targets_not({ services: names.join(', ') });
		}
		case 'officers':
			return m.setup_checklist_officers_detail({
				officers: count(officers),
				booths: count(booths)
			});
		case 'phone':
			if (reach.proven) return m.setup_checklist_phone_proven({ address: reach.address });
			return reach.way === 'none'
				? m.setup_checklist_phone_none()
				: m.setup_checklist_phone_unproven();
		case 'voice':
			return m.setup_checklist_voice_detail({ count: count(clips) });
		case 'stations':
			return stations.enrolled === 0
				? m.stations_checklist_none()
				: m.stations_checklist_some({
						count: count(stations.enrolled),
						trouble: count(stations.trouble)
					});
		case 'printer':
			return m.setup_checklist_printer_detail();
		case 'scanner':
			return m.setup_checklist_scanner_detail();
		case 'board':
			return done ? m.setup_checklist_board_seen() : m.setup_checklist_board_detail();
		case 'data-notice':
			return m.setup_checklist_data_notice_detail();
	}
}

/** Who tried it or said so, and when; empty where rows tell it. */
export function tickText({ tick }: Checked): string {
	if (!tick) return '';
	const words = { who: tick.who || '–', time: clock(tick.at), date: date(tick.at) };
	return tick.byHand ? m.setup_checklist_ticked(words) : m.setup_checklist_seen(words);
}

/** What is left, in one sentence; empty when nothing is. */
export function leftText({ items }: Pick<Checklist, 'items'>): string {
	const left = items.filter(({ done }) => !done);
	if (left.length === 0) return '';
	const names = left.map(({ item }) => checklistWords[item]()).join('; ');
	return m.setup_checklist_left({ count: left.length, names });
}
