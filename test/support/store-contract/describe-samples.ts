import { expect, test } from 'vitest'
import type { Stores } from '../../../store/stores.ts'
import { makeAttachmentSample, makeNetworkSample } from '../store-records.ts'

/** What every engine must do with samples. `stores` answers empty ones at the begin of each test. */
export function describeSamples(stores: () => Stores): void {
  const unmeasured = makeNetworkSample({
    network: 'weave',
    source: null,
    ingressBitsPerSecond: null,
    egressBitsPerSecond: null,
    dropRatio: null,
    capacityBitsPerSecond: null,
    capacitySource: null,
    addressesUsed: null,
    addressesTotal: null,
  })

  test('come back as they went in, nulls and fractions included', async () => {
    const measured = makeNetworkSample({
      network: 'calico',
      ingressBitsPerSecond: 0.5,
      addressesTotal: 2 ** 53 - 1,
    })
    await stores().samples.append([unmeasured, measured], [])
    expect(await stores().samples.latest()).toEqual([measured, unmeasured])
  })

  test('latest() answers the newest sample of each network, whenever that was', async () => {
    const old = makeNetworkSample({ network: 'gone', at: 5 })
    for (const at of [1_000, 3_000, 2_000])
      await stores().samples.append(
        [makeNetworkSample({ network: 'a', at }), makeNetworkSample({ network: 'b', at })],
        [],
      )
    await stores().samples.append([old], [])
    expect(await stores().samples.latest()).toEqual([
      makeNetworkSample({ network: 'a', at: 3_000 }),
      makeNetworkSample({ network: 'b', at: 3_000 }),
      old,
    ])
  })

  test('latest() of an empty store is empty', async () => {
    expect(await stores().samples.latest()).toEqual([])
  })

  test('append() replaces a sample of the same network and time', async () => {
    await stores().samples.append(
      [makeNetworkSample({ attachments: 1 })],
      [makeAttachmentSample({ egressBitsPerSecond: 1 })],
    )
    await stores().samples.append(
      [makeNetworkSample({ attachments: 2 })],
      [makeAttachmentSample({ egressBitsPerSecond: 2 })],
    )
    expect(await stores().samples.latest()).toEqual([makeNetworkSample({ attachments: 2 })])
    expect(await stores().samples.recentAttachments(0)).toEqual([
      makeAttachmentSample({ egressBitsPerSecond: 2 }),
    ])
  })

  test('append() stores nothing of a round with a sample that cannot be stored', async () => {
    const bad = { ...makeNetworkSample({ network: 'b' }), attachments: null } as never
    await expect(stores().samples.append([makeNetworkSample(), bad], [])).rejects.toThrow()
    expect(await stores().samples.latest()).toEqual([])
  })

  test('recent() answers the newest samples within the limit, oldest first', async () => {
    for (const at of [1_000, 2_000, 3_000, 4_000])
      await stores().samples.append(
        [makeNetworkSample({ at }), makeNetworkSample({ network: 'other', at })],
        [],
      )
    const times = (await stores().samples.recent('calico', 2_000, 2)).map(({ at }) => at)
    expect(times).toEqual([3_000, 4_000])
    expect(await stores().samples.recent('calico', 2_000, 9)).toHaveLength(3)
  })

  test('recentAttachments() answers all attachments since a time, oldest first', async () => {
    const samples = [1_000, 2_000].flatMap((at) =>
      ['one', 'two'].map((containerId) => makeAttachmentSample({ containerId, at })),
    )
    await stores().samples.append([], samples)
    expect(await stores().samples.recentAttachments(1_000)).toEqual(samples)
    expect(await stores().samples.recentAttachments(1_001)).toEqual(samples.slice(2))
  })

  test('peakRates() answers the busier direction of each sample, ascending, without the unmeasured', async () => {
    const rates = [
      [30, 5],
      [1, 20],
      [null, 7],
      [null, null],
    ] as const
    for (const [at, [ingressBitsPerSecond, egressBitsPerSecond]] of rates.entries())
      await stores().samples.append(
        [makeNetworkSample({ at, ingressBitsPerSecond, egressBitsPerSecond })],
        [],
      )
    expect(await stores().samples.peakRates('calico', 0)).toEqual([7, 20, 30])
    expect(await stores().samples.peakRates('calico', 1)).toEqual([7, 20])
  })

  test('recentAll() answers every network since a time, by name, oldest first', async () => {
    const samples = ['a', 'b'].flatMap((network) =>
      [1_000, 2_000, 3_000].map((at) => makeNetworkSample({ network, at })),
    )
    await stores().samples.append(samples.toReversed(), [])
    expect(await stores().samples.recentAll(2_000)).toEqual(samples.filter(({ at }) => at >= 2_000))
    expect(await stores().samples.recentAll(3_001)).toEqual([])
  })

  test('every figure comes back', async () => {
    const full = makeNetworkSample({
      trafficAt: 5,
      headroomBitsPerSecond: 1.5,
      addressSource: 'calico',
      addressScope: 'pool',
      addressesAt: 6,
      subnets: 2,
      latencyP50Ms: 0.1,
      latencyP95Ms: 0.2,
      jitterMs: 0.05,
      lossRatio: 0.01,
      responseTimeMs: 3,
      probeSource: 'probe:10 peers',
      probedAt: 7,
      applicationRatio: 1.1,
      applicationSource: 'istio',
      applicationAt: 8,
      pricePerGigabyte: 0.09,
      priceCurrency: '€',
    })
    await stores().samples.append([full], [])
    expect(await stores().samples.latest()).toEqual([full])
    expect(await stores().samples.recentAll(0)).toEqual([full])
  })
}
