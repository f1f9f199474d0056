import { existsSync } from 'node:fs';

/**
 * Debian's packages of Chromium, the one to prefer first: without a window of its own it shows the same pages for a good
 * quarter less of the time.
 */
export const DEBIAN = /** @type {const} */ (['chromium-headless-shell', 'chromium']);

/** @param {string} name a package of `DEBIAN` */
export const placeOf = (name) => `/usr/bin/${name}`;

/**
 * The Chromium that stories start: the one named by CHROMIUM, else Debian's. Undefined: Playwright's own.
 * @returns {string | undefined}
 */
export function browserPlace() {
	return process.env.CHROMIUM ?? DEBIAN.map(placeOf).find((place) => existsSync(place));
}
