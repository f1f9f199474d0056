import { isLocale, overwriteGetLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';

const KEY = 'station-language';

/**
 * A station's language is chosen on the station: the page is the same copy for everybody, kept on the device, so no
 * server can write it anew in another language.
 */
export function speakStored(): void {
	const stored = localStorage.getItem(KEY);
	if (!isLocale(stored)) return;
	document.documentElement.lang = stored;
	overwriteGetLocale(() => stored);
}

/** Takes another language for this device and shows the page anew in it. */
export function speak(locale: Locale): void {
	localStorage.setItem(KEY, locale);
	location.reload();
}
