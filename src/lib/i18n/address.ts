import type { Rules } from '#lib/core/catalogue.ts';
import { getLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';

/**
 * Gives a Vietnamese public sentence the form of address of its field event: sentences are written with *bà con*, which
 * is replaced wherever it stands. English has no such form and stays as it is.
 */
export function addressed(
	text: string,
	address: Rules['address'],
	locale: Locale = getLocale()
): string {
	if (locale !== 'vi' || address === 'bà con') return text;
	const capital = address.charAt(0).toUpperCase() + address.slice(1);
	return text.replaceAll('bà con', address).replaceAll('Bà con', capital);
}
