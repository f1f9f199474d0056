import { runSeeds, type SeedsPlan } from './seeds.ts';

const report = runSeeds(JSON.parse(process.argv[2]!) as SeedsPlan);
process.send!(report, undefined, undefined, () => process.disconnect());
