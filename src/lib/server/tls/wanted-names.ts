import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { domainToASCII } from 'node:url';

/** What a certificate must be good for: names in lower-case ASCII, addresses as text. */
export type Wanted = { names: string[]; addresses: string[] };

const DNS_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/** The machine's name on its own network; it stays when the address changes. Windows, macOS, iOS and Android find it. */
export function localName(): string {
	const own = hostname();
	return domainToASCII(own.includes('.') ? own : `${own}.local`).toLowerCase();
}

/**
 * Sorts names and addresses as people and machines give them (a host of PUBLIC_URL may be an address;
 * a Windows name may have capitals and Vietnamese letters), adds what the machine is always called on
 * itself and on its network, and drops what no certificate can hold.
 */
export function wantedNames(given: Wanted): Wanted {
	const all = [
		'localhost',
		hostname(),
		localName(),
		...given.names,
		'127.0.0.1',
		'::1',
		...given.addresses
	].map((one) => one.trim().replace(/^\[|\]$|%.*$|\.$/g, ''));
	return {
		names: [
			...new Set(
				all
					.filter((one) => isIP(one) === 0)
					.map((one) => domainToASCII(one).toLowerCase())
					.filter((one) => one.length <= 253 && DNS_NAME.test(one))
			)
		],
		addresses: [...new Set(all.filter((one) => isIP(one) !== 0))]
	};
}
