import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Sql } from 'postgres';
import { SERVER_STATION, slipBytes, type SignedSlip } from '#lib/core/signed-slip.ts';
import type { SlipKey } from '#lib/core/station/contact.ts';
import { signedDigits } from '#lib/core/ticket-link.ts';

interface OwnKey {
	publicKey: string;
	secret: KeyObject;
}

const kept = new Map<number, OwnKey>();

/** The server's key of a field event as stations and readers know it; made when it is asked for the first time. */
export async function serverSlipKey(sql: Sql, fieldEventId: number): Promise<SlipKey> {
	const { publicKey } = await ownKey(sql, fieldEventId);
	return { no: SERVER_STATION, station: 'server', epoch: 0, publicKey };
}

/** What follows `/t/` on a sheet that the server signs for itself. */
export async function signedByServer(
	sql: Sql,
	fieldEventId: number,
	tickets: readonly Pick<SignedSlip, 'day' | 'prefix' | 'number' | 'ticketId'>[]
): Promise<string[]> {
	const { secret } = await ownKey(sql, fieldEventId);
	return tickets.map(({ day, prefix, number, ticketId }) => {
		const station = SERVER_STATION;
		const slip = { fieldEventId, station, epoch: 0, day, prefix, number, ticketId };
		return signedDigits(slip, sign(null, slipBytes(slip), secret));
	});
}

/** Whether the holder of this key (raw Ed25519, base64url) has signed this slip. False for a key that is none. */
export function isSignedBy(publicKey: string, slip: SignedSlip, signature: Uint8Array): boolean {
	try {
		const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey };
		const key = createPublicKey({ key: jwk, format: 'jwk' });
		return verify(null, slipBytes(slip), key, signature);
	} catch {
		return false;
	}
}

async function ownKey(sql: Sql, fieldEventId: number): Promise<OwnKey> {
	const known = kept.get(fieldEventId);
	if (known) return known;
	const made = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
	// Two nodes that need it at once agree on the one that is written first.
	await sql`
		insert into slip_key (field_event_id, public_key, secret_key)
		values (${fieldEventId}, ${made.x!}, ${made.d!}) on conflict do nothing`;
	const [row] = await sql<{ publicKey: string; secretKey: string }[]>`
		select public_key as "publicKey", secret_key as "secretKey"
		from slip_key where field_event_id = ${fieldEventId}`;
	const { publicKey, secretKey } = row!;
	const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: secretKey };
	const own = { publicKey, secret: createPrivateKey({ key: jwk, format: 'jwk' }) };
	kept.set(fieldEventId, own);
	return own;
}
