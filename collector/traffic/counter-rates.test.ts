import { expect, test } from 'vitest'
import { CounterRates } from './counter-rates.ts'
import type { CounterReading } from './rate-between.ts'

function reading(countedMs: number, bytes: bigint, ifindex = 1): CounterReading {
  const rest = { txBytes: 0n, rxPackets: 0n, txPackets: 0n, rxDropped: 0n, txDropped: 0n }
  return { countedMs, readMs: countedMs, epoch: ifindex, counters: { rxBytes: bytes, ...rest } }
}

function advance(rates: CounterRates, ...args: Parameters<typeof reading>): number | undefined {
  return rates.advance(new Map([['eth0', reading(...args)]])).rates.get('eth0')?.rxBitsPerSecond
}

test('CounterRates answers a rate from the second reading on', () => {
  const rates = new CounterRates()
  expect(advance(rates, 0, 0n)).toBeUndefined()
  expect(advance(rates, 1_000, 125n)).toBe(1_000)
  expect(advance(rates, 3_000, 125n)).toBe(0)
})

test('CounterRates begins again after a reset and after another interface took the name', () => {
  const rates = new CounterRates()
  advance(rates, 0, 1_000n)
  expect(advance(rates, 1_000, 10n)).toBeUndefined()
  expect(advance(rates, 2_000, 135n)).toBe(1_000)
  expect(advance(rates, 3_000, 260n, 2)).toBeUndefined()
  expect(advance(rates, 4_000, 385n, 2)).toBe(1_000)
})

test('CounterRates keeps its baseline through readings that follow at once', () => {
  const rates = new CounterRates()
  advance(rates, 0, 0n)
  expect(advance(rates, 300, 100n)).toBeUndefined()
  expect(advance(rates, 600, 150n)).toBe(2_000)
})

test('CounterRates forgets an interface that was away for a round', () => {
  const rates = new CounterRates()
  advance(rates, 0, 0n)
  rates.advance(new Map())
  expect(advance(rates, 2_000, 125n)).toBeUndefined()
})

test('CounterRates keeps a rate while the same reading is told again, and says so', () => {
  const rates = new CounterRates(2_000)
  const told = (ms: number, bytes: bigint) => rates.advance(new Map([['eth0', reading(ms, bytes)]]))
  told(0, 0n)
  told(10_000, 1_250n)
  const again = told(10_000, 1_250n)
  expect(again.dropped).toEqual({ duplicate: 1 })
  expect(again.rates.get('eth0')).toMatchObject({ rxBitsPerSecond: 1_000, countedMs: 10_000, isFresh: false })
  expect(told(20_000, 0n)).toEqual({ rates: new Map(), dropped: { reset: 1 } })
  expect(told(200_000, 0n)).toEqual({ rates: new Map(), dropped: { stale: 1 } })
})
