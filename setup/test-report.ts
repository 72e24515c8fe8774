import { relative } from 'node:path'

/** What is read of the JSON report of vitest, whose shape is that of jest. */
export interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly FileResult[]
}

interface FileResult {
  readonly name: string
  readonly status: string
  /** Why the file itself failed: it could not be loaded, or one of its hooks threw. Empty if only its tests failed. */
  readonly message?: string
  readonly assertionResults: readonly {
    readonly status: string
    readonly ancestorTitles: readonly string[]
    readonly title: string
    readonly failureMessages?: readonly string[] | null
  }[]
}

/** Suites and tests say in their names why they are skipped; the runner folds these names away. */
export function skippedBecause({ testResults }: Report): ReadonlySet<string> {
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

/** What failed, one line each: file, test, and how its message begins. They stand far above the sum, whoever reads a log reads its end. */
export function failures({ testResults }: Report): readonly string[] {
  return testResults.flatMap((file) => {
    const path = relative('.', file.name)
    const tests = file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ ancestorTitles, title, failureMessages }) =>
          `${[path, ...ancestorTitles, title].join(' > ')}: ${opening(failureMessages?.[0])}`,
      )
    return tests.length === 0 && file.status === 'failed' ? [`${path}: ${opening(file.message)}`] : tests
  })
}

/** A message without its stack, in one line of at most 600 characters. */
function opening(message = ''): string {
  const text =
    message
      .split(/\n\s+at /)[0]
      ?.replaceAll(/\s+/g, ' ')
      .trim() ?? ''
  return text.length > 600 ? `${text.slice(0, 599)}…` : text
}
