import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bundleStation, type Planted } from './station/bundle.ts';
import { Tablet } from './station/browser.ts';
import { GATE_PACK } from './station/gate-pack.ts';
import type { Kept } from './station/page.ts';
import { servePage } from './station/page-server.ts';
import { TabletDisk, whyNoDisk } from './station/tablet-disk.ts';

/*
 * R7: what a screen of a station said is done survives a killed browser and a tablet whose power was cut. The same run
 * with the browser's own default durability must lose something, or the rig sees nothing.
 */

/** The browser's default instead of what the product asks for. */
const DEFAULT_DURABILITY: Planted = {
	file: 'src/lib/station/app/station-store.ts',
	text: "this.write(['held', 'operation'], 'strict',",
	instead: "this.write(['held', 'operation'], 'default',"
};
/** As many faults are put to one profile before the next begins anew. */
const FAULTS_A_PROFILE = 10;
const ACK_P95_MS = 50;

/** What one profile's screen said, by sequence number. */
type Acked = Map<number, Kept>;

class Figures {
	faults = 0;
	acked = 0;
	lost = 0;
	/** Two operations of one number, a sequence with a gap, a stock behind what was given. */
	broken = 0;
	ms: number[] = [];

	judge(acked: Acked, store: { kept: Kept[]; nextSeq: number; nextNumber: number }): void {
		this.faults++;
		const kept = new Map(store.kept.map((one) => [one[0], one]));
		for (const [seq, operationId, number] of acked.values()) {
			const found = kept.get(seq);
			if (found?.[1] !== operationId || found[2] !== number) this.lost++;
		}
		const last = store.kept.length;
		const numbers = new Set(store.kept.map((one) => one[2]));
		const whole = numbers.size === last && store.nextSeq === last + 1;
		if (!whole || store.nextNumber !== last + 1) this.broken++;
	}

	p(share: number): number {
		const sorted = [...this.ms].sort((a, b) => a - b);
		return sorted[Math.floor(sorted.length * share)] ?? 0;
	}
}

/** Starts a browser on a profile and lets it give numbers; `acked` fills while it does. */
async function writing(profile: string, url: string, acked: Acked, figures: Figures) {
	const tablet = await Tablet.start(profile);
	const { page } = tablet;
	await page.exposeFunction('took', (ms: number) => figures.ms.push(ms));
	await page.exposeFunction('acked', (operations: Kept[]) => {
		for (const one of operations) acked.set(one[0], one);
		figures.acked += operations.length;
	});
	await page.goto(url);
	if (acked.size === 0) await page.evaluate((pack) => window.rig.becomeGate(pack), GATE_PACK);
	await page.evaluate(() => window.rig.open());
	// Ends with the browser.
	void page.evaluate(() => window.rig.give()).catch(() => undefined);
	return tablet;
}

async function until(reached: () => boolean): Promise<void> {
	for (let tried = 0; !reached(); tried++) {
		if (tried > 3_000) throw new Error('nothing is acknowledged any more');
		await sleep(10);
	}
}

async function readBack(profile: string, url: string) {
	const tablet = await Tablet.start(profile);
	try {
		await tablet.page.goto(url);
		return await tablet.page.evaluate(() => window.rig.kept());
	} finally {
		await tablet.kill();
	}
}

/** The browser is killed in the midst of its work, again and again; what it said must be there when it is back. */
async function browserKills(folder: string, url: string, kills: number, each: number) {
	const figures = new Figures();
	let acked: Acked = new Map();
	let profile = '';
	for (let kill = 0; kill < kills; kill++) {
		if (kill % FAULTS_A_PROFILE === 0) {
			if (profile) rmSync(profile, { recursive: true });
			profile = join(folder, `profile-${kill}`);
			acked = new Map();
		}
		const tablet = await writing(profile, url, acked, figures);
		const goal = acked.size + each;
		await until(() => acked.size >= goal);
		await sleep(Math.random() * 40);
		await tablet.kill();
		figures.judge(new Map(acked), await readBack(profile, url));
	}
	return figures;
}

/** The power goes while it works; what it had said before that instant must be on the disk. */
async function powerCuts(disk: TabletDisk, url: string, cuts: number, each: number) {
	const figures = new Figures();
	for (let done = 0; done < cuts;) {
		const profile = join(disk.path, `profile-${done}`);
		const acked: Acked = new Map();
		const tablet = await writing(profile, url, acked, figures);
		const taken: { image: string; before: Acked }[] = [];
		for (; done < cuts && taken.length < FAULTS_A_PROFILE; done++) {
			const goal = acked.size + each;
			await until(() => acked.size >= goal);
			await sleep(Math.random() * 40);
			const before = new Map(acked);
			taken.push({ image: disk.cut(), before });
		}
		await tablet.kill();
		for (const { image, before } of taken) {
			const store = await disk.after(image, (path) =>
				readBack(join(path, profile.slice(disk.path.length)), url).catch(() => null)
			);
			// A store that is not even there has lost all.
			figures.judge(before, store ?? { kept: [], nextSeq: 1, nextNumber: 1 });
		}
		rmSync(profile, { recursive: true });
	}
	return figures;
}

function tell(what: string, figures: Figures): void {
	const { faults, acked, lost, broken } = figures;
	const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => figures.p(share).toFixed(1));
	console.log(
		`${what}: ${faults} faults, ${acked} acknowledged, ${lost} lost, ${broken} stores inconsistent; acknowledgement p50 ${p50} p95 ${p95} p99 ${p99} ms`
	);
}

/** `--kills 100 --cuts 100 --each 110 --planted 5`: faults, operations before each, and cuts with the planted default. */
export async function faultR7(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			kills: { type: 'string', default: '100' },
			cuts: { type: 'string', default: '100' },
			each: { type: 'string', default: '110' },
			planted: { type: 'string', default: '5' }
		}
	});
	const [kills, cuts, each, planted] = [values.kills, values.cuts, values.each, values.planted].map(
		Number
	) as [number, number, number, number];
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-r7-'));
	let script = await bundleStation(join(folder, 'bundle'));
	const site = await servePage(() => script);
	let good = true;
	const judge = (what: string, figures: Figures) => {
		tell(what, figures);
		good &&= figures.lost === 0 && figures.broken === 0 && figures.p(0.95) <= ACK_P95_MS;
	};
	try {
		judge('browser kills', await browserKills(folder, site.url, kills, each));
		const why = await whyNoDisk();
		if (why) {
			console.log(`power cuts: SKIPPED, ${why}`);
			return good;
		}
		const disk = TabletDisk.make(join(folder, 'disk'));
		try {
			judge('power cuts', await powerCuts(disk, site.url, cuts, each));
			script = await bundleStation(join(folder, 'bundle'), DEFAULT_DURABILITY);
			const found = await powerCuts(disk, site.url, planted, each);
			tell('power cuts with the default durability planted', found);
			good &&= found.lost > 0;
		} finally {
			disk.remove();
		}
	} finally {
		site.close();
		rmSync(folder, { recursive: true, force: true });
	}
	return good;
}
