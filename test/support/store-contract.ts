import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Stores } from '../../store/stores.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from './store-records.ts'

const hourMs = 3_600_000

/** What every engine's stores must do. `open` answers stores without any records. */
export function describeStoreContract(engine: string, open: () => Promise<Stores>): void {
  let stores: Stores
  beforeEach(async () => {
    stores = await open()
  })
  afterEach(() => stores.close())

  describe(`samples in ${engine}`, () => describeSamples(() => stores))
  describe(`decisions in ${engine}`, () => describeDecisions(() => stores))
}

function describeSamples(stores: () => Stores): void {
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

  test('maintain() removes samples that are a day old, and of attachments six hours', async () => {
    const ats = [0, 1, 19 * hourMs, 25 * hourMs]
    for (const at of ats)
      await stores().samples.append([makeNetworkSample({ at })], [makeAttachmentSample({ at })])
    await stores().maintain(25 * hourMs - 1)
    expect((await stores().samples.recent('calico', 0, 9)).map(({ at }) => at)).toEqual(ats.slice(2))
    expect((await stores().samples.recentAttachments(0)).map(({ at }) => at)).toEqual(ats.slice(2))
  })

  test('an attachment that returns after it was forgotten is stored again', async () => {
    await stores().samples.append([], [makeAttachmentSample({ at: 1 })])
    await stores().maintain(7 * hourMs)
    await stores().samples.append([], [makeAttachmentSample({ at: 7 * hourMs })])
    expect(await stores().samples.recentAttachments(0)).toEqual([makeAttachmentSample({ at: 7 * hourMs })])
  })
}

function describeDecisions(stores: () => Stores): void {
  test('come back as they went in', async () => {
    const decision = makeDecision({ id: 'd1' })
    await stores().decisions.insert(decision)
    expect(await stores().decisions.find('d1')).toEqual(decision)
    expect(await stores().decisions.find('d2')).toBeNull()
  })

  test('insert() refuses an id that is taken', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1' }))
    await expect(stores().decisions.insert(makeDecision({ id: 'd1', chosen: 'other' }))).rejects.toThrow(
      'Cannot store decision d1 as there is one with this id: make a new id',
    )
    expect(await stores().decisions.find('d1')).toEqual(makeDecision({ id: 'd1' }))
  })

  test('findForPod() answers the newest decision for that interface of that pod', async () => {
    const pod = { namespace: 'default', name: 'web', uid: 'u1' }
    for (const id of ['d1', 'd3', 'd2']) await stores().decisions.insert(makeDecision({ id, pod }))
    await stores().decisions.insert(makeDecision({ id: 'd4', pod, ifname: 'net1' }))
    await stores().decisions.insert(makeDecision({ id: 'd5' }))
    expect((await stores().decisions.findForPod('u1', 'eth0'))?.id).toBe('d3')
    expect(await stores().decisions.findForPod('u2', 'eth0')).toBeNull()
  })

  test('settle() notes what became of a decision', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1' }))
    expect(await stores().decisions.settle('d1', 'failed', 'Cannot attach')).toBe(true)
    expect(await stores().decisions.find('d1')).toEqual(
      makeDecision({ id: 'd1', outcome: 'failed', error: 'Cannot attach' }),
    )
    expect(await stores().decisions.settle('d2', 'attached', null)).toBe(false)
  })

  test('standing() answers what is planned or attached, oldest first, and nothing that has ended', async () => {
    const outcomes = { d5: 'planned', d2: 'attached', d4: 'failed', d1: 'detached', d3: 'planned' } as const
    for (const [id, outcome] of Object.entries(outcomes))
      await stores().decisions.insert(makeDecision({ id, outcome, at: 7 }))
    await stores().decisions.settle('d3', 'failed', 'Cannot attach')
    expect(await stores().decisions.standing()).toEqual([
      { id: 'd2', at: 7, outcome: 'attached' },
      { id: 'd5', at: 7, outcome: 'planned' },
    ])
  })

  test('page() goes from the newest to the oldest and says where to go on', async () => {
    for (const id of ['d1', 'd2', 'd3', 'd4', 'd5']) await stores().decisions.insert(makeDecision({ id }))
    const first = await stores().decisions.page({ limit: 2 })
    expect([first.decisions.map(({ id }) => id), first.next]).toEqual([['d5', 'd4'], 'd4'])
    const last = await stores().decisions.page({ limit: 3, before: 'd4' })
    expect([last.decisions.map(({ id }) => id), last.next]).toEqual([['d3', 'd2', 'd1'], null])
  })

  test('page() stays the same while decisions come in and the cursor goes', async () => {
    for (const id of ['d1', 'd2', 'd3'])
      await stores().decisions.insert(makeDecision({ id, at: Number(id.slice(1)) }))
    const before = await stores().decisions.page({ limit: 2, before: 'd3' })
    await stores().decisions.insert(makeDecision({ id: 'd4' }))
    await stores().maintain(2 + 168 * hourMs)
    expect(before.decisions.map(({ id }) => id)).toEqual(['d2', 'd1'])
    expect(await stores().decisions.page({ limit: 2, before: 'd3' })).toEqual({
      decisions: [makeDecision({ id: 'd2', at: 2 })],
      next: null,
    })
  })

  test('page() restricts by network, namespace and pod, each alone and together', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1', chosen: 'weave' }))
    await stores().decisions.insert(
      makeDecision({ id: 'd2', pod: { namespace: 'prod', name: 'db', uid: 'u' } }),
    )
    await stores().decisions.insert(
      makeDecision({ id: 'd3', chosen: 'weave', pod: { namespace: 'prod', name: 'web', uid: 'v' } }),
    )
    const ids = async (query: object) =>
      (await stores().decisions.page({ limit: 9, ...query })).decisions.map(({ id }) => id)
    expect(await ids({ network: 'weave' })).toEqual(['d3', 'd1'])
    expect(await ids({ namespace: 'prod' })).toEqual(['d3', 'd2'])
    expect(await ids({ pod: 'db' })).toEqual(['d2'])
    expect(await ids({ network: 'weave', namespace: 'prod', pod: 'web' })).toEqual(['d3'])
    expect(await ids({ network: 'weave', pod: 'db' })).toEqual([])
  })

  test('maintain() removes decisions that are a week old', async () => {
    for (const at of [1, 2, 3]) await stores().decisions.insert(makeDecision({ id: `d${at}`, at }))
    await stores().maintain(3 + 168 * hourMs)
    expect((await stores().decisions.page({ limit: 9 })).decisions.map(({ id }) => id)).toEqual(['d3'])
  })
}
