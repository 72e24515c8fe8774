import { afterEach, beforeEach, expect, test } from 'vitest'
import { randomDecisions } from '../../bench/what-if/random-decisions.ts'
import type { Decision } from '../../domain/decision.ts'
import { readingOf } from '../../domain/reading-of.ts'
import type { WhatIfReport, WhatIfRequest } from '../../domain/what-if.ts'
import { decide } from '../../selector/pipeline/decide.ts'
import { inputsOf } from '../../selector/pipeline/replay/inputs-of.ts'
import { replay } from '../../selector/pipeline/replay/replay.ts'
import { lookAtWeights } from '../../selector/what-if/look-at-weights.ts'
import { lookBack } from '../../selector/what-if/look-back.ts'
import { scanDecisions } from '../../store/scan-decisions.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { turnsDuring } from '../support/longest-turn.ts'
import { makeDecision } from '../support/store-records.ts'

let stores: Stores
beforeEach(async () => {
  stores = await openSqliteStores(':memory:')
})
afterEach(() => stores.close())

const understanding = { classesOf: () => [], nowMs: 1_700_000_000_000 }
const ask = (request: WhatIfRequest) => lookBack(stores.decisions, request, understanding)
const insert = async (decisions: Iterable<Decision>) => {
  const all: Decision[] = []
  for (const decision of decisions) {
    await stores.decisions.insert(decision)
    all.push(decision)
  }
  return all
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('replays of 10 000 drawn decisions are the same as what was stored, every bit of them', async () => {
  await insert(randomDecisions({ count: 10_000, seed: 1 }))
  let same = 0
  for await (const decision of scanDecisions(stores.decisions, { limit: 20_000 })) {
    const { differs } = replay(decision)
    if (differs.length === 0) same += 1
    else expect({ id: decision.id, differs }).toEqual({ id: decision.id, differs: [] })
  }
  expect(same).toBe(10_000)
}, 120_000)

test('a change that is none changes nothing', async () => {
  await insert(randomDecisions({ count: 300, seed: 2 }))
  const report = await ask({ weights: {} })
  expect(report).toMatchObject({ decisions: 300, compared: 300, changed: 0, refused: 0, sample: [] })
  expect(report.figures.filter(({ before, after }) => before !== after)).toEqual([])
  expect(report.cost).toMatchObject([{ currency: 'EUR' }])
  for (const { before, after, unmoved } of report.cost) expect([after, unmoved]).toEqual([before, before])
})

test('lookBack() tells of every decision what deciding it again says, and sums it up', async () => {
  const all = await insert(randomDecisions({ count: 400, seed: 3 }))
  const weights = { latency: 10, utilization: 0 }
  const again = all.map((decision) => {
    const inputs = inputsOf(decision)
    const profile = { ...inputs.profile, weights: { ...inputs.profile.weights, ...weights } }
    return { decision, ...decide({ ...inputs, profile }) }
  })
  const report = await ask({ weights, sample: 100 })
  const moved = again.filter(({ decision, picks }) => decision.chosen !== picks[0])
  expect(moved.length).toBeGreaterThan(20)
  expect(
    report.moves.filter(({ from, to }) => from !== to).reduce((sum, { decisions }) => sum + decisions, 0),
  ).toBe(moved.length)
  expect(report.moves.reduce((sum, { decisions }) => sum + decisions, 0)).toBe(400)
  for (const { network, before, after } of report.networks)
    expect([before, after]).toEqual([
      again.filter(({ decision }) => decision.chosen === network).length,
      again.filter(({ picks }) => picks[0] === network).length,
    ])
  const both = again.flatMap(({ decision, picks, candidates }) => {
    const of = (name: string | undefined) => candidates.find(({ network }) => network === name)
    const [before, after] = [of(decision.chosen), of(picks[0])]
    if (before === undefined || after === undefined) return []
    const pair = [readingOf(before, 'latency'), readingOf(after, 'latency')] as const
    return pair[0] === null || pair[1] === null ? [] : [{ before: pair[0], after: pair[1] }]
  })
  expect(report.figures.find(({ kpi }) => kpi === 'latency')).toEqual({
    kpi: 'latency',
    decisions: both.length,
    before: expect.closeTo(mean(both.map(({ before }) => before)), 9) as number,
    after: expect.closeTo(mean(both.map(({ after }) => after)), 9) as number,
  })
  const reasons = new Map(again.map(({ decision, reason }) => [decision.id, reason]))
  expect(report.sample.length).toBe(Math.min(100, report.changed))
  for (const { id, reason } of report.sample) expect(reason).toBe(reasons.get(id))
})

test('flat prices change cost, reading and choice, and tell what staying would have cost', async () => {
  await insert(randomDecisions({ count: 300, seed: 4 }))
  const report = await ask({ weights: { price: 10 }, prices: { net0: 0.001, net1: 5 } })
  const [cost] = report.cost
  expect(report.changed).toBeGreaterThan(0)
  expect(cost?.unmoved).toBeGreaterThan(cost?.before ?? Infinity)
  expect(cost?.after).toBeLessThan(cost?.unmoved ?? 0)
})

test('lookBack() looks at the decisions that it is asked about, and leaves out those that cannot be made again', async () => {
  await insert(randomDecisions({ count: 50, seed: 5 }))
  await stores.decisions.insert(makeDecision({ id: 'z1', at: 1_800_000_000_000 }))
  const all = await ask({ weights: { price: 1 } })
  expect(all).toMatchObject({ decisions: 51, compared: 50, skipped: [{ algorithm: 1, decisions: 1 }] })
  expect(all.unknown).toContain('Left out 1 decisions that algorithm 1 made: they cannot be made again')
  const count = async (over: Partial<WhatIfRequest>) =>
    (await ask({ weights: { price: 1 }, ...over })).decisions
  const first = 1_700_000_000_000
  expect(await count({ last: 7 })).toBe(7)
  expect(await count({ from: first + 10_000, to: first + 20_000 })).toBe(10)
  expect(await count({ outcome: 'failed' })).toBe(0)
  const { decisions } = await stores.decisions.page({ limit: 60, namespace: 'shop' })
  expect(await count({ namespace: 'shop' })).toBe(decisions.length)
  const nothing: WhatIfReport = await ask({ weights: { price: 1 }, pod: 'nobody' })
  expect([nothing.decisions, nothing.oldestAt, nothing.moves, nothing.cost]).toEqual([0, null, [], []])
})

test('lookBack() gives others their turn all the time', async () => {
  await insert(randomDecisions({ count: 640, seed: 6 }))
  const { count } = await turnsDuring(async () => {
    await ask({ weights: { price: 9 } })
  })
  expect(count).toBeGreaterThanOrEqual(40)
})

test('lookAtWeights() counts the decisions that change without a weight', async () => {
  const all = await insert(randomDecisions({ count: 60, seed: 8 }))
  const { compared, weights } = await lookAtWeights(stores.decisions, {})
  expect(compared).toBe(60)
  const without = all.filter((decision) => {
    const inputs = inputsOf(decision)
    const changed = { ...inputs.profile.weights, utilization: 0 }
    const { picks } = decide({ ...inputs, profile: { ...inputs.profile, weights: changed } })
    return JSON.stringify(picks) !== JSON.stringify(decision.picks ?? [decision.chosen])
  })
  expect(weights.find(({ kpi }) => kpi === 'utilization')?.changedWithout).toBe(without.length)
})
