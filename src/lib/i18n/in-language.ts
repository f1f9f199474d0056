import type { Words } from '#lib/core/catalogue.ts';
import { getLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';

/** An organiser's words in the reader's language; Vietnamese where the English was left empty. */
export function inLanguage(words: Words, locale: Locale = getLocale()): string {
	return words[locale] || words.vi;
}
