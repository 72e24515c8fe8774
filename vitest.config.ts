import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const rooms =
  '{domain,cni,estimators,questionnaire,prices,journal,pod-networks,cni-plugin,service-kit,store,kube,collector,quickjs,probe,prober,selector,agent,controllers,installer,cli,deploy,web,lab,bench,setup}'
const setupFiles = ['test/support/fuzz-runs.ts']
/** Only what hangs is stopped: properties of 2 000 runs, and programs that start, take seconds while others have the machine. */
const [testTimeout, hookTimeout] = [60_000, 60_000]

/** Unit tests live beside the code; integration uses real files, sockets, databases; e2e needs root and namespaces. */
export default defineConfig({
  test: {
    // Most of their time tests wait for programs of their own: three files at a time keep two cores just busy.
    maxWorkers: Math.max(3, Math.ceil(availableParallelism() / 2)),
    projects: [
      {
        test: {
          name: 'unit',
          // What is tested without its surroundings leaves nothing behind: files share what they import.
          isolate: false,
          include: [`${rooms}/**/*.test.ts`, `${rooms}/**/*.test.tsx`, 'test/*.test.ts'],
          testTimeout,
          hookTimeout,
          setupFiles,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout,
          hookTimeout,
          setupFiles,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each has networks and names of its own; what they measure bears one other that mostly waits.
          maxWorkers: 2,
        },
      },
    ],
  },
})
