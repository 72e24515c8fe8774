import { expect, test } from 'vitest'
import type { OwnerUse } from '../../../domain/owner-use.ts'
import type { Outbox, OutboxEntry } from '../../../store/outbox.ts'
import type { Stores } from '../../../store/stores.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from '../store-records.ts'
import { dayMs, hourMs, passADay, startMs } from './passing-time.ts'

const ownerUse = (owner: string, over: Partial<OwnerUse> = {}): OwnerUse => ({
  owner,
  egressBytesPerHour: 1.5e9,
  ingressBytesPerHour: 0,
  recentEgress: [1, 2.5],
  recentIngress: [],
  hours: 0.25,
  updatedAt: startMs,
  ...over,
})

/** What an engine that ships must do. `stores` answers empty ones, opened for shipping, at the begin of each test. */
export function describeOutbox(stores: () => Stores): void {
  const outbox = (): Outbox => {
    const { outbox: opened } = stores()
    if (opened === null) throw new Error('Cannot test an outbox that was not opened')
    return opened
  }
  const append = (at: number, changes: object = {}) =>
    stores().samples.append([makeNetworkSample({ at, ...changes })], [makeAttachmentSample({ at })])
  const named = (entries: readonly OutboxEntry[]) =>
    entries.map((entry) => {
      if (entry.kind === 'round') return entry.networks[0]?.at
      if (entry.kind === 'owner') return entry.use.owner
      return entry.kind === 'decision' ? entry.decision.id : entry.kind
    })
  const shipAll = async () => outbox().shipped((await outbox().next(1_000)).at(-1)?.seq ?? 0)

  test('rounds and decisions come in the order in which they were stored, as they were stored', async () => {
    const networks = ['a', 'b'].map((network) => makeNetworkSample({ network, at: startMs }))
    const attachments = [makeAttachmentSample({ at: startMs })]
    const decision = makeDecision({ id: 'd1' })
    await stores().samples.append(networks, attachments)
    await stores().decisions.insert(decision)
    const entries = await outbox().next(9)
    expect(entries).toEqual([
      { seq: expect.any(Number) as number, kind: 'round', networks, attachments },
      { seq: expect.any(Number) as number, kind: 'decision', decision },
    ])
    expect(entries[1]?.seq).toBeGreaterThan(entries[0]?.seq ?? Infinity)
  })

  test('next() gives the oldest within the limit until they are said to be shipped', async () => {
    for (const at of [1_000, 2_000, 3_000]) await append(at)
    const first = await outbox().next(2)
    expect(named(first)).toEqual([1_000, 2_000])
    expect(await outbox().next(2)).toEqual(first)
    await outbox().shipped(first[0]?.seq ?? 0)
    expect(named(await outbox().next(9))).toEqual([2_000, 3_000])
    await shipAll()
    expect(await outbox().next(9)).toEqual([])
  })

  test('with rounds comes which networks the node has, under the last number, and with decisions alone it does not', async () => {
    const networks = [{ name: 'calico', plugins: [{ type: 'calico' }], missingPlugin: null }]
    await stores().networks.save(networks)
    await stores().decisions.insert(makeDecision({ id: 'd1' }))
    expect(named(await outbox().next(9))).toEqual(['d1'])
    await append(1_000)
    const entries = await outbox().next(9)
    expect(named(entries)).toEqual(['d1', 1_000, 'networks'])
    expect(entries[2]).toEqual({ seq: entries[1]?.seq, kind: 'networks', networks })
    await shipAll()
    expect(await outbox().next(9)).toEqual([])
  })

  test('a decision that changes before it is shipped is one entry, as it is now', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1' }))
    await stores().decisions.settle('d1', 'attached', null)
    await stores().decisions.settle('d1', 'detached', null)
    expect(await outbox().next(9)).toEqual([
      {
        seq: expect.any(Number) as number,
        kind: 'decision',
        decision: makeDecision({ id: 'd1', outcome: 'detached' }),
      },
    ])
  })

  test('what changes while it is being shipped is shipped again', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1' }))
    await append(startMs, { attachments: 1 })
    const beingShipped = await outbox().next(9)
    await stores().decisions.settle('d1', 'failed', 'Cannot attach')
    await append(startMs, { attachments: 2 })
    await outbox().shipped(beingShipped.at(-1)?.seq ?? 0)
    const again = await outbox().next(9)
    expect(again).toMatchObject([
      { kind: 'decision', decision: { id: 'd1', outcome: 'failed' } },
      { kind: 'round', networks: [{ attachments: 2 }] },
    ])
  })

  test('owners and volumes come once each, as they are now, under one counter, and no more once they are forgotten', async () => {
    const { usage } = stores()
    await usage.saveOwners([ownerUse('a/Pod/x'), ownerUse('a/Pod/y')])
    await usage.addVolumes('2026-11', new Map([['weave', 5]]))
    const beingShipped = await outbox().next(9)
    await usage.saveOwners([ownerUse('a/Pod/x', { hours: 2, pods: 3 })])
    await usage.addVolumes('2026-11', new Map([['weave', 2]]))
    await usage.addVolumes('2026-12', new Map([['weave', 1]]))
    await outbox().shipped(beingShipped.at(-1)?.seq ?? 0)
    const entries = await outbox().next(9)
    expect(entries).toMatchObject([
      { kind: 'owner', use: ownerUse('a/Pod/x', { hours: 2, pods: 3 }) },
      { kind: 'volume', volume: { month: '2026-11', network: 'weave', bytes: 7 } },
      { kind: 'volume', volume: { month: '2026-12', network: 'weave', bytes: 1 } },
    ])
    const counters = [...beingShipped, ...entries].flatMap((each) =>
      each.kind === 'volume' ? [each.volume.counter] : [],
    )
    expect(counters).toHaveLength(3)
    expect(new Set(counters).size).toBe(1)
    await usage.forget(Number.MAX_SAFE_INTEGER, '9999-12')
    expect(await outbox().next(9)).toEqual([])
    expect(await outbox().standing()).toMatchObject({ entries: 0 })
  })

  test('nothing is to be shipped of a round or a decision that was not stored', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1' }))
    await shipAll()
    await expect(stores().decisions.insert(makeDecision({ id: 'd1' }))).rejects.toThrow()
    await expect(stores().samples.append([{ network: 'bad' } as never], [])).rejects.toThrow()
    expect(await stores().decisions.settle('nobody', 'attached', null)).toBe(false)
    expect(await outbox().next(9)).toEqual([])
  })

  test('standing() says how many there are and since when', async () => {
    expect(await outbox().standing()).toEqual({ entries: 0, oldestAt: null })
    await append(startMs)
    await append(startMs + 10_000)
    expect(await outbox().standing()).toEqual({ entries: 2, oldestAt: startMs })
  })

  test('what is not shipped is kept for two days, and what is shipped no longer than usual', async () => {
    for (const hours of [0, 1, 10]) await append(startMs + hours * hourMs)
    const [shipped] = await outbox().next(1)
    await outbox().shipped(shipped?.seq ?? 0)
    await passADay(stores(), startMs + 40 * hourMs)
    expect(await outbox().next(9)).toMatchObject(
      [1, 10].map((hours) => ({
        networks: [{ at: startMs + hours * hourMs }],
        attachments: [{ at: startMs + hours * hourMs }],
      })),
    )
    expect((await stores().samples.recentAll(0)).map(({ at }) => at)).not.toContain(startMs)
    await passADay(stores(), startMs + 52 * hourMs)
    expect(named(await outbox().next(9))).toEqual([startMs + 10 * hourMs])
    expect(await outbox().standing()).toMatchObject({ entries: 1 })
  })

  test('a decision that is not shipped is kept beyond its week', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1', at: startMs }))
    await passADay(stores(), startMs + 8 * dayMs)
    expect(named(await outbox().next(9))).toEqual(['d1'])
    await shipAll()
    await passADay(stores(), startMs + 9 * dayMs)
    expect(await stores().decisions.find('d1')).toBeNull()
  })
}
