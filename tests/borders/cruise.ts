import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

/** One import that the rules forbid: who, whom, and the sentence it breaks. */
export type Violation = { from: string; to: string; rule: string };

/** What the checker saw: its complaints, and every import with the file that it was led to. */
export type Cruise = { violations: Violation[]; imports: { from: string; to: string }[] };

/**
 * Writes a tree of files into a new folder outside the project and returns its path. The folder has
 * the project's package.json (for `#lib/…` and the list of dependencies) and its node_modules.
 */
export function plant(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-borders-'));
	const tree = {
		'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'esnext' } }),
		'package.json': JSON.stringify({
			type: 'module',
			imports: { '#lib/*': './src/lib/*' },
			dependencies: { svelte: '5', valibot: '1' }
		}),
		...files
	};
	for (const [path, text] of Object.entries(tree)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction');
	return folder;
}

/** Takes away what `plant` made. */
export function clear(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}

/** Runs the project's own rules over the folder's `src`, as lint would. */
export function cruise(folder = project): Cruise {
	const run = spawnSync(
		process.execPath,
		[
			join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
			...['--config', join(project, '.dependency-cruiser.cjs')],
			...['--output-type', 'json', 'src']
		],
		{ cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }
	);
	if (!run.stdout.startsWith('{')) throw new Error(`The checker did not run: ${run.stderr}`);
	const found = JSON.parse(run.stdout) as {
		modules: { source: string; dependencies: { resolved: string }[] }[];
		summary: { violations: { from: string; to: string; rule: { name: string } }[] };
	};
	return {
		violations: found.summary.violations.map(({ from, to, rule }) => ({
			from,
			to,
			rule: rule.name
		})),
		imports: found.modules.flatMap(({ source, dependencies }) =>
			dependencies.map(({ resolved }) => ({ from: source, to: resolved }))
		)
	};
}
