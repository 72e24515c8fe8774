import { expect, test } from 'vitest'
import type { Kpi } from '../../domain/kpi.ts'
import { formatReading } from './reading.ts'

test.each<[Kpi, number, string]>([
  ['utilization', 0.414, '41%'],
  ['loss', 0.0042, '0.42%'],
  ['latency', 0.4187, '0.42 ms'],
  ['responseTime', 1_310, '1,300 ms'],
  ['headroom', 9.4e9, '9.4 Gbit/s'],
  ['subnets', 3, '3'],
  ['price', 0.09, '0.09 per GB'],
])('formatReading() of %s at %d is %s', (kpi, reading, text) => {
  expect(formatReading(kpi, reading).replaceAll('\u00a0', ' ')).toBe(text)
})
