import { createHash, X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { chromium } from '@playwright/test';
import { expect, PHONE, TABLET, test } from './hall.ts';
import { isAccessible } from './steps.ts';

/** What the server at a https address shows, whoever trusts it. */
function shownBy(address: string): Promise<X509Certificate> {
	const { hostname, port } = new URL(address);
	return new Promise((done, fail) => {
		const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
		socket.once('error', fail).once('secureConnect', () => {
			const certificate = socket.getPeerX509Certificate();
			socket.end();
			if (certificate) done(certificate);
			else fail(new Error('no certificate'));
		});
	});
}

test('a tablet that has not trusted the server finds its certificate, the fingerprint and the way on', async ({
	browser,
	program
}) => {
	const context = await browser.newContext({ viewport: TABLET, ignoreHTTPSErrors: false });
	const page = await context.newPage();
	await page.goto(`${program.url}/trust`);
	const certificate = await page.request.get(`${program.url}/trust/authority.crt`);
	expect(certificate.headers()['content-type']).toBe('application/x-x509-ca-cert');
	const authority = new X509Certificate(await certificate.body());
	await expect(page.getByText(authority.fingerprint256.replaceAll(':', ' '))).toBeVisible();

	const secure = page.getByRole('link', { name: 'Mở trang https' });
	const address = String(await secure.getAttribute('href'));
	expect((await shownBy(address)).checkIssued(authority)).toBe(true);
	await expect(page.goto(address)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
});

test('the page fits a phone, reads without JavaScript and has nothing that axe finds', async ({
	browser,
	program
}) => {
	const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
	const bare = await context.newPage();
	await bare.goto(`${program.url}/trust`);
	await expect(bare.getByRole('heading', { name: 'Android' })).toBeVisible();
	await expect(bare.getByRole('img', { name: /Mã QR dẫn đến http:/ })).toBeVisible();

	const page = await (await browser.newContext({ viewport: PHONE })).newPage();
	await page.goto(`${program.url}/trust`);
	await isAccessible(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
		true
	);
});

test('by https it tells a device that trusts the server from one whose warning was passed over', async ({
	browser,
	program,
	launchOptions
}) => {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${program.url}/trust`);
	const link = page.getByRole('link', { name: 'Mở trang https' });
	const address = String(await link.getAttribute('href'));

	const careless = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
	await careless.goto(address);
	await expect(careless.getByText('Thiết bị này chưa tin cậy máy chủ')).toBeVisible();

	// As good as installed: this browser takes this very key for trusted.
	const key = (await shownBy(address)).publicKey.export({ type: 'spki', format: 'der' });
	const pin = createHash('sha256').update(key).digest('base64');
	const trusting = await chromium.launch({
		...launchOptions,
		args: [...(launchOptions.args ?? []), `--ignore-certificate-errors-spki-list=${pin}`]
	});
	const device = await trusting.newPage({ locale: 'vi-VN' });
	await device.goto(address);
	await expect(device.getByText('Thiết bị này đã tin cậy máy chủ')).toBeVisible();
	await trusting.close();
});
