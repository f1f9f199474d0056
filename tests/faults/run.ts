/**
 * Faults done on purpose to the running program, counted and never taken as read:
 *
 *     npm run faults -- r5 [--schedules 1000] simulated days through the real program, killed in between: the core's own end
 *     npm run faults -- r6 [--minutes 9]      browser stations under cuts, killed servers and killed browsers
 *     npm run faults -- r7 [--kills 100]      what a station's screen said outlives kills and power cuts
 *     npm run faults -- r8 [--tickets 2000]   a gate and a booth alone for a day, then a bad line
 *     npm run faults -- r9                    forty devices whose clocks are wrong, set or asleep
 *     npm run faults -- r10 [--poison 1000]   operations that nobody can read or apply, mixed in
 *     npm run faults -- r11 [--numbers 20000] tabs that come and go, and devices that were copied
 *     npm run faults -- r12 [100]             three builds of the program come and go under an open station
 *     npm run faults -- r13                   200 wiped tablets; the ordinary tests have 30
 *     npm run faults -- r15                   how soon a new tablet is useful in a full hall, on line and off
 *     npm run faults -- full-disk             a station that is opened on a full disk loses nothing
 *     npm run faults -- r16                   what a station says of its link is so, in fifty states
 *
 * Ends with 1 when something that must be 0 is not. A fault that needs what is not here says SKIPPED and why.
 */
import { spawnSync } from 'node:child_process';
import { machineLine } from '../bench/machine.ts';

type Fault = (args: string[]) => Promise<boolean>;

const FAULTS: Record<string, () => Promise<Fault>> = {
	r5: async () => (await import('./r5.ts')).faultSchedules,
	r6: async () => (await import('./r6.ts')).faultR6,
	r7: async () => (await import('./r7.ts')).faultR7,
	r8: async () => (await import('./r8.ts')).faultR8,
	r9: async () => (await import('./r9.ts')).faultClocks,
	r10: async () => (await import('./r10.ts')).faultPoison,
	r11: async () => (await import('./r11.ts')).faultR11,
	r12: async () => (await import('./r12.ts')).faultR12,
	r13: async () => (await import('./r13.ts')).faultWipes,
	r15: async () => (await import('./r15.ts')).faultR15,
	r16: async () => (await import('./r16.ts')).faultR16,
	'full-disk': async () => (await import('./full-disk.ts')).faultFullDisk
};

// A killed browser a time adds a listener.
process.setMaxListeners(0);

const [name = '', ...args] = process.argv.slice(2);
const load = FAULTS[name];
if (!load) {
	console.error(`npm run faults -- ${Object.keys(FAULTS).join(' | ')}`);
	process.exit(2);
}
// The faults' own sources read what a build derives: in a fresh clone it comes first.
const built = spawnSync(process.execPath, ['server.js', '--build'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const fault = await load();
const isGood = await fault(args);
console.log(machineLine());
process.exit(isGood ? 0 : 1);
