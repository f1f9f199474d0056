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
import { tearLastLine } from '../torn-line.ts';

/*
 * R7: what a screen of a station said is done survives a killed browser, one that died in the midst of a line, and a tablet
 * whose power was cut. The same run with the browser's own ways must lose something, or the rig sees nothing.
 */

/** The browser's default instead of what the product asks for. */
const DEFAULT_DURABILITY: Planted = {
	file: 'src/lib/station/app/station-store.ts',
	text: "this.write(['held', 'operation'], 'strict',",
	instead: "this.write(['held', 'operation'], 'default',"
};
/** The browser goes on behind whatever it wrote last. */
const SAME_FILE: Planted = {
	file: 'src/lib/station/app/station-store.ts',
	text: 'await beginNewFile();',
	instead: ''
};
/** As many faults are put to one profile before the next begins anew. */
const FAULTS_A_PROFILE = 10;
const ACK_P95_MS = 50;
/**
 * A start that is not cut short itself: until then the browser puts what a torn line stands behind into a file of its own. A
 * device that dies twice, in the midst of a line and again within this, can lose its store.
 */
const STARTED_MS = 300;

/** What one profile's screen said, by sequence number. */
type Acked = Map<number, Kept>;

interface Store {
	kept: Kept[];
	nextSeq: number;
	nextNumber: number;
}

class Figures {
	faults = 0;
	acked = 0;
	lost = 0;
	/** Two operations of one number, a sequence with a gap, a stock behind what was given. */
	broken = 0;
	/** Why the last page gave no more. */
	ended = '';
	ms: number[] = [];

	/** @param found null: the store is not even there, and has lost all */
	judge(acked: Acked, found: Store | null): void {
		const store = found ?? { kept: [], nextSeq: 1, nextNumber: 1 };
		this.faults++;
		const kept = new Map(store.kept.map((one) => [one[0], one]));
		for (const [seq, operationId, number] of acked.values()) {
			const one = kept.get(seq);
			if (one?.[1] !== operationId || one[2] !== number) this.lost++;
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
	figures.ended = '';
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
	void page
		.evaluate(() => window.rig.give())
		.catch((fault: unknown) => void (figures.ended = String(fault)));
	return tablet;
}

async function until(goal: number, acked: Acked, figures: Figures): Promise<void> {
	for (let tried = 0; acked.size < goal; tried++) {
		if (tried > 3_000) throw new Error(`nothing is acknowledged any more: ${figures.ended}`);
		await sleep(10);
	}
}

async function readBack(profile: string, url: string) {
	const tablet = await Tablet.start(profile);
	try {
		await tablet.page.goto(url);
		const kept = await tablet.page.evaluate(() => window.rig.kept());
		await sleep(STARTED_MS);
		return kept;
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
		await until(acked.size + each, acked, figures);
		await sleep(Math.random() * 40);
		await tablet.kill();
		figures.judge(new Map(acked), await readBack(profile, url));
	}
	return figures;
}

/** It died in the midst of a line; the first start reads up to there, and what it writes must not cost the next one all. */
async function tornLines(folder: string, url: string, times: number, each: number) {
	const figures = new Figures();
	for (let torn = 0; torn < times; torn++) {
		const profile = join(folder, `torn-${torn}`);
		const acked: Acked = new Map();
		const tablet = await writing(profile, url, acked, figures);
		await until(each, acked, figures);
		await tablet.kill();
		tearLastLine(profile);
		await readBack(profile, url);
		figures.judge(acked, await readBack(profile, url).catch(() => null));
		rmSync(profile, { recursive: true });
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
			await until(acked.size + each, acked, figures);
			await sleep(Math.random() * 40);
			const before = new Map(acked);
			taken.push({ image: disk.cut(), before });
		}
		await tablet.kill();
		for (const { image, before } of taken) {
			const store = await disk.after(image, (path) =>
				readBack(join(path, profile.slice(disk.path.length)), url).catch(() => null)
			);
			figures.judge(before, store);
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

/** `--kills 100 --torn 20 --cuts 100 --each 110 --planted 5`: faults, operations before each, and those with planted faults. */
export async function faultR7(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			kills: { type: 'string', default: '100' },
			torn: { type: 'string', default: '20' },
			cuts: { type: 'string', default: '100' },
			each: { type: 'string', default: '110' },
			planted: { type: 'string', default: '5' }
		}
	});
	const kills = Number(values.kills);
	const torn = Number(values.torn);
	const cuts = Number(values.cuts);
	const each = Number(values.each);
	const planted = Number(values.planted);
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-r7-'));
	const bundle = (fault?: Planted) => bundleStation(join(folder, 'bundle'), fault);
	const own = await bundle();
	let script = own;
	const site = await servePage(() => script);
	let good = true;
	const judge = (what: string, figures: Figures) => {
		tell(what, figures);
		good &&= figures.lost === 0 && figures.broken === 0 && figures.p(0.95) <= ACK_P95_MS;
	};
	const mustLose = (what: string, figures: Figures) => {
		tell(what, figures);
		good &&= figures.lost > 0;
	};
	try {
		judge('browser kills', await browserKills(folder, site.url, kills, each));
		judge('torn lines', await tornLines(folder, site.url, torn, each));
		script = await bundle(SAME_FILE);
		mustLose(
			'torn lines, going on in the same file planted',
			await tornLines(folder, site.url, 2, each)
		);
		script = own;
		const why = await whyNoDisk();
		if (why) {
			console.log(`power cuts: SKIPPED, ${why}`);
			return good;
		}
		const disk = TabletDisk.make(join(folder, 'disk'));
		try {
			judge('power cuts', await powerCuts(disk, site.url, cuts, each));
			script = await bundle(DEFAULT_DURABILITY);
			mustLose(
				'power cuts with the default durability planted',
				await powerCuts(disk, site.url, planted, each)
			);
		} finally {
			disk.remove();
		}
	} finally {
		site.close();
		rmSync(folder, { recursive: true, force: true });
	}
	return good;
}
