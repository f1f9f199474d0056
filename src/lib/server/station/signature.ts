import { createPublicKey, verify } from 'node:crypto';

/** The fixed beginning of a raw Ed25519 public key in SPKI form. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Whether a station's key stands for this request: Ed25519 over `POST <pathname>` with a line feed, then the body's bytes.
 * False as well for what is no key or no signature at all.
 */
export function isSignedBy(
	publicKey: string,
	pathname: string,
	body: Uint8Array,
	signature: string
): boolean {
	const sign = Buffer.from(signature, 'base64url');
	const raw = Buffer.from(publicKey, 'base64url');
	if (sign.length !== 64 || raw.length !== 32) return false;
	const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
	return verify(null, Buffer.concat([Buffer.from(`POST ${pathname}\n`), body]), key, sign);
}
