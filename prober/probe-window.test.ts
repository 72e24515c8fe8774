import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProbeResult } from '../domain/probe-protocol.ts'
import type { ProbeTick } from './probe-tick.ts'
import { probeFiguresOf } from './probe-figures-of.ts'
import { ProbeWindow } from './probe-window.ts'

const well = (node: string, us = 200): ProbeResult => ({
  node,
  sent: 5,
  roundTripsUs: [us, us, us, us, us],
  httpUs: 2 * us,
})
const lost = (node: string): ProbeResult => ({
  node,
  sent: 5,
  roundTripsUs: [null, null, null, null, null],
  httpUs: null,
})
type Answers = Readonly<Record<string, readonly ProbeResult[]>>
const tick = (at: number, answers: Answers): ProbeTick => ({
  monotonicMs: at * 10_000,
  at: 1_000 + at,
  results: new Map(Object.entries(answers)),
})
const ticks = (...list: readonly Answers[]) => list.map((answers, at) => tick(at, answers))
const both = (...results: readonly ProbeResult[]): Answers => ({ a: results, b: results })
const lossOf = (figures: ReturnType<typeof probeFiguresOf>, network: string) =>
  figures.get(network)?.lossRatio

test('a network that answers has figures from all of its peers', () => {
  const figures = probeFiguresOf(ticks(both(well('n1', 200), well('n2', 400))))
  expect(figures.get('a')).toEqual({
    latencyP50Ms: 0.2,
    latencyP95Ms: 0.4,
    jitterMs: 0,
    lossRatio: expect.closeTo(0.141, 3) as number,
    responseTimeMs: 0.8,
    probeSource: 'probe:2 peers',
    probedAt: 1_000,
  })
})

test('a network that loses everything shows it, while peers answer on another', () => {
  const figures = probeFiguresOf(ticks({ a: [lost('n1'), lost('n2')], b: [well('n1'), well('n2')] }))
  expect(figures.get('a')).toMatchObject({ latencyP95Ms: null, jitterMs: null, lossRatio: 1 })
  expect(lossOf(figures, 'b')).toBeLessThan(0.2)
})

test('a peer that goes down is left out from its first silent tick on', () => {
  const up = both(well('n1'), well('n2'))
  const down = both(lost('n1'), well('n2'))
  for (const count of [1, 2, 3, 4, 5]) {
    const figures = probeFiguresOf(ticks(up, ...Array.from({ length: count }, () => down)))
    expect(lossOf(figures, 'a')).toBeLessThan(0.15)
  }
})

test('a peer that was away for half a minute comes back without a trace, wherever the window begins', () => {
  const up = both(well('n1'), well('n2'))
  const down = both(lost('n1'), well('n2'))
  const history = ticks(up, down, down, down, up, up, up, up, up)
  for (let begin = 0; begin < 5; begin++)
    expect(lossOf(probeFiguresOf(history.slice(begin, begin + 6)), 'a')).toBeLessThan(0.07)
})

test('a short silence of a peer that was there before and after is loss', () => {
  const up = both(well('n1'), well('n2'))
  const figures = probeFiguresOf(ticks(up, both(lost('n1'), well('n2')), up))
  expect(lossOf(figures, 'a')).toBeGreaterThan(5 / 30)
})

test('a single peer that is silent on all networks says nothing, and three are loss', () => {
  expect(probeFiguresOf(ticks(both(lost('n1')))).size).toBe(0)
  const crowd = both(lost('n1'), lost('n2'), lost('n3'))
  expect(lossOf(probeFiguresOf(ticks(crowd)), 'a')).toBe(1)
})

test('whatever comes, ratios are ratios and times lie between the shortest and the longest', () => {
  const time = fc.option(fc.double({ min: 1, max: 1e6, noNaN: true }))
  const result = fc
    .tuple(fc.constantFrom('n1', 'n2', 'n3', 'n4'), fc.array(time, { maxLength: 5 }), time)
    .map(([node, roundTripsUs, httpUs]): ProbeResult => ({
      node,
      sent: roundTripsUs.length,
      roundTripsUs,
      httpUs,
    }))
  const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.array(result, { maxLength: 6 }))
  fc.assert(
    fc.property(fc.array(answers, { maxLength: 7 }), (list) => {
      for (const { latencyP50Ms, latencyP95Ms, lossRatio, jitterMs } of probeFiguresOf(
        ticks(...list),
      ).values()) {
        expect(lossRatio).toBeGreaterThanOrEqual(0)
        expect(lossRatio).toBeLessThanOrEqual(1)
        expect(latencyP50Ms ?? 0).toBeLessThanOrEqual(latencyP95Ms ?? 0)
        expect(jitterMs ?? 0).toBeLessThanOrEqual(1_000)
      }
    }),
  )
})

test('the window is of six ticks, outlasts a late one, and is empty once all is old', () => {
  const window = new ProbeWindow()
  window.add(tick(0, { a: [lost('n1')], b: [well('n1')] }))
  for (let at = 1; at <= 6; at++) window.add(tick(at, { a: [well('n1')], b: [well('n1')] }))
  expect(window.figures(60_000).get('a')).toMatchObject({ lossRatio: expect.closeTo(0.0519, 4) as number })
  expect(window.figures(80_000).get('a')).toMatchObject({ probedAt: 1_006 })
  expect(window.figures(136_000).size).toBe(0)
})
