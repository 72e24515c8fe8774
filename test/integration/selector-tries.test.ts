import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { kpis } from '../../domain/kpi.ts'
import { unmeasured } from '../../domain/network-sample.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { buildSelector } from '../../selector/build-selector.ts'
import { NoNetworkError } from '../../selector/no-network-error.ts'
import { replay } from '../../selector/pipeline/replay/replay.ts'
import type { Selector } from '../../selector/selector.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'

const calico = (...pools: string[]) => [{ type: 'calico', ipam: { type: 'calico-ipam', ipv4_pools: pools } }]
const confs = { a: calico('blue'), b: calico('blue'), c: calico('red') }

let clock: ManualClock
let stores: Stores
let selector: Selector

beforeEach(async () => {
  clock = new ManualClock()
  stores = await openSqliteStores(':memory:')
  selector = open()
})

afterEach(() => stores.close())

function open(decisions = stores.decisions): Selector {
  let ids = 0
  const built = buildSelector({
    node: 'genie-node',
    networks: () => Object.entries(confs).map(([name, plugins]) => ({ name, plugins, missingPlugin: null })),
    settings: () => ({}),
    measures: () => new Set(kpis),
    profile: () => defaultProfile,
    decisions,
    samples: stores.samples,
    sources: () => [],
    clock,
    onStoreFault: () => void (ids += 1),
  })
  const counted = { addressesUsed: 0, addressesTotal: 10, attachments: 0 }
  const at = clock.nowMs()
  built.selector.observe(
    Object.keys(confs).map((network) => ({ ...unmeasured, network, at, addressesAt: at, ...counted })),
    [],
  )
  return built.selector
}

const pod = (uid: string) => ({ pod: { namespace: 'default', name: uid, uid }, ifname: 'eth0' })
const full = { error: 'no addresses left' }
const excluded = ({ candidates }: Decision) =>
  Object.fromEntries(candidates.map(({ network, excluded }) => [network, excluded?.code ?? null]))

test('a network that was tried is not taken again within the ADD, also when it has cooled down since', async () => {
  const first = await selector.select(pod('u1'))
  clock.advance(60_000)
  const tried = [{ network: first.chosen, ...full }]
  const second = await selector.select(pod('u1'), defaultProfile, tried)
  expect(second.chosen).not.toBe(first.chosen)
  expect(second.tried).toEqual(tried)
  expect(excluded(second)[first.chosen]).toBe('cooling-down')
  expect(replay(second).isSame).toBe(true)
  expect(await selector.select(pod('u1'))).toEqual(second)
  const both = [...tried, { network: second.chosen, ...full }]
  const third = await selector.select(pod('u1'), defaultProfile, both)
  const all = [...both, { network: third.chosen, ...full }]
  await expect(selector.select(pod('u1'), defaultProfile, all)).rejects.toThrow(NoNetworkError)
})

test('a pool that has run out cools down as a whole, a network that is not available by itself', async () => {
  selector.coolDown('a', 'no addresses left', true)
  expect(excluded(await selector.select(pod('u1')))).toEqual({
    a: 'cooling-down',
    b: 'cooling-down',
    c: null,
  })
  clock.advance(30_000)
  expect(excluded(await selector.select(pod('u2')))).toEqual({ a: null, b: null, c: null })
  selector.coolDown('b', 'not available', false)
  expect(excluded(await selector.select(pod('u3')))).toEqual({ a: null, b: 'cooling-down', c: null })
})

test('networks of one pool are promised no more than the pool has, and the decision can be replayed', async () => {
  const decisions: Decision[] = []
  for (let number = 0; number < 18; number++) decisions.push(await selector.select(pod(`u${number}`)))
  const chosen = decisions.map((decision) => decision.chosen)
  expect(chosen.filter((network) => network !== 'c')).toHaveLength(9)
  expect(chosen.filter((network) => network === 'c')).toHaveLength(9)
  expect(decisions.filter((decision) => !replay(decision).isSame)).toEqual([])
  await expect(selector.select(pod('one-too-many'))).rejects.toThrow(NoNetworkError)
})

test('another selector holds again what this one has promised, and no more than that', async () => {
  for (let number = 0; number < 18; number++) await selector.select(pod(`u${number}`))
  const next = open()
  await next.restore()
  await expect(next.select(pod('one-too-many'))).rejects.toThrow(NoNetworkError)
  clock.advance(120_001)
  const later = open()
  await later.restore()
  expect(await later.select(pod('late'))).toMatchObject({ outcome: 'planned' })
})

test('after a restart on a clock that went back a retry still gets the newest answer', async () => {
  const made = await selector.select(pod('u1'))
  const tomorrow = await decisionOfTomorrow(made)
  const next = open()
  await next.restore()
  await next.settle(tomorrow.id, 'failed', 'its clock was wrong')
  const answer = await next.select(pod('u1'))
  const ids = [made.id, tomorrow.id, answer.id]
  expect(ids.toSorted()).toEqual(ids)
  expect(await next.select(pod('u1'))).toEqual(answer)
})

/** The same decision as made a day later, kept beside it. */
async function decisionOfTomorrow(decision: Decision): Promise<Decision> {
  const at = Date.now() + 86_400_000
  const time = at.toString(16).padStart(12, '0')
  const tomorrow = { ...decision, at, id: `${time.slice(0, 8)}-${time.slice(8)}${decision.id.slice(13)}` }
  await stores.decisions.insert(tomorrow)
  return tomorrow
}

test('a pod that wants another number of networks than before is decided anew', async () => {
  // Some of these are decided within one millisecond: the newest counts then too.
  for (const uid of Array.from({ length: 8 }, (_, number) => `u${number}`)) {
    const one = await selector.select(pod(uid))
    const two = await selector.select({ ...pod(uid), picks: 2 })
    expect(two.id > one.id).toBe(true)
    expect(two.picks).toHaveLength(2)
    expect(await selector.select({ ...pod(uid), picks: 2 })).toEqual(two)
    await selector.settle(two.id, 'failed', null)
  }
})
