import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { failures, skippedBecause, type Report } from './test-report.ts'

/** End-to-end tests measure what networks of this machine carry: they run after the others, which leave it no time. */
const runs = [['unit', 'integration'], ['e2e']]

const said: string[] = []
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
for (const line of said) process.stdout.write(`${line}\n`)
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`)

/** Adds the runner's own figures; a run that left none counts as one failure, so that the sum never hides it. */
function add(path: string): void {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report
    sum.passed += report.numPassedTests
    sum.failed += report.numFailedTests
    sum.skipped += report.numPendingTests + report.numTodoTests
    said.push(...[...skippedBecause(report)].map((reason) => `Skipped: ${reason}`))
    said.push(...failures(report).map((failure) => `Failed: ${failure}`))
  } catch {
    sum.failed += 1
    process.exitCode = 1
  }
}
