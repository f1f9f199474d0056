import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import type { Reach } from '#lib/server/db/hall.schema.ts';

/** A way by which phones reach the ticket page, not proven yet. */
export function newReach(given: Partial<Reach> = {}): Reach {
	return {
		way: 'none',
		address: '',
		wifiName: '',
		wifiPassword: '',
		provenAt: null,
		trialCode: newTrialCode(),
		...given
	};
}

/** What the trial page's address ends in: new with every address, so that an old QR proves nothing. */
export function newTrialCode(): string {
	return Array.from({ length: 12 }, () => randomInt(10)).join('');
}

/** Whether slips and posters may promise following by phone: an address is chosen and a real phone has opened it. */
export function followable(reach: Reach): boolean {
	return reach.way !== 'none' && reach.address !== '' && reach.provenAt !== null;
}

/** The host name or address of a web address; empty when there is none. */
export function hostOf(address: string): string {
	return URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : '';
}

/**
 * Whether the chosen address is one of a local network that this machine does not have any more, so that links
 * printed with it lead nowhere. Names and public addresses may lead here by ways that the machine cannot see.
 * @param ownAddresses the machine's addresses now
 */
export function hasMovedAway(reach: Reach, ownAddresses: readonly string[]): boolean {
	const host = hostOf(reach.address);
	if (reach.way === 'none' || isIP(host) === 0 || !isPrivate(host)) return false;
	return !ownAddresses.includes(host);
}

function isPrivate(address: string): boolean {
	return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i.test(address);
}

/** Whether an address leads a phone to itself. */
export function isLoopback(host: string): boolean {
	return /^(localhost|.+\.localhost|127(\.\d+){3}|::1|0\.0\.0\.0)$/i.test(host);
}
