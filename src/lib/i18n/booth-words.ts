import type { Booth, Words } from '#lib/core/catalogue.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';

/** `Bàn 5` or `Quầy 5`, in the word that this booth uses; `Lưu động số 5` for a helper who goes about. */
export function boothName(booth: Pick<Booth, 'word' | 'number' | 'seats'>): string {
	if (booth.seats === 0) return m.words_roaming_number({ number: booth.number });
	const name = booth.word === 'bàn' ? m.words_table_number : m.words_counter_number;
	return name({ number: booth.number });
}

/** The word alone, for the middle of a sentence. */
export const boothWords: Readonly<Record<'bàn' | 'quầy', () => string>> = {
	bàn: m.words_table,
	quầy: m.words_counter
};

/** An area and where it is: `Khu A (nhà văn hóa)`; empty without an area. */
export function areaSaid({ area, place }: { area: Words | null; place: Words | null }): string {
	if (!area) return '';
	return place ? `${wordsIn(area)} (${wordsIn(place)})` : wordsIn(area);
}
