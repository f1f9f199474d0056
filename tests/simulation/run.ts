/**
 * Simulations of whole halls on the real core:
 *
 *     npm run simulate -- --seeds 200000                     stations, servers, people, and everything that fails them
 *     npm run simulate -- --seed 17                          one seed again
 *     npm run simulate -- planted [--seeds 30000]            rules broken on purpose: each must be noticed
 *     npm run simulate -- model                              leases and grants in every state, where Spin is installed
 *     npm run simulate -- priority [--halls 10000]           what the priority lane costs regular tickets, and its bound
 *     npm run simulate -- forecast [--days 200] [--seed 1]   how often the range shown holds the wait
 *
 * Ends with 1 when a figure is not reached.
 */
import { simulateForecast } from './forecast/simulate.ts';
import { simulatePriority } from './priority/simulate.ts';
import { simulatePlanted } from './protocol/planted.ts';
import { simulateSeeds } from './protocol/seeds.ts';
import { simulateModel } from './spin/model.ts';

const SIMULATIONS: Record<string, (args: string[]) => Promise<boolean>> = {
	forecast: simulateForecast,
	model: simulateModel,
	planted: simulatePlanted,
	priority: simulatePriority
};

const [name = '', ...args] = process.argv.slice(2);
const simulate = SIMULATIONS[name];
if (!simulate && name !== '' && !name.startsWith('--')) {
	console.error(`npm run simulate -- [--seeds N] | ${Object.keys(SIMULATIONS).join(' | ')}`);
	process.exit(2);
}
process.exit((await (simulate ? simulate(args) : simulateSeeds(process.argv.slice(2)))) ? 0 : 1);
