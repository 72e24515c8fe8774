import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateBetween, type CounterReading, type Counters } from './rate-between.ts'

const members = ['rxBytes', 'txBytes', 'rxPackets', 'txPackets', 'rxDropped', 'txDropped'] as const

function reading(monotonicMs: number, changes: Partial<Counters> = {}): CounterReading {
  const zero = { rxBytes: 0n, txBytes: 0n, rxPackets: 0n, txPackets: 0n, rxDropped: 0n, txDropped: 0n }
  return { monotonicMs, counters: { ifindex: 7, ...zero, ...changes } }
}

const anyCounter = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const anyCounters = fc.record({
  ifindex: fc.constant(7),
  rxBytes: anyCounter,
  txBytes: anyCounter,
  rxPackets: anyCounter,
  txPackets: anyCounter,
  rxDropped: anyCounter,
  txDropped: anyCounter,
})
const usableInterval = fc.integer({ min: 500, max: 120_000 })

test('rateBetween() answers bits per second each way, packets and drops of both ways', () => {
  const after = reading(12_000, {
    rxBytes: 1_000n,
    txBytes: 250n,
    rxPackets: 8n,
    txPackets: 1n,
    txDropped: 1n,
  })
  expect(rateBetween(reading(10_000), after)).toEqual({
    rxBitsPerSecond: 4_000,
    txBitsPerSecond: 1_000,
    packets: 9,
    dropped: 1,
  })
})

test('rateBetween() keeps small differences between huge counters', () => {
  const huge = 2n ** 64n - 2n
  const rate = rateBetween(reading(0, { rxBytes: huge }), reading(1_000, { rxBytes: huge + 1n }))
  expect(rate?.rxBitsPerSecond).toBe(8)
})

test('rateBetween() never makes a rate out of a counter that went back', () => {
  fc.assert(
    fc.property(
      anyCounters,
      usableInterval,
      fc.constantFrom(...members),
      anyCounter,
      (counters, ms, member, to) => {
        fc.pre(to < counters[member])
        const after = { monotonicMs: ms, counters: { ...counters, [member]: to } }
        expect(rateBetween({ monotonicMs: 0, counters }, after)).toBeNull()
      },
    ),
  )
})

test('rateBetween() never makes a rate across two interfaces of one name', () => {
  fc.assert(
    fc.property(anyCounters, usableInterval, fc.integer(), (counters, ms, ifindex) => {
      fc.pre(ifindex !== counters.ifindex)
      const after = { monotonicMs: ms, counters: { ...counters, ifindex } }
      expect(rateBetween({ monotonicMs: 0, counters }, after)).toBeNull()
    }),
  )
})

test('rateBetween() never makes a rate out of readings too near, too far apart or in the wrong order', () => {
  const badInterval = fc.oneof(
    fc.double({ max: 500, maxExcluded: true, noNaN: true }),
    fc.double({ min: 120_000, minExcluded: true }),
  )
  fc.assert(
    fc.property(anyCounters, badInterval, (counters, ms) => {
      expect(rateBetween({ monotonicMs: 0, counters }, { monotonicMs: ms, counters })).toBeNull()
    }),
  )
})

test('rateBetween() answers finite rates that are not negative for counters that only grow', () => {
  fc.assert(
    fc.property(anyCounters, anyCounters, usableInterval, (one, other, ms) => {
      const pairs = members.map((name) => [name, one[name] < other[name] ? one[name] : other[name]] as const)
      const before = { ...one, ...Object.fromEntries(pairs) }
      const after = { ...one }
      const rate = rateBetween({ monotonicMs: 0, counters: before }, { monotonicMs: ms, counters: after })
      expect(rate).not.toBeNull()
      for (const figure of Object.values(rate ?? {}))
        expect(figure >= 0 && Number.isFinite(figure)).toBe(true)
    }),
  )
})
