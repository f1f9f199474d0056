import { X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StartTrouble } from '#lib/server/postgres/start-trouble.ts';
import { isInForce, issueAuthority, issueLeaf } from '#lib/server/tls/issue.ts';
import {
	readOrganiserCertificate,
	type OrganiserFiles
} from '#lib/server/tls/organiser-certificate.ts';
import { readIfThere, writeWhole } from '#lib/server/tls/own-file.ts';
import { joinPem, splitPem, type KeyAndCertificate } from '#lib/server/tls/pem.ts';
import { wantedNames, type Wanted } from '#lib/server/tls/wanted-names.ts';

export type CertificateOptions = {
	/** Where the own authority and the server's certificate are kept, `DATA_DIR/tls`; made when absent. */
	dir: string;
	/** Names by which the server is called besides localhost and the machine's own: the host of PUBLIC_URL. */
	names: string[];
	/** Addresses by which it is reached, from `lanAddresses()`. */
	addresses: string[];
	/** TLS_CERT and TLS_KEY, when the organiser has a certificate. */
	organiser?: OrganiserFiles;
	/** Real time, ms. */
	now?: number;
};

export type Certificates = {
	/** For `https.createServer` or `server.setSecureContext`, PEM. */
	key: string;
	cert: string;
	/** What devices must trust, PEM; null when the organiser's certificate is used. */
	authorityCert: string | null;
	/** Whether a certificate was issued just now. */
	changed: boolean;
	source: 'own-authority' | 'organiser';
	/** When the server's certificate ends. */
	validUntil: Date;
};

const RENEW_BEFORE_DAYS = 30;

function isGoodFor(cert: string, { names, addresses }: Wanted): boolean {
	const certificate = new X509Certificate(cert);
	return (
		names.every((name) => certificate.checkHost(name, { subject: 'never' })) &&
		addresses.every((address) => certificate.checkIP(address))
	);
}

async function ownAuthority(dir: string, now: number) {
	const file = join(dir, 'authority.pem');
	const text = await readIfThere(file);
	if (text !== null) {
		try {
			const authority = splitPem(text);
			if (isInForce(authority.cert, now)) return { authority, issued: false };
		} catch (error) {
			throw new StartTrouble(
				`Tệp ${file} bị hỏng. Đưa bản sao lưu trở lại; nếu không còn, đổi tên tệp này, khi đó mọi thiết bị phải tin cậy chứng thư mới.`,
				`The file ${file} is damaged. Put its backup back, or rename it: every device must then trust a new certificate.`,
				{ cause: error }
			);
		}
	}
	const made = joinPem(await issueAuthority(hostname(), now));
	// One that has ended is replaced; one that another program has just made stands.
	return { authority: splitPem(await writeWhole(file, made, text !== null)), issued: true };
}

async function keptLeaf(
	file: string,
	authority: KeyAndCertificate,
	wanted: Wanted,
	now: number
): Promise<KeyAndCertificate | null> {
	const text = await readIfThere(file);
	if (text === null) return null;
	try {
		const leaf = splitPem(text);
		const signedByUs = new X509Certificate(leaf.cert).verify(
			new X509Certificate(authority.cert).publicKey
		);
		const good = signedByUs && isInForce(leaf.cert, now, RENEW_BEFORE_DAYS);
		return good && isGoodFor(leaf.cert, wanted) ? leaf : null;
	} catch {
		// Unlike the authority it is worth nothing to anybody: a damaged one is simply made anew.
		return null;
	}
}

/**
 * The certificate that the https server shows: the organiser's own when its files are given, else one
 * signed by this installation's own authority. The authority is made once and kept for its ten years,
 * because every device in the hall trusts it by hand. The server's certificate is issued again when it
 * lacks a wanted name or address, ends within 30 days, or another authority signed it; an address that
 * went away stays in it and does no harm.
 *
 * Safe to call again while running, for instance when the machine's address has changed: hand `key` and
 * `cert` to `server.setSecureContext`. Throws a StartTrouble when the organiser's files are wrong, or
 * when the authority's own file is damaged.
 */
export async function loadOrCreateCertificates(options: CertificateOptions): Promise<Certificates> {
	const now = options.now ?? Date.now();
	const organisers = await readOrganiserCertificate(options.organiser ?? {});
	if (organisers)
		return {
			...organisers,
			authorityCert: null,
			changed: false,
			source: 'organiser',
			validUntil: new Date(new X509Certificate(organisers.cert).validTo)
		};

	await mkdir(options.dir, { recursive: true, mode: 0o700 });
	const wanted = wantedNames({ names: options.names, addresses: options.addresses });
	const { authority, issued } = await ownAuthority(options.dir, now);
	const kept = await keptLeaf(join(options.dir, 'server.pem'), authority, wanted, now);
	const leaf = kept ?? (await issueLeaf(authority, wanted, now));
	if (!kept) await writeWhole(join(options.dir, 'server.pem'), joinPem(leaf), true);
	return {
		...leaf,
		authorityCert: authority.cert,
		changed: issued || !kept,
		source: 'own-authority',
		validUntil: new Date(new X509Certificate(leaf.cert).validTo)
	};
}
