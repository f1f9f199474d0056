import { holderOf } from '#lib/core/operation.ts';
import { SERVER_STATION, type SignedSlip } from '#lib/core/signed-slip.ts';
import { sql } from '../db/connection.ts';

/** Who signed a slip, as far as this server knows. */
export interface SlipSigner {
	publicKey: string;
	/** Who holds the number (`Series.holder`). */
	maker: string;
	/** Hall time of the last word from the station; null for the server's own sheets. */
	lastContact: number | null;
	/** Of the last one after which nothing that it had done was unheard: the slip is younger. */
	wholeAt: number;
}

/** The signer that a slip names; null when its field event or station is not of this server. */
export async function signerOfSlip(slip: SignedSlip): Promise<SlipSigner | null> {
	if (slip.station === SERVER_STATION && slip.epoch === 0) {
		// Only a key that exists: whoever tries links must not make any.
		const [own] = await sql<{ publicKey: string }[]>`
			select public_key as "publicKey" from slip_key where field_event_id = ${slip.fieldEventId}`;
		return own
			? { publicKey: own.publicKey, maker: 'server', lastContact: null, wholeAt: 0 }
			: null;
	}
	const [row] = await sql<
		{ station: string; publicKey: string; contactAt: number; wholeAt: number }[]
	>`
		select station, public_key as "publicKey", contact_at as "contactAt", whole_at as "wholeAt" from station_epoch
		where field_event_id = ${slip.fieldEventId} and no = ${slip.station} and epoch = ${slip.epoch}`;
	if (!row) return null;
	return {
		publicKey: row.publicKey,
		maker: holderOf(row.station, slip.epoch),
		lastContact: row.contactAt,
		wholeAt: row.wholeAt
	};
}
