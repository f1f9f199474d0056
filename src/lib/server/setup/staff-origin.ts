import { environment } from '#lib/server/environment.ts';
import { isLoopback } from '#lib/server/setup/reach.ts';
import { tlsState } from '#lib/server/tls/tls-state.ts';

/**
 * Under which address another device opens a page of the staff: the public one, else the one at which the organiser is
 * here, unless that is this machine's own, which leads another device to itself.
 */
export function staffOrigin(url: URL): string {
	if (environment.publicUrl) return environment.publicUrl;
	return isLoopback(url.hostname) ? (tlsState().httpOrigins[0] ?? url.origin) : url.origin;
}
