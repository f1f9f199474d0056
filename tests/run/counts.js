import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { reports } from './process.js';

/**
 * What a suite came to. `skips` are the sentences `name: reason`, one for each skipped test or for a
 * suite that could not run; `fails` are the sentences `name: what it said first` of those that failed.
 * @typedef {{ passed: number, failed: number, skipped: number, skips: string[], fails: string[] }} Count
 */

/** @type {Count} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0, skips: [], fails: [] };

/** @param {Count} count */
export function describe({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** @param {Count[]} counts @returns {Count} */
export function sum(counts) {
	return counts.reduce(
		(all, one) => ({
			passed: all.passed + one.passed,
			failed: all.failed + one.failed,
			skipped: all.skipped + one.skipped,
			skips: [...all.skips, ...one.skips],
			fails: [...all.fails, ...one.fails]
		}),
		NOTHING
	);
}

/** A check without tests of its own counts as one. @param {boolean} good @returns {Count} */
export function asOne(good) {
	return { ...NOTHING, passed: good ? 1 : 0, failed: good ? 0 : 1 };
}

/** @param {string} name @param {string} reason @returns {Count} */
export function skipSuite(name, reason) {
	return { ...NOTHING, skipped: 1, skips: [`${name}: ${reason}`] };
}

/**
 * A suite that ended badly without naming a failed test (a file that does not load, a crash, a
 * time-out) has failed all the same.
 * @param {Count} count @param {number} exitCode @returns {Count}
 */
function honest(count, exitCode) {
	return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** @param {string} file */
function report(file) {
	try {
		return JSON.parse(readFileSync(join(reports, file), 'utf8'));
	} catch {
		return null;
	}
}

/**
 * What a fault says first, on one line: the closing lines are all that is left of a run on a machine nobody can ask.
 * @param {string | undefined} fault
 */
function inShort(fault) {
	const words = stripVTControlCharacters(fault ?? '').replace(/\s+/g, ' ');
	return words.length > 400 ? `${words.slice(0, 400)}…` : words;
}

/**
 * Reads what `vitest-counts.js` left. Nothing there, or no test in it, is a failure: a suite that finds
 * nothing must not look green.
 * @param {string} name @param {string} file @param {number} exitCode @returns {Count}
 */
export function fromVitest(name, file, exitCode) {
	/** @type {import('./vitest-counts.js').Told[]} */
	const tests = report(file) ?? [];
	if (tests.length === 0) return asOne(false);
	const skipped = tests.filter(({ state }) => state !== 'passed' && state !== 'failed');
	const failed = tests.filter(({ state }) => state === 'failed');
	return honest(
		{
			passed: tests.filter(({ state }) => state === 'passed').length,
			failed: failed.length,
			fails: failed.map(({ name: test, fault }) => `${name}: ${test}: ${inShort(fault)}`),
			skipped: skipped.length,
			skips: skipped.map(
				({ name: test, note }) => `${name}: ${test} (${note ?? 'no reason given'})`
			)
		},
		exitCode
	);
}

/**
 * @typedef {{ message?: string, location?: { line: number } }} Fault
 * @typedef {{ status: string, annotations: { type: string, description?: string }[], results: { errors: Fault[] }[] }} Story
 * @typedef {{ title: string, tests: Story[] }} Spec
 * @typedef {{ suites?: Branch[], specs?: Spec[] }} Branch
 */

/** @param {Branch} branch @returns {Spec[]} */
const specsOf = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specsOf)];

/**
 * Reads Playwright's JSON report, by the same rules.
 * @param {string} name @param {string} file @param {number} exitCode @returns {Count}
 */
export function fromPlaywright(name, file, exitCode) {
	const specs = specsOf(report(file) ?? {});
	if (specs.length === 0) return asOne(false);
	const tests = specs.flatMap(({ title, tests }) => tests.map((test) => ({ title, ...test })));
	const skipped = tests.filter(({ status }) => status === 'skipped');
	const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
	return honest(
		{
			passed: tests.filter(({ status }) => status === 'expected').length,
			failed: failed.length,
			fails: failed.map(({ title, results }) => {
				const fault = results.flatMap(({ errors }) => errors)[0];
				const line = fault?.location?.line;
				return `${name}: ${title}: ${line ? `line ${line}: ` : ''}${inShort(fault?.message)}`;
			}),
			skipped: skipped.length,
			skips: skipped.map(({ title, annotations }) => {
				const why = annotations.find(({ type }) => type === 'skip')?.description;
				return `${name}: ${title} (${why ?? 'no reason given'})`;
			})
		},
		exitCode
	);
}

/**
 * Reads the closing line `N passed, N failed, N skipped` that a suite of its own left in a file.
 * @param {string} text @param {number} exitCode @returns {Count}
 */
export function fromClosingLine(text, exitCode) {
	const found = [...text.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
	if (!found) return asOne(false);
	const skips = [...text.matchAll(/^SKIPPED (.+)$/gm)].map((one) => String(one[1]));
	const [passed, failed, skipped] = found.slice(1).map(Number);
	return honest(
		{
			...NOTHING,
			passed: passed ?? 0,
			failed: failed ?? 0,
			skipped: skipped ?? 0,
			skips: [...new Set(skips)],
			fails: [...text.matchAll(/^FAILED (.+)$/gm)].map((one) => String(one[1]))
		},
		exitCode
	);
}
