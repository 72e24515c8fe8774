import { expect, test } from 'vitest'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import { KubeletSummary } from '../../collector/traffic/kubelet-summary/kubelet-summary.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { grownFigures, podUid, summaryAt, viewOfTwo } from '../support/counted-node.ts'
import { openEvilServer } from '../support/evil-server.ts'
import { describeSourceContract } from '../support/source-contract.ts'

const steady = new ManualClock()

describeSourceContract('kubelet-summary', {
  open: (url) => new KubeletSummary(openHttpSource({ url }), steady),
  view: (at) => {
    steady.advance(60_000)
    return viewOfTwo(at)
  },
  answer: (path, at) => (path === '/stats/summary' ? { body: summaryAt(at) } : null),
  withNumber: (body, number) => body.replaceAll(/("rxBytes"):\d+/g, `$1:${number}`),
  withName: (body, name) => body.replace('"net1"', JSON.stringify(name)).replace(podUid, 'u'),
  exploded: (count, at) => {
    const { pods, ...rest } = JSON.parse(summaryAt(at)) as { pods: object[] }
    const many = Array.from({ length: count }, (_, pod) => ({
      podRef: { uid: String(pod) },
      network: { time: new Date(at).toISOString(), interfaces: [] },
    }))
    return JSON.stringify({ ...rest, pods: [...pods, ...many] })
  },
})

test("figures are of the summary's own time, and one that is told again is no second sample", async () => {
  const clock = new ManualClock()
  let told = clock.nowMs()
  await using server = await openEvilServer(() => ({ body: summaryAt(told) }))
  const source = new KubeletSummary(openHttpSource({ url: server.url }), clock)
  const read = (byMs: number) => {
    clock.advance(byMs)
    return source.read(viewOfTwo(clock.nowMs()), AbortSignal.timeout(5_000))
  }
  expect((await read(0)).figures.size).toBe(0)
  told += 10_000
  const first = await read(10_000)
  const trafficAt = told - 5_000
  expect(Object.fromEntries(first.figures)).toEqual({
    uplinked: { source: 'kubelet-summary:eth1', trafficAt, dropRatio: null, ...grownFigures },
    pods: { source: 'kubelet-summary:1 interfaces of pods', trafficAt, dropRatio: null, ...grownFigures },
  })
  expect(first.attachments).toMatchObject([
    { network: 'pods', ifname: 'net1', at: trafficAt, ...grownFigures },
  ])
  const again = await read(10_000)
  expect(again).toEqual({ figures: first.figures, dropped: { duplicate: 2 }, attachments: [] })
  expect(server.connections()).toBe(1)
  await source.close()
})

test('counters that went back, a clock that was set and a pod that began anew make no figures', async () => {
  const clock = new ManualClock()
  let body = ''
  await using server = await openEvilServer(() => ({ body }))
  const source = new KubeletSummary(openHttpSource({ url: server.url }), clock)
  const told = async (text: string) => {
    body = text
    clock.advance(10_000)
    const { figures, dropped } = await source.read(viewOfTwo(clock.nowMs()), AbortSignal.timeout(5_000))
    return [figures.size, dropped]
  }
  const at = clock.nowMs()
  await told(summaryAt(at))
  expect(await told(summaryAt(at + 10_000).replaceAll(/Bytes":\d+/g, 'Bytes":5'))).toEqual([0, { reset: 2 }])
  expect(await told(summaryAt(at + 20_000))).toEqual([2, {}])
  expect(await told(summaryAt(at + 90_000))).toEqual([0, { reset: 2 }])
  expect(await told(summaryAt(at + 40_000))).toEqual([0, { reset: 2 }])
  expect(await told(summaryAt(at + 50_000))).toEqual([2, {}])
  expect(await told(summaryAt(at + 60_000).replace('17:52:05', '18:00:00'))).toEqual([1, { reset: 1 }])
  await source.close()
})
