import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	loadOrCreateCertificates,
	type CertificateOptions,
	type Certificates
} from '#lib/server/tls/load-or-create-certificates.ts';

const DAY_MS = 86_400_000;

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'ngayhoi-tls-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const load = (more: Partial<CertificateOptions> = {}) =>
	loadOrCreateCertificates({
		dir: join(dir, 'tls'),
		names: ['hall.example'],
		addresses: ['192.168.7.20', 'fd00::7'],
		...more
	});

/** Opens an https server with the certificates, and asks it as a device that trusts only `ca`. */
async function askAs(name: string, { key, cert }: Certificates, ca: string | null) {
	const server = createServer({ key, cert }, (_, response) => response.end('hall'));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	try {
		return await new Promise<string>((done, fail) => {
			get({ host: '127.0.0.1', port, servername: name, ca: ca ?? [] }, (response) => {
				response.setEncoding('utf8').on('data', done);
			}).on('error', fail);
		});
	} finally {
		server.close();
	}
}

describe('the own authority', () => {
	test('a device that trusts it opens the hall by each of its names', async () => {
		const made = await load();
		expect(made).toMatchObject({ source: 'own-authority', changed: true });
		for (const name of ['localhost', 'hall.example', hostname()])
			expect(await askAs(name, made, made.authorityCert)).toBe('hall');
	});

	test('a device that does not trust it, or another name, is refused', async () => {
		const made = await load();
		await expect(askAs('localhost', made, null)).rejects.toThrow();
		await expect(askAs('bank.example', made, made.authorityCert)).rejects.toThrow(/altnames/);
	});

	test('its certificates are what phones accept: ten years and at most 398 days, an authority that signs servers only', async () => {
		const made = await load();
		const authority = new X509Certificate(made.authorityCert ?? '');
		const leaf = new X509Certificate(made.cert);
		const days = (one: X509Certificate) =>
			(Date.parse(one.validTo) - Date.parse(one.validFrom)) / DAY_MS;
		expect(authority.ca).toBe(true);
		expect(authority.subject).toBe(`CN=Ngày Hội – ${hostname()}`);
		expect(days(authority)).toBeCloseTo(3_652, 0);
		expect(leaf.ca).toBe(false);
		expect(days(leaf)).toBeLessThanOrEqual(398);
		expect(leaf.checkIssued(authority)).toBe(true);
		expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
		expect(leaf.checkIP('192.168.7.20')).toBeTruthy();
		expect(leaf.checkIP('fd00::7')).toBeTruthy();
		expect(made.validUntil.getTime()).toBe(Date.parse(leaf.validTo));
	});

	test('a second start takes the same certificates', async () => {
		const first = await load();
		expect(await load()).toEqual({ ...first, changed: false });
	});

	test('a new address brings a new certificate from the same authority, and devices go on trusting', async () => {
		const before = await load();
		const after = await load({ addresses: ['10.1.2.3'] });
		expect(after.changed).toBe(true);
		expect(after.authorityCert).toBe(before.authorityCert);
		expect(new X509Certificate(after.cert).checkIP('10.1.2.3')).toBeTruthy();
		expect(await askAs('localhost', after, before.authorityCert)).toBe('hall');
	});

	test('an address that went away changes nothing', async () => {
		const before = await load();
		expect((await load({ addresses: [] })).cert).toBe(before.cert);
	});

	test('a month before its end the certificate is issued again, by the same authority', async () => {
		const before = await load();
		const soon = await load({ now: before.validUntil.getTime() - 29 * DAY_MS });
		expect(soon.changed).toBe(true);
		expect(soon.authorityCert).toBe(before.authorityCert);
		expect(soon.validUntil.getTime()).toBeGreaterThan(before.validUntil.getTime());
	});

	test('two programs that start at once over one folder have one authority', async () => {
		const made = await Promise.all([load(), load(), load()]);
		expect(new Set(made.map(({ authorityCert }) => authorityCert)).size).toBe(1);
		for (const one of made) expect(await askAs('localhost', one, one.authorityCert)).toBe('hall');
	});

	test('a host that is an address, has capitals or Vietnamese letters, or is no name at all', async () => {
		const { cert } = await load({ names: ['10.9.8.7', 'Máy-Chủ', 'hai từ', '[fd00::9]', ''] });
		const leaf = new X509Certificate(cert);
		expect(leaf.checkIP('10.9.8.7')).toBeTruthy();
		expect(leaf.checkIP('fd00::9')).toBeTruthy();
		expect(leaf.subjectAltName).toMatch(/DNS:xn--my-ch-/);
		expect(leaf.subjectAltName).not.toContain('hai');
	});

	test.skipIf(process.platform === 'win32')(
		'nobody else on the machine may read the keys, and no draft stays behind',
		async () => {
			await load();
			expect(readdirSync(join(dir, 'tls')).sort()).toEqual(['authority.pem', 'server.pem']);
			for (const name of ['authority.pem', 'server.pem'])
				expect(statSync(join(dir, 'tls', name)).mode & 0o777).toBe(0o600);
		}
	);

	test('a damaged certificate of the server is made anew, a damaged authority is said', async () => {
		const before = await load();
		writeFileSync(join(dir, 'tls/server.pem'), 'half a fi');
		expect((await load()).authorityCert).toBe(before.authorityCert);
		writeFileSync(join(dir, 'tls/authority.pem'), 'half a fi');
		await expect(load()).rejects.toThrow(/authority\.pem is damaged/);
		expect(readFileSync(join(dir, 'tls/authority.pem'), 'utf8')).toBe('half a fi');
	});

	test('openssl agrees with the chain', async (context) => {
		try {
			execFileSync('openssl', ['version']);
		} catch {
			context.skip('this machine has no openssl');
		}
		const made = await load();
		writeFileSync(join(dir, 'ca.crt'), made.authorityCert ?? '');
		writeFileSync(join(dir, 'leaf.crt'), made.cert);
		const verify = (...more: string[]) =>
			execFileSync(
				'openssl',
				['verify', '-x509_strict', '-purpose', 'sslserver', ...more].concat([
					...['-CAfile', join(dir, 'ca.crt'), join(dir, 'leaf.crt')]
				]),
				{ encoding: 'utf8' }
			);
		expect(verify('-verify_hostname', 'hall.example')).toContain('leaf.crt: OK');
		expect(verify('-verify_ip', '192.168.7.20')).toContain('leaf.crt: OK');
	});
});

