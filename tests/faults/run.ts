/**
 * Faults done on purpose to the running program, counted and never taken as read:
 *
 *     npm run faults -- <name>
 *
 * Ends with 1 when something that must be 0 is not. A fault that needs what is not here says SKIPPED and why.
 */
const FAULTS: Record<string, (args: string[]) => Promise<boolean>> = {};

const [name = '', ...args] = process.argv.slice(2);
const fault = FAULTS[name];
if (!fault) {
	console.error(`npm run faults -- ${Object.keys(FAULTS).join(' | ')}`);
	process.exit(2);
}
process.exit((await fault(args)) ? 0 : 1);

export {};
