/**
 * Faults done on purpose to the running program, counted and never taken as read:
 *
 *     npm run faults -- r9                    forty devices whose clocks are wrong, set or asleep
 *     npm run faults -- r10 [--poison 1000]   operations that nobody can read or apply, mixed in
 *
 * Ends with 1 when something that must be 0 is not. A fault that needs what is not here says SKIPPED and why.
 */
import { faultClocks } from './r9.ts';
import { faultPoison } from './r10.ts';

const FAULTS: Record<string, (args: string[]) => Promise<boolean>> = {
	r9: faultClocks,
	r10: faultPoison
};

const [name = '', ...args] = process.argv.slice(2);
const fault = FAULTS[name];
if (!fault) {
	console.error(`npm run faults -- ${Object.keys(FAULTS).join(' | ')}`);
	process.exit(2);
}
process.exit((await fault(args)) ? 0 : 1);
