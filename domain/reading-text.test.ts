import { expect, test } from 'vitest'
import type { Kpi } from './kpi.ts'
import { readingText } from './reading-text.ts'

test.each<[Kpi, number, string]>([
  ['utilization', 0.55, '55 %'],
  ['utilization', 1.2345, '123 %'],
  ['loss', 0.002, '0.2 %'],
  ['dropRatio', 0, '0 %'],
  ['latency', 0.4187, '0.419 ms'],
  ['responseTime', 12, '12 ms'],
  ['headroom', 0, '0 bit/s'],
  ['headroom', 999_999, '1 Mbit/s'],
  ['headroom', 940e6, '940 Mbit/s'],
  ['headroom', 9.5e9, '9.5 Gbit/s'],
  ['price', 0.02, '0.02 per GB'],
  ['subnets', 3, '3'],
])('readingText() of %s at %d is %s', (kpi, reading, text) => {
  expect(readingText(kpi, reading)).toBe(text)
})
