import fc from 'fast-check'
import { expect, test } from 'vitest'
import { auditLimits, auditRate, dueAudit, type AuditSubject } from './audit-policy.ts'
import { auditResultOf } from './audit-result-of.ts'

const hour = 3_600_000
const now = 1_700_000_000_000
const peer = { node: 'n2', address: '10.0.0.2' }
const quiet: AuditSubject = {
  network: 'a',
  capacityBitsPerSecond: 1e9,
  usedBitsPerSecond: 1e8,
  peers: [peer],
}
const none = new Map<string, number>()

test('a quiet network is audited by a twentieth of its capacity for a second', () => {
  expect(dueAudit([quiet], none, now)).toEqual({
    network: 'a',
    peer,
    bitsPerSecond: 50_000_000,
    durationMs: 1_000,
  })
})

test.each<[string, Partial<AuditSubject>]>([
  ['that is used by 30 % or more', { usedBitsPerSecond: 3e8 }],
  ['whose capacity nobody knows', { capacityBitsPerSecond: null }],
  ['whose load nobody knows', { usedBitsPerSecond: null }],
  ['without a peer', { peers: [] }],
])('a network %s is not audited', (_, change) => {
  expect(dueAudit([{ ...quiet, ...change }], none, now)).toBeNull()
})

test('a network is audited once an hour, the longest waiting one first', () => {
  const other = { ...quiet, network: 'b' }
  const last = new Map([
    ['a', now - hour],
    ['b', now - 2 * hour],
  ])
  expect(dueAudit([quiet, other], last, now)?.network).toBe('b')
  expect(dueAudit([quiet], new Map([['a', now - hour + 1]]), now)).toBeNull()
})

test('no burst is ever above its bounds', () => {
  const figure = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }))
  const subject = fc.record({
    network: fc.constantFrom('a', 'b'),
    capacityBitsPerSecond: figure,
    usedBitsPerSecond: figure,
    peers: fc.array(fc.constant(peer), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(subject), fc.nat(), (subjects, offset) => {
      const order = dueAudit(subjects, none, now + offset)
      if (order === null) return
      const asked = subjects.filter(({ network }) => network === order.network)
      const capacity = Math.max(...asked.map((each) => each.capacityBitsPerSecond ?? 0))
      expect(order.bitsPerSecond).toBeLessThanOrEqual(Math.min(0.05 * capacity, 200e6))
      expect(order.durationMs).toBeLessThanOrEqual(auditLimits.durationMs)
    }),
  )
  expect(auditRate(1e12)).toBe(200_000_000)
})

const order = { network: 'a', peer, bitsPerSecond: 8_000_000, durationMs: 1_000 }

test('what arrived over a longer time than it was sent in came slower', () => {
  const answer = { id: 1, sentBytes: 1_000_000, receivedBytes: 1_000_000, receivedUs: 2_000_000 }
  const result = auditResultOf(order, answer, now)
  expect(result).toMatchObject({ sentBitsPerSecond: 8e6, arrivedBitsPerSecond: 4e6, lossRatio: 0 })
})
