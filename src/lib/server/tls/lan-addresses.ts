import { networkInterfaces } from 'node:os';

/**
 * The addresses under which this machine can be reached from its networks, IPv4 first, as text and
 * without loopback. Link-local ones are left out: a browser cannot open them, or not without a zone.
 */
export function lanAddresses(): string[] {
	const found = Object.values(networkInterfaces())
		.flatMap((cards) => cards ?? [])
		.filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address));
	const ofFamily = (family: 'IPv4' | 'IPv6') =>
		found.filter((card) => card.family === family).map(({ address }) => address);
	return [...new Set([...ofFamily('IPv4'), ...ofFamily('IPv6')])];
}
