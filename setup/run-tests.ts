import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'

/** End-to-end tests share the machine's namespaces, so they run after the others, not beside them. */
const runs = [['unit', 'integration'], ['e2e']]

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string
      readonly ancestorTitles: readonly string[]
      readonly title: string
    }[]
  }[]
}

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
function add(path: string): void {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report
    sum.passed += report.numPassedTests
    sum.failed += report.numFailedTests
    sum.skipped += report.numPendingTests + report.numTodoTests
    for (const reason of skippedBecause(report)) process.stdout.write(`Skipped: ${reason}\n`)
  } catch {
    sum.failed += 1
    process.exitCode = 1
  }
}

/** Suites and tests say in their names why they are skipped; the runner folds these names away. */
function skippedBecause({ testResults }: Report): ReadonlySet<string> {
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'skipped' || status === 'pending')
  return new Set(
    skipped.map(
      ({ ancestorTitles, title }) =>
        [...ancestorTitles, title].findLast((each) => each.includes('(')) ?? title,
    ),
  )
}
