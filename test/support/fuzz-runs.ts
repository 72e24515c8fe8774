import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/**
 * Setup of the unit and integration tests: every property that does not ask for a number of its own gets so many runs;
 * `npm run fuzz` sets more by these two variables, all from one seed. Files without properties do not load the library.
 */
const { GENIE_FUZZ_RUNS: runs = '2000', GENIE_FUZZ_SEED: seed } = process.env

if (readFileSync(expect.getState().testPath ?? '', 'utf8').includes(`from 'fast-check'`)) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ numRuns: Number(runs), ...(seed !== undefined && { seed: Number(seed) }) })
}
