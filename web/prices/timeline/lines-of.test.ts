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

test('linesOf() is null where sending has no price', () => {
  expect(linesOf({ networks: [{ network: 'a', spans: [span(0)] }] })).toBeNull()
  expect(linesOf({ networks: [] })).toBeNull()
})
