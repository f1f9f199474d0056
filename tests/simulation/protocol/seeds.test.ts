import { expect, test } from 'vitest';
import { SCENES } from './checks.ts';
import { runSeedsInProcesses } from './seeds.ts';

const SEEDS = 5_000;

test('five thousand days of stations, servers and people, with everything that fails them: no rule is broken', async () => {
	const plan = { from: 0, to: SEEDS, twice: false, first: false };
	const report = await runSeedsInProcesses(plan, 2);
	const failing = report.violations.map(
		({ message }, i) => `seed ${report.failing[i]}: ${message}`
	);
	expect(failing).toEqual([]);
	expect(report.seeds).toBe(SEEDS);
	expect(report.operations).toBeGreaterThan(SEEDS * 50);
	const rare = SCENES.filter((scene) => (report.scenes[scene] ?? 0) * 20 < SEEDS);
	expect(rare, 'scenes in fewer than one seed in twenty').toEqual([]);
}, 300_000);

test('a seed that is run again does the same, entry by entry', async () => {
	const plan = { from: 100_000, to: 100_100, twice: true, first: false };
	const report = await runSeedsInProcesses(plan, 2);
	expect(report.uneven).toEqual([]);
	expect(report.seeds).toBe(100);
}, 300_000);
