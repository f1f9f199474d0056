import type { Operation } from '#lib/core/operation.ts';
import { slipBytes, type SignedSlip } from '#lib/core/signed-slip.ts';
import type { StationPack } from '#lib/core/station/contact.ts';
import { signerOf, slipOf, type Slip } from '#lib/core/station/read-slip.ts';
import { linkOf, readTicketLink, signedDigits } from '#lib/core/ticket-link.ts';
import { isSignedBy, sign } from './station-key.ts';

export type SlipTrouble =
	'not-a-slip' | 'bad-signature' | 'other-field-event' | 'unsigned' | 'unknown-signer';

/**
 * The link of a ticket that this station gave, signed: whoever reads it can bring the ticket back, although the hall
 * has never heard of it. Where no address for phones is known it begins with the station's own.
 */
export async function slipLink(
	operation: Operation,
	pack: StationPack,
	pair: CryptoKeyPair
): Promise<string> {
	const { deed, epoch } = operation;
	if (deed.kind !== 'issued' || deed.provisional) throw new TypeError('no ticket was given by it');
	const slip: SignedSlip = {
		fieldEventId: pack.fieldEventId,
		station: pack.no,
		epoch,
		day: deed.day,
		prefix: deed.prefix,
		number: deed.number,
		ticketId: deed.ticketId
	};
	const signature = await sign(pair, slipBytes(slip));
	return linkOf(pack.follow ?? location.origin, signedDigits(slip, signature));
}

/** Reads a scanned or typed link; what it says is true when somebody whom the pack knows has signed it. */
export async function readSlip(
	text: string,
	pack: StationPack
): Promise<Slip | { refused: SlipTrouble }> {
	const read = readTicketLink(text);
	if (read?.kind !== 'ticket') return { refused: 'not-a-slip' };
	if (!read.signed) return { refused: 'unsigned' };
	const { slip, signature } = read.signed;
	if (slip.fieldEventId !== pack.fieldEventId) return { refused: 'other-field-event' };
	const signer = signerOf(pack.keys, slip);
	if (!signer) return { refused: 'unknown-signer' };
	if (!(await isSignedBy(signer.key.publicKey, signature, slipBytes(slip)))) {
		return { refused: 'bad-signature' };
	}
	return slipOf(slip, signer.maker, pack.catalogue.gates) ?? { refused: 'not-a-slip' };
}
