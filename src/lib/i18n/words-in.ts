import type { Words } from '#lib/core/catalogue.ts';
import { getLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';

/** Text of the field event's own data in the reader's language; Vietnamese where the English was left empty. */
export function wordsIn(words: Words, locale: Locale = getLocale()): string {
	return (locale === 'en' && words.en) || words.vi;
}
