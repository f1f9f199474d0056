import { baseLocale, isLocale, overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';

/*
 * In the browser the language is the one in which the server wrote the page. Asking the browser again could give another
 * answer: the Accept-Language header may name fewer languages than `navigator.languages` does, and then a page would
 * change its language while it comes alive.
 */
if (typeof document !== 'undefined') {
	const { lang } = document.documentElement;
	overwriteGetLocale(() => (isLocale(lang) ? lang : baseLocale));
}
