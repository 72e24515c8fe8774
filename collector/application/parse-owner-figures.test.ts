import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseOwnerFigures } from './parse-owner-figures.ts'

test('parseOwnerFigures() pairs p95 and requests, and tells when they were scraped', () => {
  const labels = { namespace: 'shop', owner: 'web', network: 'ключ' }
  const samples = [
    { labels: { ...labels, figure: 'p95' }, value: 9.5 },
    { labels: { ...labels, figure: 'requests' }, value: 120 },
    { labels: { ...labels, owner: 'unpaired', figure: 'p95' }, value: 1 },
    { labels: { ...labels, owner: 'wrong', figure: 'requests' }, value: -1 },
    { labels: { figure: 'scraped' }, value: 1_764_000_000.25 },
  ]
  expect(parseOwnerFigures({ samples, dropped: { malformed: 1 } })).toEqual({
    figures: [{ owner: '["shop","web"]', network: 'ключ', p95: 9.5, requests: 120 }],
    scrapedAt: 1_764_000_000_250,
    dropped: { malformed: 1, 'out-of-range': 1 },
  })
})

test('parseOwnerFigures() answers numbers that make sense, whatever the series are', () => {
  const text = fc.oneof(fc.constantFrom('p95', 'requests', 'scraped', 'a', '__proto__', ''), fc.string())
  const sample = fc.record({
    labels: fc.dictionary(fc.constantFrom('figure', 'namespace', 'owner', 'network'), text),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  })
  fc.assert(
    fc.property(fc.array(sample), (samples) => {
      const { figures } = parseOwnerFigures({ samples, dropped: {} })
      expect(figures.every(({ p95, requests }) => p95 >= 0 && p95 <= 1e9 && requests >= 0)).toBe(true)
    }),
  )
})
