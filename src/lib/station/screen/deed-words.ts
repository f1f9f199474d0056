import type { Deed, DeedOf } from '#lib/core/operation.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** `A-017`. */
export function numberOfDeed(deed: DeedOf<'issued'>): string {
	return formatNumber(deed.prefix, deed.number);
}

/**
 * What was done, in a few words.
 * @param numbers of tickets that the list knows, by id
 */
export function deedWords(deed: Deed, numbers: ReadonlyMap<string, string>): string {
	switch (deed.kind) {
		case 'issued':
			return deed.provisional
				? m.stationapp_did_read({ number: numberOfDeed(deed) })
				: m.stationapp_did_give({ number: numberOfDeed(deed) });
		case 'visitors-counted':
			return m.stationapp_did_count({ count: deed.count });
		case 'visitors-taken-back':
			return m.stationapp_did_take_back();
		case 'numbers-taken-back': {
			const [first, ...more] = deed.ticketIds.map((id) => numbers.get(id) ?? '');
			const number = more.length > 0 ? `${first} → ${more.at(-1)}` : (first ?? '');
			return m.stationapp_did_take_numbers_back({ number }).trim();
		}
		case 'called':
		case 'recalled':
		case 'missed':
		case 'started':
		case 'ended':
			return turnWords[deed.kind]({ number: numbers.get(deed.ticketId) ?? '' }).trim();
		default:
			return deed satisfies never;
	}
}

const turnWords = {
	called: m.stationapp_did_call,
	recalled: m.stationapp_did_call_again,
	missed: m.stationapp_did_miss,
	started: m.stationapp_did_begin,
	ended: m.stationapp_did_end
};
