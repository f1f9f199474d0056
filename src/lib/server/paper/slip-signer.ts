import { SERVER_STATION, type SignedSlip } from '#lib/core/signed-slip.ts';
import { sql } from '../db/connection.ts';

/** Who signed a slip, as far as this server knows. */
export interface SlipSigner {
	publicKey: string;
	/** Who holds the number (`Series.holder`). */
	maker: string;
	/** Hall time of the last word from the station; null for the server's own sheets. */
	lastContact: number | null;
}

/** The signer that a slip names; null when its field event or station is not of this server. */
export async function signerOfSlip(slip: SignedSlip): Promise<SlipSigner | null> {
	if (slip.station === SERVER_STATION && slip.epoch === 0) {
		// Only a key that exists: whoever tries links must not make any.
		const [own] = await sql<{ publicKey: string }[]>`
			select public_key as "publicKey" from slip_key where field_event_id = ${slip.fieldEventId}`;
		return own ? { publicKey: own.publicKey, maker: 'server', lastContact: null } : null;
	}
	return null;
}
