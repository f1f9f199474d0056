import { speakStored } from '#lib/station/screen/language.ts';

/** Everything here is in the browser: the same page on line and off line, kept by the service worker. */
export const ssr = false;

export function load(): void {
	speakStored();
}
