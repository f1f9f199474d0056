import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A model, the rules that it goes without, and whether the search must then find a fault. */
const SEARCHES: { model: string; flags: string[]; finds: boolean }[] = [
	{ model: 'leases.pml', flags: [], finds: false },
	{ model: 'leases.pml', flags: ['BY_HAND'], finds: false },
	{ model: 'leases.pml', flags: ['NO_LEASE'], finds: true },
	{ model: 'leases.pml', flags: ['NO_MARGIN'], finds: true },
	{ model: 'leases.pml', flags: ['NO_DEDUPE'], finds: true },
	{ model: 'leases.pml', flags: ['BY_HAND', 'NO_CONFLICT'], finds: true },
	{ model: 'leases.pml', flags: ['BY_HAND', 'NO_OVERRULING'], finds: true },
	{ model: 'numbers.pml', flags: [], finds: false },
	{ model: 'numbers.pml', flags: ['NO_BURN'], finds: true },
	{ model: 'numbers.pml', flags: ['NO_IN_HAND'], finds: true }
];

/** Looks at every state of a model, in a folder of its own. */
function search(folder: string, model: string, flags: string[]) {
	const at = { cwd: folder, encoding: 'utf8' as const };
	const defines = flags.map((flag) => `-D${flag}`);
	execFileSync('spin', ['-a', ...defines, join(import.meta.dirname, model)], at);
	execFileSync('gcc', ['-w', '-O2', '-DSAFETY', '-DMEMLIM=2000', '-o', 'pan', 'pan.c'], at);
	const said = spawnSync('./pan', ['-m1000000'], at).stdout;
	const errors = /errors: (\d+)/.exec(said)?.[1];
	const states = /([\d.e+]+) states, stored/.exec(said)?.[1];
	if (errors === undefined || states === undefined || said.includes('max search depth')) {
		throw new Error(said);
	}
	return { errors: Number(errors), states: Number(states) };
}

/** `npm run simulate -- model`: true when the rules hold in every state, and each that is left out is missed. */
export async function simulateModel(): Promise<boolean> {
	const missing = ['spin', 'gcc'].filter((tool) => spawnSync(tool, ['--version']).error);
	if (missing.length > 0) {
		console.log(`SKIPPED: ${missing.join(' and ')} not installed (Debian packages of that name)`);
		return true;
	}
	const folder = mkdtempSync(join(tmpdir(), 'spin-'));
	let asExpected = true;
	try {
		for (const { model, flags, finds } of SEARCHES) {
			const began = performance.now();
			const { errors, states } = search(folder, model, flags);
			const seconds = ((performance.now() - began) / 1000).toFixed(1);
			const good = errors > 0 === finds;
			asExpected &&= good;
			const how = `${errors > 0 ? 'a fault' : 'no fault'} in ${states} states, ${seconds} s`;
			console.log(`${good ? ' ' : '!'} ${model.padEnd(12)} ${flags.join(' ').padEnd(24)} ${how}`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return asExpected;
}
