import { fromBase64url, toBase64url } from './base64url.ts';

/**
 * The key of one epoch. The private half can be used by this browser and read by nobody, the program included: a copied
 * text never makes a second station.
 */
export interface StationKey {
	pair: CryptoKeyPair;
	/** Raw, base64url. */
	publicKey: string;
}

/** Makes a key; null where the browser is too old to know Ed25519. */
export async function makeKey(): Promise<StationKey | null> {
	try {
		const pair = (await crypto.subtle.generateKey('Ed25519', false, [
			'sign',
			'verify'
		])) as CryptoKeyPair;
		return { pair, publicKey: toBase64url(await crypto.subtle.exportKey('raw', pair.publicKey)) };
	} catch {
		return null;
	}
}

/** Signs bytes; 64 bytes come back. */
export async function sign(
	pair: CryptoKeyPair,
	bytes: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes));
}

/** Whether the signature was made over these bytes by the owner of a raw public key (base64url). */
export async function isSignedBy(
	publicKey: string,
	signature: Uint8Array<ArrayBuffer>,
	bytes: Uint8Array<ArrayBuffer>
): Promise<boolean> {
	try {
		const raw = fromBase64url(publicKey);
		const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
		return await crypto.subtle.verify('Ed25519', key, signature, bytes);
	} catch {
		return false;
	}
}

/** What stands in the header beside a body that goes to `path`: the path is signed too, so that no body fits elsewhere. */
export async function signatureOf(
	pair: CryptoKeyPair,
	path: string,
	body: string
): Promise<string> {
	return toBase64url(await sign(pair, new TextEncoder().encode(`POST ${path}\n${body}`)));
}
