import { expect, test } from 'vitest'
import { makeRecord } from '../../test/support/make-record.ts'
import { staleReason } from './stale-reason.ts'

test.each([
  ['now', '/run/netns/there', null],
  ['then', '/run/netns/there', 'is of an earlier boot'],
  ['now', '/run/netns/gone', 'has lost its namespace'],
  ['', '/run/netns/there', null],
  ['', '/run/netns/gone', 'has lost its namespace'],
  ['now', '', null],
  ['', '', null],
])('staleReason() of a record with boot id "%s" and namespace "%s"', (bootId, netns, reason) => {
  const isNamespace = (path: string) => path === '/run/netns/there'
  expect(staleReason(makeRecord({ bootId, netns }), 'now', isNamespace)).toBe(reason)
})

test('staleReason() trusts no boot id where this machine tells none', () => {
  expect(staleReason(makeRecord({ bootId: 'then' }), '', () => true)).toBeNull()
})
