import { isIP } from 'node:net';
import { localName } from './wanted-names.ts';

/** What the program serves and where, for the page that helps a device trust it. */
export type TlsState = {
	/** `off`: there is no https at all. */
	source: 'own-authority' | 'organiser' | 'off';
	/** The own authority's certificate, PEM; null unless the source is `own-authority`. */
	authorityCert: string | null;
	/** Where the hall opens by plain http from other devices, best first: `http://192.168.1.5:3000`. */
	httpOrigins: string[];
	/** The same by https: `https://192.168.1.5:3443`. */
	httpsOrigins: string[];
};

let state: TlsState = { source: 'off', authorityCert: null, httpOrigins: [], httpsOrigins: [] };

/** Called once at the start, and again when the machine's addresses have changed. */
export function setTlsState(next: TlsState): void {
	state = next;
}

/**
 * By its name on the local network, where a link stays good when the machine's address changes: `http://may-a.local:3000`.
 * Null where nothing is served to the network.
 */
export function namedOrigin(origins: readonly string[]): string | null {
	const [first] = origins;
	if (!first || isIP(new URL(first).hostname.replace(/^\[|\]$/g, '')) === 0) return null;
	const { protocol, port } = new URL(first);
	return `${protocol}//${localName()}${port && `:${port}`}`;
}

/** The state as it is now. */
export function tlsState(): TlsState {
	return state;
}
