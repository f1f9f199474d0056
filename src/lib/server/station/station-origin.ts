import { environment } from '#lib/server/environment.ts';
import { isLoopback } from '#lib/server/setup/reach.ts';
import { namedOrigin, tlsState } from '#lib/server/tls/tls-state.ts';

/**
 * Under which https address another device becomes a station: the public one, else the one at which the organiser is
 * here, else the first of the machine's own; null where there is no https at all.
 */
export function stationOrigin(url: URL): string | null {
	if (environment.publicUrl?.startsWith('https:')) return environment.publicUrl;
	if (url.protocol === 'https:' && !isLoopback(url.hostname)) return url.origin;
	return tlsState().httpsOrigins[0] ?? null;
}

/**
 * All https addresses at which a station may look for this server, the ones that last first: the public one, the
 * machine's name, its addresses of the moment.
 */
export function serverAddresses(): string[] {
	const { source, httpsOrigins } = tlsState();
	// An organiser's own certificate is not good for the machine's name.
	const named = source === 'own-authority' ? namedOrigin(httpsOrigins) : null;
	const given = environment.publicUrl?.startsWith('https:') ? environment.publicUrl : null;
	// An address of this machine's own leads another device to itself.
	const own = httpsOrigins.filter((origin) => !isLoopback(new URL(origin).hostname));
	return [given, named, ...own].filter((one) => one !== null);
}
