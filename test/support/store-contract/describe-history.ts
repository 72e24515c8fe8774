import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HistoryPoint, Resolution } from '../../../domain/network-history.ts'
import type { NetworkSample } from '../../../domain/network-sample.ts'
import type { Stores } from '../../../store/stores.ts'
import { makeNetworkSample } from '../store-records.ts'
import { expectedHistory } from './expected-history.ts'
import { dayMs, hourMs, minuteMs, passADay, startMs } from './passing-time.ts'

const resolutions = ['raw', 'minute', 'hour'] as const

/** What every engine must know of how networks have been. `stores` answers empty ones at the begin of each test. */
export function describeHistory(stores: () => Stores): void {
  const append = (...samples: readonly NetworkSample[]) => stores().samples.append(samples, [])
  const history = (resolution: Resolution, over: object = {}) => {
    const whole = { network: 'calico', fromMs: 0, toMs: startMs + 1_000 * dayMs, limit: 100_000 }
    return stores().samples.history({ ...whole, resolution, ...over })
  }
  const rates = (atsAndRates: Readonly<Record<number, number | null>>) =>
    Object.entries(atsAndRates).map(([at, ingressBitsPerSecond]) =>
      makeNetworkSample({ at: startMs + Number(at), ingressBitsPerSecond }),
    )
  const ingress = (points: readonly HistoryPoint[]) =>
    points.map(({ at, figures }) => [at - startMs, figures.ingressBitsPerSecond] as const)

  test('a span has the least, the greatest, both quantiles by nearest rank, and how many samples', async () => {
    const ats = Array.from({ length: 40 }, (_, index) => index * 1_000)
    await append(...rates(Object.fromEntries(ats.map((at) => [at, 40 - at / 1_000]))))
    await stores().maintain(startMs + 2 * hourMs)
    const spread = { min: 1, max: 40, p50: 20, p95: 38, count: 40 }
    expect(ingress(await history('minute'))).toEqual([[0, spread]])
    expect(ingress(await history('hour'))).toEqual([[0, spread]])
  })

  test('raw history has a spread of one sample for each', async () => {
    await append(...rates({ 0: 5, 10_000: 7 }))
    const one = (value: number) => ({ min: value, max: value, p50: value, p95: value, count: 1 })
    expect(ingress(await history('raw'))).toEqual([
      [0, one(5)],
      [10_000, one(7)],
    ])
  })

  test('figures that nobody measured are null, and count only where they were measured', async () => {
    await append(...rates({ 0: null, 10_000: 8, 60_000: null }))
    await stores().maintain(startMs + 2 * hourMs)
    const one = { min: 8, max: 8, p50: 8, p95: 8, count: 1 }
    expect(ingress(await history('minute'))).toEqual([
      [0, one],
      [60_000, null],
    ])
    const [first] = await history('minute')
    expect(first?.figures.latencyP95Ms).toBeNull()
    expect(first?.figures.attachments).toEqual({ min: 3, max: 3, p50: 3, p95: 3, count: 2 })
  })

  test('spans without a sample are left out', async () => {
    await append(...rates({ 0: 1, [10 * minuteMs]: 2, [5 * hourMs]: 3 }))
    await stores().maintain(startMs + 7 * hourMs)
    expect((await history('minute')).map(({ at }) => at - startMs)).toEqual([0, 10 * minuteMs, 5 * hourMs])
    expect((await history('hour')).map(({ at }) => at - startMs)).toEqual([0, 5 * hourMs])
  })

  test.each(resolutions)(
    'of %s only the spans asked for come, the newest where the limit cuts',
    async (of) => {
      const spanMs = { raw: 10_000, minute: minuteMs, hour: hourMs }[of]
      await append(...rates(Object.fromEntries([0, 1, 2, 3, 4].map((index) => [index * spanMs, index]))))
      await append(makeNetworkSample({ network: 'other', at: startMs + 2 * spanMs }))
      await stores().maintain(startMs + 10 * hourMs)
      const span = { fromMs: startMs + spanMs, toMs: startMs + 4 * spanMs }
      const spans = async (over: object) => (await history(of, over)).map(({ at }) => (at - startMs) / spanMs)
      expect(await spans(span)).toEqual([1, 2, 3])
      expect(await spans({ ...span, limit: 2 })).toEqual([2, 3])
      expect(await spans({ ...span, network: 'nobody' })).toEqual([])
    },
  )

  test('history is the same before and after it was summed up, however often', async () => {
    await append(...rates({ 0: 1, 10_000: 5, 60_000: 3, [hourMs]: 9 }))
    const before = [await history('minute'), await history('hour')]
    for (let times = 0; times < 3; times += 1) await stores().maintain(startMs + 3 * hourMs)
    expect([await history('minute'), await history('hour')]).toEqual(before)
    expect(ingress(before[1] ?? []).map(([, spread]) => spread?.count)).toEqual([3, 1])
  })

  test('a late sample counts in its minute and its hour, and one that replaces another too', async () => {
    await append(...rates({ 0: 1, 20_000: 3 }))
    await stores().maintain(startMs + 3 * hourMs)
    await append(...rates({ 10_000: 2, 20_000: 7 }))
    await stores().maintain(startMs + 3 * hourMs + 10_000)
    const spread = { min: 1, max: 7, p50: 2, p95: 7, count: 3 }
    expect(ingress(await history('minute'))).toEqual([[0, spread]])
    expect(ingress(await history('hour'))).toEqual([[0, spread]])
  })

  test('minutes and hours outlast their samples, and a sample later than that takes nothing from them', async () => {
    await append(...rates({ 0: 1, 10_000: 2 }))
    await passADay(stores(), startMs + 30 * hourMs)
    expect(await history('raw')).toEqual([])
    await append(...rates({ 20_000: 9 }))
    await passADay(stores(), startMs + 56 * hourMs)
    const spread = { min: 1, max: 2, p50: 1, p95: 2, count: 2 }
    expect(ingress(await history('minute'))).toEqual([[0, spread]])
    expect(ingress(await history('hour'))).toEqual([[0, spread]])
  })

  test('whatever was stored, in whatever order, history is what can be reckoned from it', async () => {
    let runs = 0
    // Of 32 bits: engines need not keep more than seven digits of a spread.
    const upTo = (max: number) =>
      fc.option(fc.float({ min: 0, max: Math.fround(max), noNaN: true }), { nil: null })
    const drawn = fc.record({
      second: fc.nat({ max: 3 * 3_600 }),
      ingressBitsPerSecond: upTo(1e12),
      latencyP95Ms: upTo(1e4),
      lossRatio: upTo(1),
      attachments: fc.nat({ max: 110 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { maxLength: 60 }), fc.nat({ max: 60 }), async (all, cut) => {
        const network = `genie-${(runs += 1)}`
        const samples = all.map(({ second, ...figures }) =>
          makeNetworkSample({ network, at: startMs + second * 1_000, ...figures }),
        )
        await append(...samples.slice(0, cut))
        await stores().maintain(startMs + 4 * hourMs)
        await append(...samples.slice(cut))
        await stores().maintain(startMs + 4 * hourMs)
        for (const resolution of resolutions)
          expect(await history(resolution, { network })).toEqual(expectedHistory(samples, resolution))
      }),
      { numRuns: 25 },
    )
  })
}
