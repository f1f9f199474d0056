import { createPrivateKey, X509Certificate } from 'node:crypto';

/** A private key (PKCS 8) and its certificate, both PEM. */
export type KeyAndCertificate = { key: string; cert: string };

const KEY = /-----BEGIN PRIVATE KEY-----[^]+?-----END PRIVATE KEY-----\n/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----\n/;

/** Both in one text, so that one file holds them and they can never come from two writers. */
export function joinPem({ key, cert }: KeyAndCertificate): string {
	return key + cert;
}

/** Takes apart what `joinPem` put together; throws when it is no such text or the two do not match. */
export function splitPem(text: string): KeyAndCertificate {
	const key = KEY.exec(text)?.[0];
	const cert = CERTIFICATE.exec(text)?.[0];
	if (!key || !cert) throw new Error('not a key and a certificate');
	if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
		throw new Error('the key is not that of the certificate');
	return { key, cert };
}
