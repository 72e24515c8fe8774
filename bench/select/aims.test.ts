import { expect, test } from 'vitest'
import { isFast } from './aims.ts'

const ms = (p99: number) => ({ p50: 0, p99 })
const inProcess = (candidates: number, p99: number) => ({
  candidates,
  kpis: 13,
  pipelineMs: ms(p99),
  selectMs: ms(9),
})
const asked = (p99: number, perCoreSecond: number) => ({
  ms: ms(p99),
  atOnce: 16,
  perSecond: 1,
  perCoreSecond,
})
const fast = {
  inProcess: [inProcess(8, 0.2), inProcess(100, 1)],
  socket: asked(2, 5_000),
  http: asked(5, 3_000),
}

test('isFast() holds where every aim is reached', () => {
  expect(isFast(fast)).toBe(true)
})

test.each([
  ['8 candidates', { inProcess: [inProcess(8, 0.21), inProcess(100, 1)] }],
  ['100 candidates', { inProcess: [inProcess(8, 0.2), inProcess(100, 1.1)] }],
  ['100 candidates that nobody timed', { inProcess: [inProcess(8, 0.2)] }],
  ['p99 by the socket', { socket: asked(2.1, 5_000) }],
  ['how many by the socket', { socket: asked(2, 4_999) }],
  ['p99 by HTTP', { http: asked(5.1, 3_000) }],
  ['how many by HTTP', { http: asked(5, 2_999) }],
])('isFast() does not hold where %s is missed', (_what, figures) => {
  expect(isFast({ ...fast, ...figures })).toBe(false)
})
