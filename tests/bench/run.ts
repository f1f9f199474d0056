/**
 * Figures, measured by a command and never asserted by the clock:
 *
 *     npm run bench -- cluster [--tickets 20000]   no number twice, no ticket at two booths
 *     npm run bench -- phone-js                    JavaScript that a citizen's page loads
 *     npm run bench -- press [--presses 200]       from a press at a booth to the board's page
 *     npm run bench -- day [--seed 28]             boards, leader's page, CSV and verify agree to the unit
 *     npm run bench -- decide [--waiting 100000]   who is next, decided while very many wait
 *     npm run bench -- leader [--tickets 20000]    the leader's page: first view, bytes, update
 *     npm run bench -- load [--tickets 100000]     a whole hall read from PostgreSQL
 *     npm run bench -- report [--url … --pid …]    the demo's seven days in all formats, beside npm run demo -- --all
 *
 * Ends with 1 when something that must be 0 is not, or a figure of the last four is beyond what is aimed at.
 */
import { benchCluster } from './cluster.ts';
import { benchDay } from './day.ts';
import { benchDecide } from './decide.ts';
import { benchLeader } from './leader.ts';
import { benchLoad } from './load.ts';
import { benchPhoneJs } from './phone-js.ts';
import { benchPress } from './press.ts';
import { benchReport } from './report.ts';

const BENCHES: Record<string, (args: string[]) => Promise<boolean>> = {
	cluster: benchCluster,
	press: benchPress,
	day: benchDay,
	'phone-js': benchPhoneJs,
	decide: benchDecide,
	leader: benchLeader,
	load: benchLoad,
	report: benchReport
};

const [name = '', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
	console.error(`npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
	process.exit(2);
}
process.exit((await bench(args)) ? 0 : 1);
