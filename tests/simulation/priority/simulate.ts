import { parseArgs } from 'node:util';
import { priorityOver } from './bound.ts';

/**
 * `npm run simulate -- priority [--halls 10000] [--from 0]`: what the priority lane costs regular tickets, held against what
 * the rules allow. True when no ticket was overtaken by more, and none waited longer for it.
 */
export async function simulatePriority(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			halls: { type: 'string', default: '10000' },
			from: { type: 'string', default: '0' }
		}
	});
	const began = performance.now();
	const report = priorityOver(Number(values.halls), Number(values.from));
	const { most, longest, broken } = report;
	const minutes = (ms: number | null) => ((ms ?? 0) / 60_000).toFixed(1);
	console.log(
		'the bound: overtaken by at most min(priorityRun × (regular ahead + 1), priority due within the head start after it)'
	);
	console.log(
		`overtaken by the most: ${most.by} priority tickets, bound ${most.bound}; ${report.atBound} tickets were overtaken by exactly their bound`
	);
	console.log(
		`the longest wait because of it: ${minutes(longest.extraMs)} minutes more than in the same hall without priority, bound ${minutes(longest.boundMs)}`
	);
	for (const { seed, overtaken } of broken.slice(0, 10)) {
		console.log(`hall ${seed}: ${JSON.stringify(overtaken)}`);
	}
	const seconds = ((performance.now() - began) / 1000).toFixed(0);
	console.log(
		`${report.halls} halls, ${report.regular} regular tickets, ${broken.length} beyond the bound, ${seconds} s`
	);
	return broken.length === 0;
}
