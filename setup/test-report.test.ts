import { describe, expect, it } from 'vitest'
import { failures, skippedBecause, type Report } from './test-report.ts'

const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }

describe('The end of a test run', () => {
  it('names every failed test by file, suite and name, with its message in one line', () => {
    const report = {
      ...none,
      testResults: [
        {
          name: `${process.cwd()}/test/integration/a.test.ts`,
          status: 'failed',
          assertionResults: [
            { status: 'passed', ancestorTitles: ['A'], title: 'goes' },
            {
              status: 'failed',
              ancestorTitles: ['A', 'B'],
              title: 'comes',
              failureMessages: ['AssertionError: expected 1\nto be 2\n    at file:1:2\n    at more'],
            },
          ],
        },
      ],
    }
    expect(failures(report)).toEqual([
      'test/integration/a.test.ts > A > B > comes: AssertionError: expected 1 to be 2',
    ])
  })

  /** A report of one file that failed as a whole. */
  const ofFile = (message: string, assertionResults: Report['testResults'][0]['assertionResults'] = []) => ({
    ...none,
    testResults: [{ name: `${process.cwd()}/a.test.ts`, status: 'failed', message, assertionResults }],
  })

  it('names a file that failed as a whole, whose tests are all skipped', () => {
    const report = ofFile('Hook timed out', [{ status: 'skipped', ancestorTitles: ['A'], title: 'goes' }])
    expect(failures(report)).toEqual(['a.test.ts: Hook timed out'])
  })

  it('cuts a message that is longer than a line can be', () => {
    expect(failures(ofFile('x'.repeat(5_000)))[0]).toHaveLength('a.test.ts: '.length + 600)
  })

  it('says once why tests were skipped, by the name that gives a reason', () => {
    const skipped = (title: string) => ({ status: 'skipped', ancestorTitles: ['S (no root)'], title })
    const report = {
      ...none,
      testResults: [{ name: 'a', status: 'passed', assertionResults: [skipped('b'), skipped('c')] }],
    }
    expect([...skippedBecause(report)]).toEqual(['S (no root)'])
  })
})
