import { expect, test } from 'vitest'
import { decisionWith } from '../../test/support/page-records.ts'
import { matchesSearch } from './matches-search.ts'

const decision = decisionWith({ at: 100 })

test.each([
  [{}, true],
  [{ pod: 'pod', namespace: 'default', network: 'net-a', outcome: 'planned' }, true],
  [{ pod: 'po' }, false],
  [{ namespace: 'shop' }, false],
  [{ network: 'net-b' }, false],
  [{ outcome: 'failed' }, false],
  [{ from: 100, to: 101 }, true],
  [{ from: 101 }, false],
  [{ to: 100 }, false],
] as const)('matchesSearch() of %j is %s', (search, matches) => {
  expect(matchesSearch(decision, search)).toBe(matches)
})
