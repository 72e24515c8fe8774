import { afterEach, beforeEach, expect, test } from 'vitest'
import { unmeasured, type AttachmentSample, type NetworkSample } from '../../domain/network-sample.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { UsageMeter } from './usage-meter.ts'

let stores: Stores
let asked: number
let owners: Map<string, string>
beforeEach(async () => {
  stores = await openSqliteStores(':memory:')
  asked = 0
  owners = new Map([
    ['one', web],
    ['two', web],
  ])
})
afterEach(() => stores.close())

const start = Date.parse('2026-11-25T10:00:00Z')
const web = 'shop/Deployment/web'
const meterOf = () =>
  new UsageMeter(stores.usage, () => {
    asked += 1
    return Promise.resolve(owners)
  })
const sample = (containerId: string, at: number, egressBitsPerSecond = 8e6): AttachmentSample => ({
  containerId,
  ifname: 'eth0',
  network: 'weave',
  at,
  ingressBitsPerSecond: 16e6,
  egressBitsPerSecond,
})
const link = (network: string, at: number): NetworkSample => ({
  ...unmeasured,
  network,
  at,
  attachments: 1,
  egressBitsPerSecond: 80e6,
})

/** Rounds of ten seconds from a time on; answers when the last one was. */
const measure = async (meter: UsageMeter, from: number, rounds: number, containers: readonly string[]) => {
  for (let round = 0; round <= rounds; round += 1) {
    const at = from + round * 10_000
    const attachments = containers.map((id) => sample(id, at, id === 'two' ? 24e6 : 8e6))
    await meter.observe([link('weave', at), link('macvlan', at)], attachments, at)
  }
  return from + rounds * 10_000
}

test('what pods use is known by owner, survives the agent, and is that of one pod', async () => {
  const now = await measure(meterOf(), start, 60, ['one', 'two', 'stranger'])
  const next = meterOf()
  await next.recall(now)
  expect(next.owner(web)).toMatchObject({ ingressBytesPerHour: 2e6 * 3_600, updatedAt: now })
  expect(next.owner(web)?.egressBytesPerHour).toBeCloseTo(2e6 * 3_600)
  expect(next.owner(web)?.recentEgress).toEqual([1e6 * 3_600, 3e6 * 3_600])
  expect(next.neighbours('shop').map(({ owner }) => owner)).toEqual([web])
  expect(next.neighbours('bank')).toEqual([])
})

test('how many pods of an owner run is counted by the journal, also of those that nobody measures', async () => {
  const meter = meterOf()
  await meter.flush(start)
  expect(meter.owner(web)).toMatchObject({ pods: 2, hours: 0, updatedAt: start })
  owners.delete('two')
  owners.set('three', 'bank/Pod/db')
  await meter.flush(start + 600_000)
  expect([meter.owner(web)?.pods, meter.owner('bank/Pod/db')?.pods]).toEqual([1, 1])
  owners.clear()
  const next = meterOf()
  await next.recall(start + 700_000)
  expect(next.owner(web)?.pods).toBe(1)
  await next.flush(start + 1_200_000)
  expect(next.owner(web)).toMatchObject({ pods: 0, updatedAt: start + 600_000 })
  expect((await stores.usage.owners()).map(({ pods }) => pods)).toEqual([0, 0])
})

test('pods are counted with the first round, and a store that did not answer at the start loses no history', async () => {
  await stores.usage.saveOwners([
    ...[web, 'bank/Pod/gone'].map((owner) => ({
      ...{ owner, egressBytesPerHour: 5, ingressBytesPerHour: 0, hours: 48, pods: 9, updatedAt: start },
      ...{ recentEgress: [], recentIngress: [] },
    })),
  ])
  const meter = meterOf()
  await measure(meter, start + 1_000, 0, ['one'])
  expect(await stores.usage.owners()).toMatchObject([
    { owner: 'bank/Pod/gone', hours: 48, pods: 0 },
    { owner: web, hours: 48, pods: 2 },
  ])
})

test('the journal is asked for owners when somebody new is measured and when pods are counted, not in every round', async () => {
  const meter = meterOf()
  await measure(meter, start, 20, ['one'])
  expect(asked).toBe(2)
  await measure(meter, start + 210_000, 20, ['one', 'two'])
  expect(asked).toBe(3)
})

test('a month is added up by network, from the link where no attachment is counted', async () => {
  const meter = meterOf()
  const now = await measure(meter, start, 30, ['one', 'two'])
  expect(meter.monthToDateGigabytes('weave', now)).toBeCloseTo(300 * 4e-3)
  expect(meter.monthToDateGigabytes('macvlan', now)).toBeCloseTo(300 * 10e-3)
  await meter.flush(now)
  const next = meterOf()
  await next.recall(now)
  expect(next.monthToDateGigabytes('weave', now)).toBeCloseTo(300 * 4e-3)
  expect(next.monthToDateGigabytes('weave', Date.parse('2026-12-01T00:00:00Z'))).toBe(0)
})

test('clocks that go back, gaps and figures that are none count nothing', async () => {
  const meter = meterOf()
  const now = await measure(meter, start, 3, ['one'])
  await measure(meter, start - 86_400_000, 0, ['one'])
  await meter.observe([], [sample('one', start + 86_400_000, Number.NaN)], now)
  await meter.flush(now)
  expect(meter.owner(web)?.hours).toBeCloseTo(30 / 3_600)
  expect(meter.owner(web)?.egressBytesPerHour).toBeCloseTo(1e6 * 3_600)
})

test('a store that fails loses nothing of what was counted', async () => {
  const meter = meterOf()
  const now = await measure(meter, start, 6, ['one'])
  await stores.close()
  await expect(meter.flush(now)).rejects.toThrow()
  expect(meter.owner(web)?.hours).toBeCloseTo(60 / 3_600)
  expect(meter.monthToDateGigabytes('weave', now)).toBeGreaterThan(0)
})