describe("the organiser's own certificate", () => {
	async function given() {
		const { key, cert } = await load();
		writeFileSync(join(dir, 'given.key'), key);
		writeFileSync(join(dir, 'given.crt'), cert);
		return { key: join(dir, 'given.key'), cert: join(dir, 'given.crt') };
	}

	test('is used as it is, and no device needs to trust anything of ours', async () => {
		const organiser = await given();
		expect(await load({ organiser })).toMatchObject({
			source: 'organiser',
			authorityCert: null,
			changed: false,
			cert: readFileSync(organiser.cert, 'utf8')
		});
	});

	test('a file that is not there, is no certificate, or a key of another one: a sentence says which', async () => {
		const organiser = await given();
		const absent = join(dir, 'absent.crt');
		await expect(load({ organiser: { ...organiser, cert: absent } })).rejects.toThrow(
			`The file ${absent} that TLS_CERT names cannot be read (ENOENT).`
		);
		await expect(load({ organiser: { ...organiser, cert: organiser.key } })).rejects.toThrow(
			/TLS_CERT names holds no certificate/
		);
		await expect(load({ organiser: { ...organiser, key: organiser.cert } })).rejects.toThrow(
			/TLS_KEY names holds no private key/
		);
		await expect(load({ organiser: { cert: organiser.cert } })).rejects.toThrow(
			/must be set together/
		);
		writeFileSync(organiser.key, (await load({ dir: join(dir, 'other') })).key);
		await expect(load({ organiser })).rejects.toThrow(/does not belong to the certificate/);
	});
});
