import type { Gate } from '../catalogue.ts';
import { holderOf } from '../operation.ts';
import { SERVER_STATION, type SignedSlip } from '../signed-slip.ts';
import type { SlipKey } from './contact.ts';

/** A slip as a booth reads it from its signed link: enough to serve whoever holds it. */
export interface Slip {
	ticketId: string;
	gateId: string;
	day: number;
	prefix: string;
	number: number;
	/** Who gave the number; the shell has checked the signature. */
	maker: string;
}

/**
 * Who signed a slip, among the keys of its field event: whose signature must be checked with `publicKey`, and who holds
 * the number (`Series.holder`). Undefined when nobody known signed it.
 */
export function signerOf(
	keys: readonly SlipKey[],
	slip: Pick<SignedSlip, 'station' | 'epoch'>
): { key: SlipKey; maker: string } | undefined {
	const key = keys.find(({ no, epoch }) => no === slip.station && epoch === slip.epoch);
	if (!key) return undefined;
	return {
		key,
		maker: key.no === SERVER_STATION ? 'server' : holderOf(key.station, key.epoch)
	};
}

/** The slip as a booth serves it by hand; null when no gate has numbers of its prefix. */
export function slipOf(
	{ ticketId, day, prefix, number }: SignedSlip,
	maker: string,
	gates: readonly Pick<Gate, 'id' | 'prefix'>[]
): Slip | null {
	const gate = gates.find((one) => one.prefix === prefix);
	return gate ? { ticketId, gateId: gate.id, day, prefix, number, maker } : null;
}
