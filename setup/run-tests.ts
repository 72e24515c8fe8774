import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'

/** End-to-end tests share the machine's namespaces, so they run after the others, not beside them. */
const runs = [['unit', 'integration'], ['e2e']]

const sum = { passed: 0, failed: 0, skipped: 0 }
mkdirSync('.cache', { recursive: true })
for (const projects of runs) {
  const report = `.cache/test-${projects.join('-')}.json`
  rmSync(report, { force: true })
  const { status } = spawnSync(
    'vitest',
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  )
  add(report)
  if (status !== 0) process.exitCode = 1
}
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`)

/** Adds the runner's own figures; a run that left none counts as one failure, so that the sum never hides it. */
function add(report: string): void {
  try {
    const figures = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
    sum.passed += figures['numPassedTests'] ?? 0
    sum.failed += figures['numFailedTests'] ?? 0
    sum.skipped += (figures['numPendingTests'] ?? 0) + (figures['numTodoTests'] ?? 0)
  } catch {
    sum.failed += 1
    process.exitCode = 1
  }
}
