import { writeFileSync } from 'node:fs';

/**
 * A reporter for vitest that leaves what `counts.js` adds up, in the file named by COUNTS_FILE. Vitest's
 * own JSON says neither why a test was skipped nor, among the tests, that a file did not load.
 * @typedef {{ name: string, state: string, note?: string | undefined, fault?: string | undefined }} Told
 */
export default class VitestCounts {
	/** @param {readonly import('vitest/node').TestModule[]} modules */
	onTestRunEnd(modules) {
		/** @type {Told[]} */
		const told = modules.flatMap((module) => {
			const tests = [...module.children.allTests()].map((test) => {
				const result = test.result();
				return {
					name: test.fullName,
					state: result.state,
					note: result.state === 'skipped' ? result.note : undefined,
					fault: result.errors?.[0]?.message
				};
			});
			const broken = !module.ok() && !tests.some(({ state }) => state === 'failed');
			return broken ? [...tests, { name: module.moduleId, state: 'failed' }] : tests;
		});
		writeFileSync(String(process.env.COUNTS_FILE), JSON.stringify(told));
	}
}
