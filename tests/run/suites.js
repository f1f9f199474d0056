import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asOne, fromClosingLine, fromPlaywright, fromVitest, skipSuite } from './counts.js';
import { whyNoBrowser } from './machine.js';
import { checkMessages } from './messages.js';
import { reports, root, run, runTool } from './process.js';

/** @typedef {import('./counts.js').Count} Count */

/** Bounds against what never ends; thrice what a slow laptop needs, because a shared machine may be slower still. */
const minute = 3 * 60_000;

/** True when a file below the folder has a name with that ending. @param {string} folder @param {string} ending */
function hasFiles(folder, ending) {
	const full = join(root, folder);
	return (
		existsSync(full) &&
		readdirSync(full, { recursive: true }).some((name) => String(name).endsWith(ending))
	);
}

/**
 * @param {string} name
 * @param {string[]} args what to run, as vitest's own command line
 * @param {number} limitMs
 */
async function vitest(name, args, limitMs) {
	const file = `${name}.json`;
	const code = await runTool(
		'vitest/vitest.mjs',
		['run', ...args, '--reporter=default', '--reporter=./tests/run/vitest-counts.js'],
		{ limitMs, env: { COUNTS_FILE: join(reports, file) } }
	);
	return fromVitest(name, file, code);
}

async function lint() {
	const [eslint, prettier] = await Promise.all([
		runTool('eslint/bin/eslint.js', ['.'], { limitMs: 4 * minute }),
		runTool('prettier/bin/prettier.cjs', ['--check', '.'], { limitMs: 4 * minute })
	]);
	return asOne(eslint === 0 && prettier === 0);
}

async function types() {
	const check = await runTool(
		'svelte-check/bin/svelte-check',
		['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
		{ limitMs: 4 * minute }
	);
	return asOne(check === 0);
}

async function postgres() {
	if (!hasFiles('src', '.pg.test.ts') && !hasFiles('tests', '.pg.test.ts'))
		return skipSuite('pg', 'there is no *.pg.test.ts');
	return vitest('pg', ['--project', 'pg'], 5 * minute);
}

async function startup() {
	const script = join(root, 'tests/startup/run.mjs');
	if (!existsSync(script)) return skipSuite('startup', 'there is no tests/startup/run.mjs');
	let said = '';
	const listen = (/** @type {string} */ text) => void (said += text);
	const code = await run(process.execPath, [script], { limitMs: 8 * minute, listen });
	return fromClosingLine(said, code);
}

async function stories() {
	if (!hasFiles('tests/stories', '.e2e.ts'))
		return skipSuite('stories', 'there is no tests/stories/*.e2e.ts');
	const reason = await whyNoBrowser();
	if (reason) return skipSuite('stories', reason);
	const code = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
		limitMs: 8 * minute,
		env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'stories.json') }
	});
	return fromPlaywright('stories', 'stories.json', code);
}

/**
 * Every suite in the order of its price: the cheap ones speak first. One that `goesBeside` leaves a core idle, because it
 * has one thread or waits for other processes, and does not hold up those that follow it.
 * @type {{ name: string, needsBuild: boolean, goesBeside?: boolean, run: () => Promise<Count> }[]}
 */
export const suites = [
	{ name: 'messages', needsBuild: false, run: async () => asOne(await checkMessages()) },
	{ name: 'lint', needsBuild: false, goesBeside: true, run: lint },
	{ name: 'types', needsBuild: false, run: types },
	{
		name: 'borders',
		needsBuild: false,
		run: () => vitest('borders', ['--project', 'house', 'tests/borders'], 2 * minute)
	},
	{
		name: 'drift',
		needsBuild: false,
		run: () => vitest('drift', ['--project', 'house', 'tests/drift'], minute)
	},
	{ name: 'startup', needsBuild: true, goesBeside: true, run: startup },
	{ name: 'unit', needsBuild: false, run: () => vitest('unit', ['--project', 'unit'], 4 * minute) },
	{ name: 'pg', needsBuild: false, run: postgres },
	{ name: 'stories', needsBuild: true, run: stories }
];
