/**
 * Faults done on purpose to the running program, counted and never taken as read:
 *
 *     npm run faults -- r6 [--minutes 9]      browser stations under cuts, killed servers and killed browsers
 *     npm run faults -- r7 [--kills 100]      what a station's screen said outlives kills and power cuts
 *     npm run faults -- r8 [--tickets 2000]   a gate and a booth alone for a day, then a bad line
 *     npm run faults -- r9                    forty devices whose clocks are wrong, set or asleep
 *     npm run faults -- r10 [--poison 1000]   operations that nobody can read or apply, mixed in
 *     npm run faults -- r11 [--numbers 20000] tabs that come and go, and devices that were copied
 *     npm run faults -- r12 [100]             three builds of the program come and go under an open station
 *     npm run faults -- r13                   200 wiped tablets; the ordinary tests have 30
 *     npm run faults -- r16                   what a station says of its link is so, in fifty states; r15 on the way
 *
 * Ends with 1 when something that must be 0 is not. A fault that needs what is not here says SKIPPED and why.
 */
import { faultPoison } from './r10.ts';
import { faultR11 } from './r11.ts';
import { faultR12 } from './r12.ts';
import { faultWipes } from './r13.ts';
import { faultR16 } from './r16.ts';
import { faultR6 } from './r6.ts';
import { faultR7 } from './r7.ts';
import { faultR8 } from './r8.ts';
import { faultClocks } from './r9.ts';

const FAULTS: Record<string, (args: string[]) => Promise<boolean>> = {
	r6: faultR6,
	r7: faultR7,
	r8: faultR8,
	r9: faultClocks,
	r10: faultPoison,
	r11: faultR11,
	r12: faultR12,
	r13: faultWipes,
	r16: faultR16
};

// A killed browser a time adds a listener.
process.setMaxListeners(0);

const [name = '', ...args] = process.argv.slice(2);
const fault = FAULTS[name];
if (!fault) {
	console.error(`npm run faults -- ${Object.keys(FAULTS).join(' | ')}`);
	process.exit(2);
}
process.exit((await fault(args)) ? 0 : 1);
