import { expect, test } from 'vitest'
import { CounterRates } from './counter-rates.ts'
import type { CounterReading } from './rate-between.ts'

function reading(monotonicMs: number, bytes: bigint, ifindex = 1): CounterReading {
  const rest = { txBytes: 0n, rxPackets: 0n, txPackets: 0n, rxDropped: 0n, txDropped: 0n }
  return { monotonicMs, counters: { ifindex, rxBytes: bytes, ...rest } }
}

function advance(rates: CounterRates, ...args: Parameters<typeof reading>): number | undefined {
  return rates.advance(new Map([['eth0', reading(...args)]])).get('eth0')?.rxBitsPerSecond
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
