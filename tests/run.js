import { mkdirSync, rmSync } from 'node:fs';
import { asOne, describe, sum } from './run/counts.js';
import { buildWhenStale, deriveTypes, installWhenMissing } from './run/machine.js';
import { reports, root } from './run/process.js';
import { suites } from './run/suites.js';

/**
 * What `npm test` runs: installs what is missing, builds once, runs every suite in order, and closes
 * with one line `N passed, N failed, N skipped`. Exit code 1 when anything failed. Imports nothing
 * but Node's own modules, since in a fresh clone nothing else is there.
 *
 * `--only unit,pg` runs those suites alone.
 */
process.chdir(root);

const only = process.argv.includes('--only')
	? (process.argv[process.argv.indexOf('--only') + 1] ?? '').split(',')
	: suites.map(({ name }) => name);
const unknown = only.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
	console.error(`No such suite: ${unknown.join(', ')}. There are: ${suites.map((s) => s.name)}`);
	process.exit(2);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const startedAt = Date.now();
const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const chosen = suites.filter(({ name }) => only.includes(name));
const ready = (await installWhenMissing()) && (await deriveTypes());

/** @type {Promise<boolean> | undefined} */
let build;
const isBuilt = () => (build ??= buildWhenStale());

/** @type {{ name: string, count: import('./run/counts.js').Count }[]} */
const results = [];
if (!ready) results.push({ name: 'set-up', count: asOne(false) });

/** @param {typeof suites[number]} suite */
async function runSuite({ name, needsBuild, run }) {
	const suiteStartedAt = Date.now();
	console.log(`\n── ${name}`);
	const count = needsBuild && !(await isBuilt()) ? asOne(false) : await run();
	results.push({ name, count });
	for (const line of count.skips) console.log(`SKIPPED ${line}`);
	console.log(`   ${name}: ${describe(count)} (${seconds(suiteStartedAt)})`);
}

/** @type {Promise<void>[]} */
const beside = [];
for (const suite of ready ? chosen : []) {
	// What leaves a core idle goes on beside what follows, and is over before the browsers begin. The build is not: vitest
	// writes the same derived files (messages, types) that the build is reading.
	if (suite.goesBeside) {
		if (suite.needsBuild) await isBuilt();
		beside.push(runSuite(suite));
		continue;
	}
	if (suite.needsBuild) await Promise.all(beside);
	await runSuite(suite);
}
await Promise.all(beside);

const total = sum(results.map(({ count }) => count));
console.log(`\n── all suites (${seconds(startedAt)})`);
for (const { name, count } of results) console.log(`   ${name.padEnd(9)} ${describe(count)}`);
for (const line of total.fails) console.log(`FAILED ${line}`);
for (const line of total.skips) console.log(`SKIPPED ${line}`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(describe(total));
