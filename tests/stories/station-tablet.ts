import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { StationPlace } from '#lib/core/fact.ts';
import { openDatabase } from '../../src/cli/open-database.ts';
import { makeStationCode } from '#lib/server/station/station-code.ts';
import { browserPlace } from '../run/browsers.js';
import { tearLastLine } from '../torn-line.ts';
import { expect, TABLET, type Program } from './hall.ts';

/** The name by which the hall's network knows the server: no station is ever told of localhost. */
export const LAN_NAME = 'ngayhoi.lan';

/** The one-time code of a place, as an organiser's page shows it, or showed it so many minutes ago. */
export async function stationCode(
	program: Program,
	fieldEvent: string,
	place: StationPlace,
	minutesAgo = 0
): Promise<string> {
	const before = process.env.DATA_DIR;
	process.env.DATA_DIR = program.dataDir;
	const { sql, end } = await openDatabase(false);
	if (before === undefined) delete process.env.DATA_DIR;
	else process.env.DATA_DIR = before;
	const asked = { fieldEventId: Number(fieldEvent), place, mayBeCutOff: true };
	const { code } = await makeStationCode(sql, asked, new Date(Date.now() - minutesAgo * 60_000));
	await end();
	return code;
}

/** A tablet with a profile of its own, that reaches the server by its name over https. */
export class Tablet {
	private constructor(
		readonly origin: string,
		private readonly profile: string,
		private readonly size: typeof TABLET,
		private context: BrowserContext,
		public page: Page
	) {}

	/**
	 * @param keeps whether the browser promises to keep its store
	 * @param trusts whether the certificate of the field event was installed; else somebody clicked the warning away
	 */
	static async start(
		program: Program,
		size = TABLET,
		{ keeps = true, trusts = true, profile = newProfile() } = {}
	): Promise<Tablet> {
		const origin = `https://${LAN_NAME}:${program.securePort}`;
		const context = await open(profile, size, origin, keeps, trusts);
		const page = context.pages()[0] ?? (await context.newPage());
		return new Tablet(origin, profile, size, context, page);
	}

	/** Closes the browser, and gives a second device that was restored from an image of this one as it is now. */
	async copied(program: Program): Promise<Tablet> {
		await this.context.close();
		const profile = newProfile();
		cpSync(this.profile, profile, { recursive: true });
		return Tablet.start(program, this.size, { profile });
	}

	/** The browser is opened anew. */
	reopened(program: Program): Promise<Tablet> {
		return Tablet.start(program, this.size, { profile: this.profile });
	}

	/** Opens the browser anew after it died in the midst of writing a line of its store: the line's head is there, the rest is not. */
	async revived(program: Program): Promise<Tablet> {
		await this.context.close();
		tearLastLine(this.profile);
		return this.reopened(program);
	}

	/** Takes the network away from this device alone, or gives it back. */
	async cut(isCut: boolean): Promise<void> {
		await this.context.setOffline(isCut);
	}

	/** As much as the browser may still keep for this site; null: what the disk has. */
	async leaveRoom(bytes: number | null): Promise<void> {
		const session = await this.context.newCDPSession(this.page);
		const { origin } = this;
		const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
		await session.send('Storage.overrideQuotaForOrigin', {
			origin,
			...(bytes !== null && { quotaSize: usage + bytes })
		});
	}

	/** Another tab of the same browser. */
	newTab(): Promise<Page> {
		return this.context.newPage();
	}

	async enrol(code: string): Promise<void> {
		await this.page.goto(`${this.origin}/station#${code}`);
		await this.page.getByRole('button', { name: 'Đăng ký máy này' }).click();
		await expect(this.page.locator('[data-link]')).toBeVisible();
	}

	/** Waits until the page would open without any network. */
	async keepsPage(): Promise<void> {
		const worker = () =>
			this.page.evaluate(async () => {
				const registration = await navigator.serviceWorker.getRegistration('/station');
				return registration?.active?.state;
			});
		await expect.poll(worker).toBe('activated');
	}

	/** Opens the page anew, also without a network: a busy machine may need a second try to wake what keeps the page. */
	async reloaded(): Promise<void> {
		await expect(async () => {
			await this.page.reload();
		}).toPass();
	}

	async remove(): Promise<void> {
		await this.context.close();
		rmSync(this.profile, { recursive: true, force: true });
	}
}

const newProfile = () => mkdtempSync(join(tmpdir(), 'tablet-'));

async function open(
	profile: string,
	viewport: { width: number; height: number },
	origin: string,
	keeps: boolean,
	trusts: boolean
): Promise<BrowserContext> {
	const context = await chromium.launchPersistentContext(profile, {
		viewport,
		locale: 'vi-VN',
		executablePath: browserPlace(),
		ignoreHTTPSErrors: true,
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			'--disable-gpu',
			'--no-first-run',
			'--disable-background-networking',
			...(trusts ? ['--ignore-certificate-errors'] : []),
			`--host-resolver-rules=MAP ${LAN_NAME} 127.0.0.1`
		]
	});
	// The browser's promise to keep the store, as an installed app or a person's yes gets it.
	const session = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
	await session.send('Browser.setPermission', {
		origin,
		permission: { name: 'persistent-storage' },
		setting: keeps ? 'granted' : 'denied'
	});
	return context;
}

/** Reads the QR code that a page shows, from its picture, as a camera would. */
export async function seenCode(page: Page): Promise<string> {
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	const binary = await readFile(wasm);
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(binary).buffer } });
	const picture = await page.locator('dialog[open] svg[role=img]').screenshot();
	const [read] = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
	if (!read?.text) throw new Error('no code is seen on the page');
	return read.text;
}
