import fc from 'fast-check';

/**
 * The properties of single rules, tried with the same cases on every machine, so that two runs of one program say the
 * same. To look for more: `PROPERTY_RUNS=20000 PROPERTY_SEED=7 npx vitest run --project unit property`.
 */
const { PROPERTY_SEED = '20230415', PROPERTY_RUNS } = process.env;
fc.configureGlobal({
	seed: Number(PROPERTY_SEED),
	...(PROPERTY_RUNS && { numRuns: Number(PROPERTY_RUNS), interruptAfterTimeLimit: 45_000 })
});
