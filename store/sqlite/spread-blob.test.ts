import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyFigures, type HistoryPoint } from '../../domain/network-history.ts'
import { packSpreads, unpackSpreads } from './spread-blob.ts'

const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
const spread = fc
  .tuple(float, float, float, float, fc.integer({ min: 1, max: 3_600 }))
  .map(([min, max, p50, p95, count]) => ({
    min,
    max,
    p50: min === max ? min : p50,
    p95: min === max ? min : p95,
    count,
  }))
const figures = fc
  .tuple(...historyFigures.map(() => fc.option(spread)))
  .map(
    (all) =>
      Object.fromEntries(
        historyFigures.map((figure, index) => [figure, all[index]]),
      ) as HistoryPoint['figures'],
  )

test('spreads come back as they were packed', () => {
  fc.assert(
    fc.property(figures, fc.integer({ min: 1, max: 3_600 }), (packed, samples) => {
      expect(unpackSpreads(packSpreads(packed, samples), samples)).toEqual(packed)
    }),
  )
})

test('what every sample had and what never changed takes five bytes', () => {
  const one = { min: 7, max: 7, p50: 7, p95: 7, count: 6 }
  const flat = Object.fromEntries(historyFigures.map((figure) => [figure, one])) as HistoryPoint['figures']
  expect(packSpreads(flat, 6)).toHaveLength(5 * historyFigures.length)
})

test('a value too great for 32 bits becomes the greatest that there is', () => {
  const none = Object.fromEntries(historyFigures.map((figure) => [figure, null])) as HistoryPoint['figures']
  const huge = { min: 1, max: 1e300, p50: 1, p95: 1e300, count: 2 }
  const { latencyP95Ms } = unpackSpreads(packSpreads({ ...none, latencyP95Ms: huge }, 2), 2)
  expect(latencyP95Ms?.max).toBeCloseTo(3.4e38, -38)
})

test('figures that are new since are null', () => {
  expect(unpackSpreads(Buffer.of(), 6).applicationRatio).toBeNull()
})
