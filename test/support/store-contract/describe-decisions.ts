import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DecisionOutcome } from '../../../domain/decision.ts'
import type { DecisionQuery } from '../../../store/decision-store.ts'
import { scanDecisions } from '../../../store/scan-decisions.ts'
import type { Stores } from '../../../store/stores.ts'
import { makeDecision } from '../store-records.ts'
import { hourMs, passADay, startMs } from './passing-time.ts'

/** What every engine must do with decisions. `stores` answers empty ones at the begin of each test. */
export function describeDecisions(stores: () => Stores): void {
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

  test('settle() notes what a plugin has said, whatever it was', async () => {
    await stores().decisions.insert(makeDecision({ id: 'd1' }))
    expect(await stores().decisions.settle('d1', 'failed', 'no\0 way \ud800.')).toBe(true)
    expect((await stores().decisions.find('d1'))?.error).toMatch(/^no\0? way \ufffd+\.$/)
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
    const ats = { d1: startMs, d2: startMs + hourMs, d3: startMs + 2 * hourMs }
    for (const [id, at] of Object.entries(ats)) await stores().decisions.insert(makeDecision({ id, at }))
    const before = await stores().decisions.page({ limit: 2, before: 'd3' })
    await stores().decisions.insert(makeDecision({ id: 'd4', at: ats.d3 }))
    await passADay(stores(), ats.d2 + 168 * hourMs)
    expect(before.decisions.map(({ id }) => id)).toEqual(['d2', 'd1'])
    expect(await stores().decisions.page({ limit: 2, before: 'd3' })).toEqual({
      decisions: [makeDecision({ id: 'd2', at: ats.d2 })],
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

  test('page() restricts by time and outcome, each alone and with all the rest', async () => {
    const insert = (id: string, at: number, outcome: DecisionOutcome) =>
      stores().decisions.insert(makeDecision({ id, at, outcome }))
    await insert('d1', 1_000, 'failed')
    await insert('d2', 2_000, 'attached')
    await insert('d3', 3_000, 'failed')
    const ids = async (query: object) =>
      (await stores().decisions.page({ limit: 9, ...query })).decisions.map(({ id }) => id)
    expect(await ids({ fromMs: 2_000 })).toEqual(['d3', 'd2'])
    expect(await ids({ toMs: 2_000 })).toEqual(['d1'])
    expect(await ids({ fromMs: 1_000, toMs: 3_000, outcome: 'failed' })).toEqual(['d1'])
    expect(await ids({ outcome: 'failed', before: 'd3', namespace: 'default' })).toEqual(['d1'])
    expect(await ids({ fromMs: 3_000, toMs: 3_000 })).toEqual([])
  })

  test('scanDecisions() reads all that are asked for, newest first, and none that come in meanwhile', async () => {
    const numbered = (number: number) => `d${String(number).padStart(3, '0')}`
    for (let number = 0; number < 50; number += 1)
      await stores().decisions.insert(makeDecision({ id: numbered(number), at: number }))
    const idsOf = async (query: DecisionQuery) => {
      const ids: string[] = []
      for await (const { id } of scanDecisions(stores().decisions, query)) {
        if (ids.length === 0) await stores().decisions.insert(makeDecision({ id: `e${query.limit}`, at: 99 }))
        ids.push(id)
      }
      return ids
    }
    const newestFirst = Array.from({ length: 50 }, (_, index) => numbered(49 - index))
    expect(await idsOf({ limit: 1_000 })).toEqual(newestFirst)
    expect(await idsOf({ limit: 17, toMs: 50 })).toEqual(newestFirst.slice(0, 17))
    expect(await idsOf({ limit: 3, before: 'd003', fromMs: 1 })).toEqual(['d002', 'd001'])
  })

  test('maintain() removes decisions that are a week old', async () => {
    const ats = [startMs, startMs + hourMs, startMs + 2 * hourMs]
    for (const [index, at] of ats.entries())
      await stores().decisions.insert(makeDecision({ id: `d${index}`, at }))
    await passADay(stores(), startMs + 170 * hourMs)
    expect((await stores().decisions.page({ limit: 9 })).decisions.map(({ id }) => id)).toEqual(['d2'])
  })

  test('a decision is found again whatever its reasons say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uuid(), async (text, id) => {
        const decision = makeDecision({ id, reason: `“${text}” € 😀` })
        await stores().decisions.insert(decision)
        expect(await stores().decisions.find(id)).toEqual(decision)
      }),
      { numRuns: 20 },
    )
  })
}
