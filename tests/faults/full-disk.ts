import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../free-port.ts';
import { bundleStation } from './station/bundle.ts';
import { Tablet } from './station/browser.ts';
import { GATE_PACK } from './station/gate-pack.ts';
import { servePage } from './station/page-server.ts';
import { TabletDisk, whyNoDisk } from './station/tablet-disk.ts';

/*
 * A tablet whose disk is full when its station is opened: it opens or says so, and takes nothing away. When there is room
 * again everything that was said to be done is there, and the device is the station that it was.
 */

const GIVEN = 60;
/** What an opening may say. */
const TRUE = new Set(['opened', '{"kind":"trouble","why":"storage-full"}']);
/** Bytes that are left free. */
const LEFT = [0, 65_536, 1_000_000, 20_000_000];
/** A browser that cannot write may not answer at all. */
const OPENED_MS = 20_000;

/** Takes what is free on a disk, but for so many bytes. */
function fill(folder: string, left: number): string {
	const path = join(folder, 'filler');
	const file = openSync(path, 'w');
	for (let size = 1 << 20; size >= 1; size >>= 2) {
		const part = Buffer.alloc(size);
		try {
			for (;;) {
				const { bfree, bsize } = statfsSync(folder);
				if (bfree * bsize - size < left) break;
				if (writeSync(file, part) < size) break;
			}
		} catch {
			// No room for a part of this size any more.
		}
	}
	closeSync(file);
	return path;
}

interface Round {
	left: number;
	/** What the page said when it was opened on the full disk. */
	said: string;
	/** What is missing after there was room again; nothing when all is there. */
	missing: string | null;
}

async function round(disk: TabletDisk, url: string, n: number, left: number): Promise<Round> {
	const profile = join(disk.path, `profile-${n}`);
	let tablet = await Tablet.start(profile);
	await tablet.page.exposeFunction('acked', () => undefined);
	await tablet.page.goto(url);
	await tablet.page.evaluate((pack) => window.rig.becomeGate(pack), GATE_PACK);
	await tablet.page.evaluate(() => window.rig.open());
	const { given } = await tablet.page.evaluate((many) => window.rig.tryToGive(many), GIVEN);
	await tablet.kill();

	const filler = fill(disk.path, left);
	let said: string;
	try {
		tablet = await Tablet.start(profile, await freePort());
		await tablet.page.goto(url);
		const opened = tablet.page.evaluate(() => window.rig.open());
		const late = sleep(OPENED_MS).then(() => 'no answer');
		said = (await Promise.race([opened, late])) ?? 'opened';
	} catch (fault) {
		said = String(fault).split('\n')[0]!.slice(0, 120);
	}
	await tablet.kill();
	rmSync(filler);

	tablet = await Tablet.start(profile);
	try {
		await tablet.page.goto(url);
		const trouble = await tablet.page.evaluate(() => window.rig.open());
		if (trouble) return { left, said, missing: trouble };
		const { kept } = await tablet.page.evaluate(() => window.rig.kept());
		return {
			left,
			said,
			missing: kept.length === given ? null : `${given - kept.length} of ${given}`
		};
	} finally {
		await tablet.kill();
		rmSync(profile, { recursive: true, force: true });
	}
}

/** `--rounds 12`: how often a station is opened on a full disk. */
export async function faultFullDisk(args: string[]): Promise<boolean> {
	const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '12' } } });
	const why = await whyNoDisk();
	if (why) {
		console.log(`a full disk: SKIPPED, ${why}`);
		return true;
	}
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-full-'));
	const script = await bundleStation(join(folder, 'bundle'));
	const site = await servePage(() => script);
	const disk = TabletDisk.make(join(folder, 'disk'));
	try {
		let [missing, untrue] = [0, 0];
		for (let n = 0; n < Number(values.rounds); n++) {
			const one = await round(disk, site.url, n, LEFT[n % LEFT.length]!);
			console.log(
				`  ${one.left} bytes free: "${one.said}"; afterwards ${one.missing ?? 'all there'}`
			);
			if (one.missing) missing++;
			if (!TRUE.has(one.said)) untrue++;
		}
		console.log(
			`${values.rounds} openings on a full disk: ${missing} times something was gone, ${untrue} times it said something else`
		);
		return missing + untrue === 0;
	} finally {
		disk.remove();
		site.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
