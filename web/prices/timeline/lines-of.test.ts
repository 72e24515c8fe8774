import { expect, test } from 'vitest'
import type { PriceSpan } from '../../../domain/price-answers.ts'
import type { PriceRate } from '../../../domain/price-book.ts'
import { priceRate } from '../../../test/support/price-rate.ts'
import { linesOf } from './lines-of.ts'

const span = (from: number, any?: PriceRate): PriceSpan => ({
  from,
  until: from + 10,
  egress: any ? { any } : {},
  ingress: null,
  interfaceHour: null,
  addressHour: null,
  month: null,
})
const at = (price: string, over: Partial<PriceRate> = {}) => priceRate({ tiers: [{ price }], ...over })

test('linesOf() has a line for each network that has a price at some time, with its gaps', () => {
  const networks = [
    { network: 'a', spans: [span(0, at('0.09')), span(10), span(20, at('0.01'))] },
    { network: 'b', spans: [span(0)] },
    { network: 'c', spans: [span(0, at('1', { currency: 'USD' }))] },
  ]
  expect(linesOf({ networks })).toEqual({
    currency: 'EUR',
    unit: 'GB',
    begins: [0],
    lines: [
      {
        network: 'a',
        steps: [
          { at: 0, price: 0.09 },
          { at: 10, price: null },
          { at: 20, price: 0.01 },
        ],
      },
    ],
    without: ['b', 'c'],
  })
})

test('linesOf() has the price of the tier that a month has come to, and where any tier begins', () => {
  const tiers = (...all: readonly (readonly [number | undefined, string])[]) =>
    priceRate({ tiers: all.map(([upTo, price]) => ({ ...(upTo !== undefined && { upTo }), price })) })
  const stepped = tiers([1_000, '0.09'], [10_000, '0.05'], [undefined, '0.01'])
  const networks = [
    { network: 'a', spans: [span(0, stepped)] },
    { network: 'b', spans: [span(0, tiers([5_000, '0.08'], [undefined, '0.02'])), span(10, at('0.03'))] },
    { network: 'c', spans: [span(0, { ...tiers([7, '9'], [undefined, '8']), currency: 'USD' })] },
  ]
  const pricesAfter = (carried: number) =>
    linesOf({ networks }, carried)?.lines.map(({ steps }) => steps.map(({ price }) => price))
  expect(linesOf({ networks }, 1_000)?.begins).toEqual([0, 1_000, 5_000, 10_000])
  expect(pricesAfter(0)).toEqual([[0.09], [0.08, 0.03]])
  expect(pricesAfter(999)).toEqual([[0.09], [0.08, 0.03]])
  expect(pricesAfter(1_000)).toEqual([[0.05], [0.08, 0.03]])
  expect(pricesAfter(5_000)).toEqual([[0.05], [0.02, 0.03]])
  expect(pricesAfter(1e9)).toEqual([[0.01], [0.02, 0.03]])
})

test('linesOf() is null where sending has no price', () => {
  expect(linesOf({ networks: [{ network: 'a', spans: [span(0)] }] })).toBeNull()
  expect(linesOf({ networks: [] })).toBeNull()
})
