import { fork } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { PLANTED_BUGS, type PlantedBug } from './planted-bugs.ts';
import type { SeedsReport } from './seeds.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CORE = 'src/lib/core';
/** What the simulator needs of the project beside the core. */
const NEEDED = [
	CORE,
	'src/lib/server/report/floor-reading.ts',
	'src/demo/chance.ts',
	'tests/simulation/protocol'
];

/** A copy of the core with one edit, the simulator beside it. Refuses an edit that no longer applies. */
function plant({ name, file, find, put }: PlantedBug): string {
	const folder = mkdtempSync(join(tmpdir(), 'planted-'));
	for (const path of NEEDED) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		cpSync(join(ROOT, path), join(folder, path), { recursive: true });
	}
	const { imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		imports: unknown;
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', imports }));
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	const path = join(folder, CORE, file);
	const text = readFileSync(path, 'utf8');
	const parts = text.split(find);
	if (parts.length !== 2) {
		rmSync(folder, { recursive: true });
		throw new Error(`"${name}" no longer applies: found ${parts.length - 1} times in ${file}`);
	}
	writeFileSync(path, parts.join(put));
	return folder;
}

function hunt(folder: string, seeds: number): Promise<SeedsReport> {
	const plan = { from: 0, to: seeds, twice: false, first: true };
	return new Promise((resolve, reject) => {
		const script = join(folder, 'tests/simulation/protocol/seeds-process.ts');
		const child = fork(script, [JSON.stringify(plan)], {
			cwd: folder,
			execArgv: ['--import', 'tsx'],
			stdio: ['ignore', 'ignore', 'pipe', 'ipc']
		});
		let said = '';
		child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
		child.once('message', (report) => resolve(report as SeedsReport));
		child.once('exit', (code) => code && reject(new Error(said.slice(0, 2_000))));
	});
}

/** `npm run simulate -- planted [--seeds 30000] [--only name]`: true when every planted bug was noticed. */
export async function simulatePlanted(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: { seeds: { type: 'string', default: '30000' }, only: { type: 'string' } }
	});
	const bugs = PLANTED_BUGS.filter(({ name }) => !values.only || name.includes(values.only));
	const left = [...bugs];
	let caught = 0;
	const worker = async () => {
		for (let bug = left.shift(); bug; bug = left.shift()) {
			const folder = plant(bug);
			try {
				const report = await hunt(folder, Number(values.seeds));
				const violation = report.violations[0];
				if (violation) caught++;
				const how = violation
					? `seed ${report.failing[0]}: ${violation.message.split('\n')[0]!.slice(0, 100)}`
					: `NOT NOTICED in ${report.seeds} seeds`;
				console.log(`${bug.name.padEnd(58)} ${how}`);
			} finally {
				rmSync(folder, { recursive: true });
			}
		}
	};
	await Promise.all([worker(), worker()]);
	console.log(`${caught} of ${bugs.length} planted bugs noticed`);
	return caught === bugs.length;
}
