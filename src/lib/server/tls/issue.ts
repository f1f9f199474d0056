import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import type { KeyAndCertificate } from '#lib/server/tls/pem.ts';
import type { Wanted } from '#lib/server/tls/wanted-names.ts';

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
/** Apple's systems and Chromium refuse a server's certificate of more than 398 days. */
const LEAF_DAYS = 397;
/** A tablet's clock may be behind the server's. */
const BACKDATED_DAYS = 2;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Loaded only when something is issued, which most starts do not: it costs 100 ms and 20 MB. */
async function x509() {
	await import('reflect-metadata');
	const library = await import('@peculiar/x509');
	library.cryptoProvider.set(webcrypto as Crypto);
	return library;
}

async function newKeys(): Promise<{ keys: CryptoKeyPair; pem: string }> {
	const keys = (await webcrypto.subtle.generateKey(CURVE, true, [
		'sign',
		'verify'
	])) as CryptoKeyPair;
	const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
	const pem = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
		.export({ format: 'pem', type: 'pkcs8' })
		.toString();
	return { keys, pem };
}

/** Positive, unique, and at most 20 bytes, as RFC 5280 4.1.2.2 asks. */
function serialNumber(): string {
	const bytes = randomBytes(16);
	bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
	return bytes.toString('hex');
}

/** A distinguished name of a common name alone. X.520 allows it 64 characters. */
const called = (lib: Awaited<ReturnType<typeof x509>>, name: string) =>
	new lib.Name([{ CN: [{ utf8String: name.slice(0, 64) }] }]);

const daysFrom = (at: number, days: number) => new Date(at + days * DAY_MS);

/**
 * Makes a certificate authority for one installation of the program. Its certificate may sign servers
 * only through its own key (path length 0); whoever holds that key can pretend to be any site towards
 * the devices that trust it, so the key stays in a file of mode 0600 and the trust page asks to remove
 * the certificate after the field event.
 * @param host goes into its name, `Ngày Hội – <host>`, which people see in their device's settings
 * @param now real time, ms
 */
export async function issueAuthority(host: string, now: number): Promise<KeyAndCertificate> {
	const lib = await x509();
	const { keys, pem } = await newKeys();
	const certificate = await lib.X509CertificateGenerator.createSelfSigned({
		serialNumber: serialNumber(),
		name: called(lib, `Ngày Hội – ${host}`),
		notBefore: daysFrom(now, -BACKDATED_DAYS),
		notAfter: daysFrom(now, AUTHORITY_DAYS),
		signingAlgorithm: SIGNING,
		keys,
		extensions: [
			new lib.BasicConstraintsExtension(true, 0, true),
			new lib.KeyUsagesExtension(lib.KeyUsageFlags.keyCertSign | lib.KeyUsageFlags.cRLSign, true),
			await lib.SubjectKeyIdentifierExtension.create(keys.publicKey)
		]
	});
	return { key: pem, cert: certificate.toString('pem') + '\n' };
}

/**
 * Makes a new key and a server's certificate for it, signed by the authority, good for all names and
 * addresses of `wanted`, for 397 days or as long as the authority itself.
 * @param now real time, ms
 */
export async function issueLeaf(
	authority: KeyAndCertificate,
	wanted: Wanted,
	now: number
): Promise<KeyAndCertificate> {
	const lib = await x509();
	const { keys, pem } = await newKeys();
	const issuer = new lib.X509Certificate(authority.cert);
	const signingKey = await webcrypto.subtle.importKey(
		'pkcs8',
		createPrivateKey(authority.key).export({ format: 'der', type: 'pkcs8' }),
		CURVE,
		false,
		['sign']
	);
	const notAfter = Math.min(
		daysFrom(now, LEAF_DAYS - BACKDATED_DAYS).getTime(),
		issuer.notAfter.getTime()
	);
	const certificate = await lib.X509CertificateGenerator.create({
		serialNumber: serialNumber(),
		subject: called(lib, wanted.names[1] ?? 'localhost'),
		issuer: issuer.subjectName,
		notBefore: daysFrom(now, -BACKDATED_DAYS),
		notAfter: new Date(notAfter),
		signingAlgorithm: SIGNING,
		publicKey: keys.publicKey,
		signingKey: signingKey as CryptoKey,
		extensions: [
			new lib.BasicConstraintsExtension(false, undefined, true),
			new lib.KeyUsagesExtension(lib.KeyUsageFlags.digitalSignature, true),
			new lib.ExtendedKeyUsageExtension([lib.ExtendedKeyUsage.serverAuth]),
			new lib.SubjectAlternativeNameExtension([
				...wanted.names.map((value) => ({ type: 'dns' as const, value })),
				...wanted.addresses.map((value) => ({ type: 'ip' as const, value }))
			]),
			await lib.SubjectKeyIdentifierExtension.create(keys.publicKey),
			await lib.AuthorityKeyIdentifierExtension.create(issuer.publicKey)
		]
	});
	return { key: pem, cert: certificate.toString('pem') + '\n' };
}

/** Whether a certificate is in force now and stays so for `days` more. */
export function isInForce(cert: string, now: number, days = 0): boolean {
	const { validFrom, validTo } = new X509Certificate(cert);
	return Date.parse(validFrom) <= now && now + days * DAY_MS < Date.parse(validTo);
}
