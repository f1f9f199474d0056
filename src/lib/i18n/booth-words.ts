import * as m from '#lib/i18n/paraglide/messages.js';

/** `Bàn 5` or `Quầy 5`, in the word that this booth uses. */
export function boothName(booth: { word: 'bàn' | 'quầy'; number: number }): string {
	const name = booth.word === 'bàn' ? m.words_table_number : m.words_counter_number;
	return name({ number: booth.number });
}

/** The word alone, for the middle of a sentence. */
export const boothWords: Readonly<Record<'bàn' | 'quầy', () => string>> = {
	bàn: m.words_table,
	quầy: m.words_counter
};
