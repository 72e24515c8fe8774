import { expect, test } from 'vitest'
import { decisionWith } from '../../test/support/page-records.ts'
import { behindFence } from './behind-fence.ts'

const [c, b, a] = ['c', 'b', 'a'].map((id) => decisionWith({ id })) as [never, never, never]

test('behindFence() holds back what is newer than what the reader has seen', () => {
  expect(behindFence([c, b, a], 'b')).toEqual({ shown: [b, a], waiting: 1 })
})

test('behindFence() holds nothing back without a fence, or when it is gone', () => {
  expect([undefined, 'gone'].map((fence) => behindFence([c, b, a], fence))).toEqual([
    { shown: [c, b, a], waiting: 0 },
    { shown: [c, b, a], waiting: 0 },
  ])
})
