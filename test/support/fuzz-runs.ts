/**
 * Setup of the unit and integration tests: `npm run fuzz` sets these two variables, and every property that does not
 * ask for a number of its own gets so many runs from that seed. Without them nothing is loaded and nothing changes.
 */
const { GENIE_FUZZ_RUNS: runs, GENIE_FUZZ_SEED: seed } = process.env

if (runs !== undefined) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ numRuns: Number(runs), seed: Number(seed) })
}

export {}
