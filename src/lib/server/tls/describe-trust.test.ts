import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorityDer, fingerprintsOf, mobileConfig } from '#lib/server/tls/authority-files.ts';
import { describeTrust } from '#lib/server/tls/describe-trust.ts';
import { loadOrCreateCertificates } from '#lib/server/tls/load-or-create-certificates.ts';
import type { TlsState } from '#lib/server/tls/tls-state.ts';

let dir: string;
let authorityCert: string;
beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'ngayhoi-trust-'));
	const made = await loadOrCreateCertificates({ dir, names: [], addresses: [] });
	authorityCert = made.authorityCert ?? '';
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const state = (): TlsState => ({
	source: 'own-authority',
	authorityCert,
	httpOrigins: ['http://192.168.1.5:3000', 'http://10.0.0.2:3000'],
	httpsOrigins: ['https://192.168.1.5:3443', 'https://10.0.0.2:3443']
});
const at = (address: string) => describeTrust(state(), new URL(address), '');

describe('the trust page', () => {
	test('on the server itself leads other devices to an address that they can reach', () => {
		expect(at('http://localhost:3000/trust')).toMatchObject({
			secure: false,
			pageAddress: 'http://192.168.1.5:3000/trust',
			secureAddress: 'https://192.168.1.5:3443/trust'
		});
	});

	test('keeps to the address by which the device already reached it', () => {
		expect(at('http://10.0.0.2:3000/trust')).toMatchObject({
			pageAddress: 'http://10.0.0.2:3000/trust',
			secureAddress: 'https://10.0.0.2:3443/trust'
		});
	});

	test('opened by https still shows a code that an untrusting device can open', () => {
		expect(at('https://10.0.0.2:3443/trust')).toMatchObject({
			secure: true,
			pageAddress: 'http://10.0.0.2:3000/trust'
		});
	});

	test('without https has nothing to compare and nowhere to lead', () => {
		const off: TlsState = { source: 'off', authorityCert: null, httpOrigins: [], httpsOrigins: [] };
		expect(describeTrust(off, new URL('http://hall.local:3000/trust'), '')).toMatchObject({
			fingerprints: null,
			pageAddress: 'http://hall.local:3000/trust',
			secureAddress: null
		});
	});

	test.each([
		['Mozilla/5.0 (Linux; Android 14; SM-X205) Chrome/140', 'android'],
		['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)', 'apple'],
		['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'windows'],
		['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'mac'],
		['Mozilla/5.0 (X11; CrOS x86_64)', 'linux'],
		['', 'linux']
	])('%s opens the steps for %s', (userAgent, platform) => {
		expect(describeTrust(state(), new URL('http://h/trust'), userAgent).platform).toBe(platform);
	});
});

describe("the authority's files", () => {
	test('the fingerprints are those of the file that is downloaded', () => {
		const downloaded = new X509Certificate(Buffer.from(authorityDer(authorityCert)));
		const shown = fingerprintsOf(authorityCert);
		expect(shown.sha256.replaceAll(' ', ':')).toBe(downloaded.fingerprint256);
		expect(shown.sha1.replaceAll(' ', '')).toBe(downloaded.fingerprint.replaceAll(':', ''));
		expect(shown.name).toMatch(/^Ngày Hội – /);
	});

	test('the profile for an iPad holds that certificate, and the same one each time', () => {
		const words = { title: 'Ngày Hội <b>', purpose: 'A & B' };
		const profile = mobileConfig(authorityCert, words);
		const data = /<data>(.+)<\/data>/.exec(profile)?.[1] ?? '';
		expect(Buffer.from(data, 'base64')).toEqual(Buffer.from(authorityDer(authorityCert)));
		expect(profile).toContain('<string>com.apple.security.root</string>');
		expect(profile).toContain('<string>Ngày Hội &lt;b&gt;</string>');
		expect(profile).toContain('<string>A &amp; B</string>');
		expect(mobileConfig(authorityCert, words)).toBe(profile);
	});
});
