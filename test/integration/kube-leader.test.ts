import { afterEach, expect, test, vi } from 'vitest'
import { realDelay } from '../../kube/delay.ts'
import { LeaderElection } from '../../kube/leader/leader-election.ts'
import { openClient } from '../../kube/open-client.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'

let ground = new AsyncDisposableStack()
afterEach(async () => {
  await ground.disposeAsync()
  ground = new AsyncDisposableStack()
})

/** A Lease knows whole seconds. */
const figures = { leaseDurationMs: 1_000, renewDeadlineMs: 600, retryPeriodMs: 50 }
const ref = { namespace: 'kube-system', name: 'genie-controller' }
const limit = { timeout: 10_000, interval: 5 }

/** Someone who wants to lead; `story` tells in order who began and ended. */
async function candidate(api: KubeApi, identity: string, story: string[]) {
  const token = `token-of-${identity}`
  api.addUser(token, { username: identity, groups: ['system:masters'] })
  const client = ground.use(
    await openClient({ kubeconfig: api.kubeconfig({ token }), env: {}, program: identity }),
  )
  const stop = new AbortController()
  const election = new LeaderElection({
    ...{ client, ref, identity, figures, clock: systemClock, delay: realDelay, random: Math.random },
    logger: { info: () => undefined, warn: () => undefined },
    onStarted: async (signal) => {
      story.push(`${identity} leads`)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      story.push(`${identity} ends`)
    },
  })
  const running = election.run(stop.signal)
  const end = async () => {
    stop.abort()
    await running
  }
  ground.defer(end)
  return { election, end, token, identity }
}

const leaseOf = (api: KubeApi) =>
  api.find('coordination.k8s.io/v1', 'Lease', ref.name, ref.namespace)?.['spec'] as Record<string, unknown>

test('of two candidates one leads, and the other as soon as it gives the lease back', async () => {
  const api = ground.use(await KubeApi.start())
  const story: string[] = []
  const first = await candidate(api, 'first', story)
  await vi.waitUntil(() => first.election.isLeader, limit)
  const second = await candidate(api, 'second', story)
  const asked = api.counts.of({ resource: 'leases' })
  await vi.waitUntil(() => api.counts.of({ resource: 'leases' }) > asked + 20, limit)
  expect(story).toEqual(['first leads'])
  const microTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string
  const lease = { leaseDurationSeconds: 1, acquireTime: microTime, renewTime: microTime }
  expect(leaseOf(api)).toEqual({ ...lease, holderIdentity: 'first', leaseTransitions: 0 })
  const begun = performance.now()
  await first.end()
  await vi.waitUntil(() => second.election.isLeader, limit)
  expect(performance.now() - begun).toBeLessThan(800)
  expect(story).toEqual(['first leads', 'first ends', 'second leads'])
  expect(leaseOf(api)).toEqual({ ...lease, holderIdentity: 'second', leaseTransitions: 1 })
  await second.end()
  expect(leaseOf(api)).toEqual({ ...lease, leaseTransitions: 1 })
})

test('a leader that cannot renew ends before another begins', async () => {
  const api = ground.use(await KubeApi.start())
  const story: string[] = []
  const first = await candidate(api, 'first', story)
  await vi.waitUntil(() => first.election.isLeader, limit)
  const second = await candidate(api, 'second', story)
  api.removeUser(first.token)
  await vi.waitUntil(() => second.election.isLeader, limit)
  expect(story).toEqual(['first leads', 'first ends', 'second leads'])
  expect(leaseOf(api)).toMatchObject({ holderIdentity: 'second', leaseTransitions: 1 })
})

test('a leader to whom the API hangs ends in time, and leads again when it is back', async () => {
  const api = ground.use(await KubeApi.start())
  const story: string[] = []
  const first = await candidate(api, 'first', story)
  await vi.waitUntil(() => first.election.isLeader, limit)
  const restore = api.faults.add({ resource: 'leases', fault: { kind: 'hang' } })
  const begun = performance.now()
  await vi.waitUntil(() => !first.election.isLeader, limit)
  expect(performance.now() - begun).toBeLessThan(900)
  restore()
  await vi.waitUntil(() => first.election.isLeader, limit)
  expect(story).toEqual(['first leads', 'first ends', 'first leads'])
  expect(leaseOf(api)).toMatchObject({ holderIdentity: 'first', leaseTransitions: 0 })
})

test.each(['1999-01-01T00:00:00.000000Z', '2099-01-01T00:00:00.000000Z'])(
  'a holder whose clock says %s has as long as its lease lasts by ours',
  async (renewTime) => {
    const api = ground.use(await KubeApi.start())
    const spec = { holderIdentity: 'ghost', leaseDurationSeconds: 1, renewTime, leaseTransitions: 7 }
    api.seed({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: ref, spec })
    const begun = performance.now()
    const heir = await candidate(api, 'heir', [])
    await vi.waitUntil(() => heir.election.isLeader, limit)
    const took = performance.now() - begun
    expect(took).toBeGreaterThan(950)
    expect(took).toBeLessThan(2_000)
    expect(leaseOf(api)).toMatchObject({ holderIdentity: 'heir', leaseTransitions: 8 })
  },
)

test('of five candidates never two lead at once, whoever is taken away', async () => {
  const api = ground.use(await KubeApi.start())
  const story: string[] = []
  const names = ['a', 'b', 'c', 'd', 'e']
  const all = await Promise.all(names.map(async (name) => candidate(api, name, story)))
  const left = new Set(all)
  for (const isRude of [true, false, true, false]) {
    await vi.waitUntil(() => [...left].some(({ election }) => election.isLeader), limit)
    const leader = [...left].find(({ election }) => election.isLeader)
    if (leader === undefined) continue
    left.delete(leader)
    if (isRude) api.removeUser(leader.token)
    else await leader.end()
  }
  await vi.waitUntil(() => [...left].some(({ election }) => election.isLeader), limit)
  expect(story.map((line) => line.split(' ')[1])).toEqual(
    story.map((_, index) => (index % 2 === 0 ? 'leads' : 'ends')),
  )
  expect(story.length).toBe(9)
})
