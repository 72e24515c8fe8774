import { expect, test } from 'vitest'
import { describeSweep } from './describe-sweep.ts'

const attachments = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    containerId: `c${number}`,
    ifname: 'eth0',
    reason: 'is of an earlier boot',
  }))

test('describeSweep() names what was swept, and why', () => {
  expect(describeSweep({ swept: attachments(1), failed: [] })).toBe(
    'Swept 1 attachment, c0@eth0 (is of an earlier boot), that nobody needs any more',
  )
})

test('describeSweep() says what is left', () => {
  expect(describeSweep({ swept: [], failed: attachments(2) })).toBe(
    'Swept 0 attachments that nobody needs any more; cannot sweep 2 attachments, c0@eth0, c1@eth0, which is tried again',
  )
})

test('describeSweep() stays a line where a whole node was swept', () => {
  expect(describeSweep({ swept: attachments(110), failed: [] })).toMatch(
    /^Swept 110 attachments, c0@eth0 .* c4@eth0 \(is of an earlier boot\), \.\.\., that nobody needs any more$/,
  )
})
