import { fingerprintsOf, type Fingerprints } from '#lib/server/tls/authority-files.ts';
import type { TlsState } from '#lib/server/tls/tls-state.ts';

/** The kinds of device that the trust page has steps for. */
export type Platform = 'android' | 'apple' | 'windows' | 'mac' | 'linux';

/** What the trust page shows. */
export type Trust = {
	source: TlsState['source'];
	/** Whether this very page came by https. */
	secure: boolean;
	fingerprints: Fingerprints | null;
	/** This page as another device can open it before it trusts anything: by plain http. */
	pageAddress: string;
	/** This page by https; null when there is none. */
	secureAddress: string | null;
	/** The likely kind of the device that asks. */
	platform: Platform;
};

const ONLY_HERE = /^(localhost|127\..*|\[::1\])$/;

/** The origin with the host that the reader already used, else the best one. */
function originFor(url: URL, origins: string[]): string | null {
	const same = origins.find((origin) => new URL(origin).hostname === url.hostname);
	const anywhere = origins.find((origin) => !ONLY_HERE.test(new URL(origin).hostname));
	return (ONLY_HERE.test(url.hostname) ? null : same) ?? anywhere ?? same ?? origins[0] ?? null;
}

function platformOf(userAgent: string): Platform {
	if (/android/i.test(userAgent)) return 'android';
	if (/iphone|ipad/i.test(userAgent)) return 'apple';
	if (/windows/i.test(userAgent)) return 'windows';
	if (/macintosh/i.test(userAgent)) return 'mac';
	return 'linux';
}

/**
 * What a device that opens `url` needs to know to trust the server. An iPad calls itself a Mac, which is
 * why the page shows the steps of every kind and opens only the likely one.
 */
export function describeTrust(state: TlsState, url: URL, userAgent: string): Trust {
	const http = originFor(url, state.httpOrigins) ?? url.origin;
	const https = url.protocol === 'https:' ? url.origin : originFor(url, state.httpsOrigins);
	return {
		source: state.source,
		secure: url.protocol === 'https:',
		fingerprints: state.authorityCert === null ? null : fingerprintsOf(state.authorityCert),
		pageAddress: `${http}/trust`,
		secureAddress: https === null ? null : `${https}/trust`,
		platform: platformOf(userAgent)
	};
}
