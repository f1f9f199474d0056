/*
 * When two texts of a list mean the same. Office files write Vietnamese in composed and in decomposed letters, with the
 * tone on either vowel (Hoà, Hòa), in capitals, and with more spaces than one.
 */

/** Grave, acute, tilde, hook above, dot below: tones, as combining signs. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const SIGNS = /[\u0300-\u036f]/g;

/** Text as it is kept: composed letters, single spaces, none at the ends. */
export function tidyText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
		.trim();
}

/**
 * What two spellings of one name share: case, the place of the tone inside a syllable and the way of composing letters
 * do not count, vowels and tones themselves do. `HOÀ  An` and `Hòa An` are one, `Hoa An` is another.
 */
export function nameKey(text: string): string {
	return tidyText(text)
		.toLowerCase()
		.normalize('NFD')
		.replace(/[\p{L}\u0300-\u036f]+/gu, (word) => {
			const tones = word.match(TONES)?.join('') ?? '';
			return word.replace(TONES, '') + tones;
		})
		.normalize('NFC');
}

/** Letters and digits alone, without any signs: for words from a closed list, such as the headers of a table. */
export function plainKey(text: string): string {
	return text
		.normalize('NFD')
		.replace(SIGNS, '')
		.toLowerCase()
		.replaceAll('đ', 'd')
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
}
