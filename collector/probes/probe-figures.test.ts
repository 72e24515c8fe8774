import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ciliumHealth, kubeOvnPinger } from './foreign-prober.ts'
import { countsBetween } from './counts-between.ts'
import { ProbeCounter, type ProbeCounts } from './probe-counts.ts'
import { probeFigures } from './probe-figures.ts'

const counts = (buckets: readonly [number, number][], sum: number, lost = 0, sent = 0): ProbeCounts => ({
  buckets: new Map(buckets),
  ...{ sum, lost, sent },
})

test("of Cilium's pings those beyond the last bucket are lost, and have no time", () => {
  const figures = probeFigures(
    ciliumHealth,
    counts(
      [
        [0.001, 50],
        [0.01, 190],
        [10, 198],
        [Infinity, 200],
      ],
      121,
    ),
    7,
  )
  expect(figures).toMatchObject({ probeSource: 'cilium:200 probes', probedAt: 7 })
  expect(figures?.latencyP95Ms).toBeCloseTo(9.878, 2)
  // Wilson's upper bound at 80 % of 2 in 200.
  expect(figures?.lossRatio).toBeCloseTo(0.0238, 4)
})

test('below the first bound the mean stands for a quantile, where nothing was lost that would blur it', () => {
  const fast = counts(
    [
      [0.005, 100],
      [Infinity, 100],
    ],
    0.06,
  )
  expect(probeFigures(ciliumHealth, fast, 0)).toMatchObject({ latencyP50Ms: 0.6, latencyP95Ms: 0.6 })
  const lossy = counts(
    [
      [0.005, 99],
      [Infinity, 100],
    ],
    60.06,
  )
  expect(probeFigures(ciliumHealth, lossy, 0)?.latencyP95Ms).toBeCloseTo(4.75, 3)
})

test('too few packets tell no loss, and too few answers no time', () => {
  expect(
    probeFigures(
      kubeOvnPinger,
      counts(
        [
          [1, 4],
          [Infinity, 4],
        ],
        2,
        0,
        99,
      ),
      0,
    ),
  ).toBeNull()
  expect(
    probeFigures(
      kubeOvnPinger,
      counts(
        [
          [1, 5],
          [Infinity, 5],
        ],
        2,
        0,
        99,
      ),
      0,
    ),
  ).not.toHaveProperty('lossRatio')
  const dead = probeFigures(
    kubeOvnPinger,
    counts(
      [
        [1, 0],
        [Infinity, 0],
      ],
      0,
      300,
      300,
    ),
    0,
  )
  expect(dead).toMatchObject({ latencyP95Ms: null, lossRatio: 1 })
})

test('countsBetween() is null after a restart of the prober', () => {
  const [one, more] = [
    counts(
      [
        [1, 5],
        [Infinity, 6],
      ],
      9,
    ),
    counts(
      [
        [1, 7],
        [Infinity, 9],
      ],
      12,
    ),
  ]
  expect(countsBetween(one, more)).toEqual(
    counts(
      [
        [1, 2],
        [Infinity, 3],
      ],
      3,
    ),
  )
  expect(countsBetween(more, one)).toBeNull()
  expect(countsBetween(one, counts([[Infinity, 9]], 12))).toBeNull()
})

test('figures of probes make sense, whatever a page of metrics says', () => {
  const line = fc
    .tuple(
      fc.constantFrom('_bucket', '_sum', '_count', ''),
      fc.constantFrom('0.25', '1', '+Inf', 'NaN', '', '-1', 'x'),
      fc.oneof(fc.double().map(String), fc.nat(1_000).map(String), fc.string()),
    )
    .map(([end, le, value]) => `${kubeOvnPinger.histogram}${end}{le="${le}"} ${value}`)
  const packets = fc
    .tuple(fc.constantFrom('pinger_pod_ping_lost_total', 'pinger_pod_ping_count_total'), fc.nat(1_000))
    .map(([name, count]) => `${name}{a="b"} ${count}`)
  fc.assert(
    fc.property(fc.array(fc.oneof(line, packets, fc.string())), (lines) => {
      const counter = new ProbeCounter(kubeOvnPinger)
      for (const text of lines) counter.takeText(text)
      const read = counter.counts()
      const figures = read === null ? null : probeFigures(kubeOvnPinger, read, 0)
      for (const value of [figures?.latencyP50Ms, figures?.latencyP95Ms, figures?.lossRatio])
        expect(value === undefined || value === null || (value >= 0 && value < Infinity)).toBe(true)
      expect(figures?.lossRatio ?? 0).toBeLessThanOrEqual(1)
    }),
  )
})
