// Starts and stops the program the ways that a hall does: killed, twice, as root, in odd folders.
// usage: node tests/startup/run.mjs [--launcher | --program] [words of a case's name]
import fs from 'node:fs';
import path from 'node:path';
import { launcherCases } from './launcher-cases.mjs';
import { prepareProgram, programCases } from './program-cases.mjs';
import { endAll, scratch, Skip } from './rig.mjs';

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith('--')).join(' ');
const cases = [
	...(args.includes('--program') ? [] : launcherCases),
	...(args.includes('--launcher') ? [] : programCases)
].filter(([name]) => name.includes(words));
const needsBuild = new Set(programCases.map(([, run]) => run));
const firstProgram = cases.findIndex(([, run]) => needsBuild.has(run));
if (firstProgram >= 0) cases.splice(firstProgram, 0, ['the program builds', prepareProgram]);
let built = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.once(signal, async () => {
		await endAll([scratch]).finally(() => fs.rmSync(scratch, { recursive: true, force: true }));
		process.exit(1);
	});
}
const counts = { passed: 0, failed: 0, skipped: 0 };

for (const [index, [name, run]] of cases.entries()) {
	const began = performance.now();
	const took = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
	try {
		if (needsBuild.has(run) && !built) throw new Skip('no build to try');
		await run(path.join(scratch, String(index)));
		built ||= run === prepareProgram;
		counts.passed += 1;
		console.log(`PASS    ${name} (${took()})`);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (error instanceof Skip) {
			counts.skipped += 1;
			console.log(`SKIPPED ${name}: ${message}`);
		} else {
			counts.failed += 1;
			console.log(`FAILED startup: ${name} (${took()}): ${message}`);
		}
	}
	await endAll([scratch]);
	fs.rmSync(path.join(scratch, String(index)), { recursive: true, force: true });
}
fs.rmSync(scratch, { recursive: true, force: true });
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);
