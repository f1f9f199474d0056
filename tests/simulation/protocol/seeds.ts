import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { SCENES, type Scene } from './checks.ts';
import { runSeed, shrink, type SeedResult } from './run-seed.ts';

/** What the seeds of one process came to. */
export interface SeedsReport {
	seeds: number;
	operations: number;
	steps: number;
	scenes: Partial<Record<Scene, number>>;
	violations: NonNullable<SeedResult['violation']>[];
	/** Seeds of the violations, in the same order. */
	failing: number[];
	/** Seeds whose second run was not the first one again. */
	uneven: number[];
}

export interface SeedsPlan {
	from: number;
	/** Exclusive. */
	to: number;
	/** Every seed twice: both runs must be the same, entry by entry. */
	twice: boolean;
	/** Stops at the first violation. */
	first: boolean;
}

/** Runs a range of seeds in this process. */
export function runSeeds({ from, to, twice, first }: SeedsPlan): SeedsReport {
	const report: SeedsReport = {
		seeds: 0,
		operations: 0,
		steps: 0,
		scenes: {},
		violations: [],
		failing: [],
		uneven: []
	};
	for (let seed = from; seed < to; seed++) {
		const result = runSeed(seed, twice);
		report.seeds++;
		report.operations += result.operations;
		report.steps += result.steps;
		for (const scene of result.scenes) report.scenes[scene] = (report.scenes[scene] ?? 0) + 1;
		if (twice && runSeed(seed, true).trace !== result.trace) report.uneven.push(seed);
		if (!result.violation) continue;
		report.violations.push(result.violation);
		report.failing.push(seed);
		if (first) break;
	}
	return report;
}

/** The range in as many processes as are asked for, each with seeds of its own. */
export async function runSeedsInProcesses(
	plan: SeedsPlan,
	processes: number
): Promise<SeedsReport> {
	const size = Math.ceil((plan.to - plan.from) / processes);
	const parts = Array.from({ length: processes }, (_, i) => ({
		...plan,
		from: plan.from + i * size,
		to: Math.min(plan.to, plan.from + (i + 1) * size)
	}));
	const reports = await Promise.all(parts.map((part) => inOwnProcess(part)));
	return reports.reduce((sum, part) => ({
		seeds: sum.seeds + part.seeds,
		operations: sum.operations + part.operations,
		steps: sum.steps + part.steps,
		scenes: Object.fromEntries(
			SCENES.map((scene) => [scene, (sum.scenes[scene] ?? 0) + (part.scenes[scene] ?? 0)])
		),
		violations: [...sum.violations, ...part.violations],
		failing: [...sum.failing, ...part.failing],
		uneven: [...sum.uneven, ...part.uneven]
	}));
}

function inOwnProcess(plan: SeedsPlan): Promise<SeedsReport> {
	return new Promise((resolve, reject) => {
		const script = `${import.meta.dirname}/seeds-process.ts`;
		const child = fork(script, [JSON.stringify(plan)], { execArgv: ['--import', 'tsx'] });
		child.once('message', (report) => resolve(report as SeedsReport));
		child.once('error', reject);
		child.once('exit', (code) => {
			if (code !== 0) reject(new Error(`a process of seeds ended with ${code}`));
		});
	});
}

/**
 * `npm run simulate -- --seeds 200000 [--from 0] [--processes 2] [--twice]`, or `--seed N` for one that failed.
 * True when nothing was violated and every scene came up in at least one seed in 20.
 */
export async function simulateSeeds(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			seeds: { type: 'string', default: '5000' },
			from: { type: 'string', default: '0' },
			processes: { type: 'string', default: '2' },
			seed: { type: 'string' },
			twice: { type: 'boolean', default: false }
		}
	});
	if (values.seed !== undefined) return replay(Number(values.seed));
	const from = Number(values.from);
	const began = performance.now();
	const plan = { from, to: from + Number(values.seeds), twice: values.twice, first: false };
	const report = await runSeedsInProcesses(plan, Number(values.processes));
	const seconds = (performance.now() - began) / 1000;
	const rare = SCENES.filter((scene) => (report.scenes[scene] ?? 0) * 20 < report.seeds);
	for (const scene of SCENES) {
		const share = ((report.scenes[scene] ?? 0) / report.seeds) * 100;
		console.log(`${scene.padEnd(30)} in ${share.toFixed(1).padStart(5)} % of the seeds`);
	}
	report.violations.slice(0, 10).forEach((violation, i) => {
		console.log(`${violation.message}\n  again: npm run simulate -- --seed ${report.failing[i]}`);
	});
	if (values.twice) {
		const uneven = report.uneven.length;
		const said = uneven === 0 ? 'identical traces' : `${uneven} with different traces`;
		console.log(`${report.seeds} seeds run twice: ${said}`);
	}
	for (const scene of rare) console.log(`too rare: ${scene}`);
	console.log(
		`${report.steps} steps in ${seconds.toFixed(1)} s, ${(report.seeds / seconds).toFixed(0)} seeds/s`
	);
	const { seeds, operations, violations } = report;
	console.log(`${seeds} seeds, ${operations} operations, ${violations.length} violations`);
	return violations.length === 0 && rare.length === 0 && report.uneven.length === 0;
}

function replay(seed: number): boolean {
	const result = runSeed(seed, true);
	console.log(`seed ${seed}: ${result.operations} operations, trace ${result.trace.toString(16)}`);
	console.log(result.violation?.message ?? 'no violation');
	if (result.violation) {
		const { less, result: least } = shrink(seed, result.violation.invariant);
		const without = less.without.length > 0 ? `, without ${less.without.join(', ')}` : '';
		console.log(`shrunk to ${Math.round(less.dayMs / 1000)} s of the day${without}:`);
		console.log(`  ${least.operations} operations, ${least.violation!.message}`);
	}
	return result.violation === null;
}
