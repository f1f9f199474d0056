import { createHash, X509Certificate } from 'node:crypto';

/** An authority's certificate as people compare it with what their device shows. */
export type Fingerprints = {
	/** The name that stands in the device's settings. */
	name: string;
	/** Upper-case pairs with spaces, as most devices show it. */
	sha256: string;
	/** Windows shows only this one before it installs, in groups of eight. */
	sha1: string;
};

/** @param cert PEM */
export function fingerprintsOf(cert: string): Fingerprints {
	const certificate = new X509Certificate(cert);
	return {
		name: certificate.subject.replace(/^CN=/, ''),
		sha256: certificate.fingerprint256.replaceAll(':', ' '),
		sha1: (certificate.fingerprint.replaceAll(':', '').match(/.{8}/g) ?? []).join(' ')
	};
}

/** The certificate as Android, Windows and Linux take it: DER. @param cert PEM */
export function authorityDer(cert: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array(new X509Certificate(cert).raw);
}

/** The same identifier for the same content, so that installing twice replaces. */
function uuidOf(...parts: (string | Buffer)[]): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	const hex = hash.digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
		.concat(hex.slice(20, 32))
		.join('-')
		.toUpperCase();
}

const xml = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The certificate as an iPad or iPhone takes it: an unsigned configuration profile with one root
 * certificate and nothing else (Apple, "Certificate Root" payload, `com.apple.security.root`).
 * @param cert PEM
 * @param words what the device shows before it installs
 */
export function mobileConfig(cert: string, words: { title: string; purpose: string }): string {
	const { raw, fingerprint256 } = new X509Certificate(cert);
	const { name } = fingerprintsOf(cert);
	const id = `vn.ngayhoi.trust.${fingerprint256.replaceAll(':', '').slice(0, 16).toLowerCase()}`;
	const entries = (pairs: Record<string, string>) =>
		Object.entries(pairs)
			.map(([key, value]) => `<key>${key}</key>${value}`)
			.join('\n');
	const string = (text: string) => `<string>${xml(text)}</string>`;
	const payload = entries({
		PayloadType: string('com.apple.security.root'),
		PayloadVersion: '<integer>1</integer>',
		PayloadIdentifier: string(`${id}.root`),
		PayloadUUID: string(uuidOf('root', raw)),
		PayloadDisplayName: string(name),
		PayloadContent: `<data>${raw.toString('base64')}</data>`
	});
	const profile = entries({
		PayloadType: string('Configuration'),
		PayloadVersion: '<integer>1</integer>',
		PayloadIdentifier: string(id),
		PayloadUUID: string(uuidOf('profile', raw)),
		PayloadDisplayName: string(words.title),
		PayloadDescription: string(words.purpose),
		PayloadRemovalDisallowed: '<false/>',
		PayloadContent: `<array><dict>\n${payload}\n</dict></array>`
	});
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
${profile}
</dict></plist>
`;
}
