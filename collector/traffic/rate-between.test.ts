import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateBetween, type CounterReading, type Counters } from './rate-between.ts'

const members = ['rxBytes', 'txBytes', 'rxPackets', 'txPackets', 'rxDropped', 'txDropped'] as const

function reading(countedMs: number, changes: Partial<Counters> = {}): CounterReading {
  const zero = { rxBytes: 0n, txBytes: 0n, rxPackets: 0n, txPackets: 0n, rxDropped: 0n, txDropped: 0n }
  return { countedMs, readMs: countedMs, epoch: 7, counters: { ...zero, ...changes } }
}

const anyCounter = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const anyCounters = fc.record({
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
  expect(rate).toMatchObject({ rxBitsPerSecond: 8 })
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
        expect(rateBetween(reading(0, counters), reading(ms, { ...counters, [member]: to }))).toBe('reset')
      },
    ),
  )
})

test('rateBetween() makes no rate across a clock that was set, forward or back', () => {
  const told = (countedMs: number, readMs: number) => ({ ...reading(countedMs), readMs })
  expect(rateBetween(told(0, 5_000), told(60_000, 65_000))).toMatchObject({ rxBitsPerSecond: 0 })
  for (const setMs of [50_000, -50_000])
    expect(rateBetween(told(0, 5_000), told(60_000 + setMs, 65_000))).toBe('reset')
})

test('rateBetween() never makes a rate across two interfaces of one name', () => {
  fc.assert(
    fc.property(anyCounters, usableInterval, fc.integer(), (counters, ms, ifindex) => {
      fc.pre(ifindex !== 7)
      expect(rateBetween(reading(0, counters), { ...reading(ms, counters), epoch: ifindex })).toBe('reset')
    }),
  )
})

test('rateBetween() never makes a rate out of readings too near, too far apart or in the wrong order', () => {
  const badInterval = fc.oneof(
    fc.double({ max: 500, maxExcluded: true, noNaN: true }),
    fc.double({ min: 120_000, minExcluded: true, noNaN: true, noDefaultInfinity: true }),
  )
  fc.assert(
    fc.property(anyCounters, badInterval, (counters, ms) => {
      const verdict = ms < 0 ? 'reset' : ms < 500 ? 'duplicate' : 'stale'
      expect(rateBetween(reading(0, counters), reading(ms, counters))).toBe(verdict)
    }),
  )
})

test('rateBetween() answers finite rates that are not negative for counters that only grow', () => {
  fc.assert(
    fc.property(anyCounters, anyCounters, usableInterval, (one, other, ms) => {
      const pairs = members.map((name) => [name, one[name] < other[name] ? one[name] : other[name]] as const)
      const before = { ...one, ...Object.fromEntries(pairs) }
      const after = { ...one }
      const rate = rateBetween(reading(0, before), reading(ms, after))
      expect(rate).toBeTypeOf('object')
      for (const figure of Object.values(rate) as number[])
        expect(figure >= 0 && Number.isFinite(figure)).toBe(true)
    }),
  )
})

test('rateBetween() never makes a rate across a clock of the source that was set', () => {
  fc.assert(
    fc.property(
      anyCounters,
      usableInterval,
      fc.integer({ min: 20_001, max: 10 ** 9 }),
      (counters, ms, jump) => {
        const after = { ...reading(ms + jump, counters), readMs: ms }
        expect(rateBetween(reading(0, counters), after)).toBe('reset')
      },
    ),
  )
})

test('rateBetween() makes a rate of bytes where nobody counts packets', () => {
  const uncounted = { rxPackets: null, txPackets: null, rxDropped: null, txDropped: null }
  expect(rateBetween(reading(0, uncounted), reading(1_000, { ...uncounted, rxBytes: 125n }), 2_000)).toBe(
    'duplicate',
  )
  expect(rateBetween(reading(0, uncounted), reading(2_000, { ...uncounted, rxBytes: 250n }), 2_000)).toEqual({
    rxBitsPerSecond: 1_000,
    txBitsPerSecond: 0,
    packets: null,
    dropped: null,
  })
})
