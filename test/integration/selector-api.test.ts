import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import type { Decision } from '../../domain/decision.ts'
import { nodeKpis } from '../../domain/kpi.ts'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import type { NetworkForecast } from '../../domain/network-forecast.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { defaultProfile } from '../../domain/profile.ts'
import type { SeenNodeList } from '../../domain/seen-node.ts'
import { buildSelector, type BuiltSelector } from '../../selector/build-selector.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import { problemOf } from '../../service-kit/problem-of.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { followEvents } from '../support/follow-events.ts'
import { strictProfile } from '../support/strict-profile.ts'
import { makeBusySample } from '../support/store-records.ts'

let clock: ManualClock
let stores: Stores
let built: BuiltSelector
let server: HttpServer
let configured: string[]
let leaving: AbortController
const storeFaults: unknown[] = []

const sample = (network: string, busyShare: number, over: Partial<NetworkSample> = {}) =>
  makeBusySample(network, busyShare, { at: clock.nowMs(), ...over })

const ask = (uid: string, over: object = {}) => ({
  method: 'POST' as const,
  url: '/api/v1/select',
  payload: { pod: { namespace: 'default', name: `pod-${uid}`, uid }, ifname: 'eth0', ...over },
})

const select = async (uid: string, over: object = {}) =>
  (await server.inject(ask(uid, over))).json<Decision>()

beforeEach(async () => {
  leaving = new AbortController()
  clock = new ManualClock()
  stores = await openSqliteStores(':memory:')
  configured = ['calico', 'weave']
  built = buildSelector({
    node: 'genie-node',
    networks: () =>
      configured.map((name) => ({
        name,
        plugins: [{ type: 'bridge' }],
        missingPlugin: name === 'gone' ? 'gone' : null,
      })),
    settings: () => ({}),
    measures: () => nodeKpis,
    profile: () => defaultProfile,
    profileNamed: (name, namespace) =>
      name === 'strict' && namespace === 'default' ? strictProfile : undefined,
    decisions: stores.decisions,
    samples: stores.samples,
    sources: () => [],
    clock,
    onStoreFault: (error) => storeFaults.push(error),
  })
  server = await buildHttpServer({
    logger: createLogger('silent'),
    ...{ title: 'test', version: '0', hosts: [] },
    notReady: () => 'No round of measuring has ended yet',
    metrics: () => Promise.resolve('genie_up 1\n'),
  })
  built.addRoutes(server)
})

afterEach(async () => {
  leaving.abort()
  await server.close()
  await stores.close()
  storeFaults.length = 0
})

test('a pod gets the network with less of its capacity in use, with the reason', async () => {
  built.selector.observe([sample('calico', 0.8), sample('weave', 0.4)], [])
  const decision = await select('u1')
  expect(decision).toMatchObject({
    chosen: 'weave',
    outcome: 'planned',
    reason: 'weave: congestion +.40 (45 % vs 85 %) against calico',
  })
  expect(await stores.decisions.find(decision.id)).toEqual(decision)
})

test('what was promised counts before any sample shows it', async () => {
  built.selector.observe([sample('calico', 0.4), sample('weave', 0.4)], [])
  const chosen = await Promise.all(['u1', 'u2', 'u3', 'u4'].map(async (uid) => (await select(uid)).chosen))
  expect(chosen.filter((name) => name === 'calico')).toHaveLength(2)
})

test('a retry gets the same answer, a failed decision is made anew, and one whose network has gone too', async () => {
  built.selector.observe([sample('calico', 0.8), sample('weave', 0.4)], [])
  const first = await select('u1')
  built.selector.observe([sample('calico', 0), sample('weave', 0.9)], [])
  expect(await select('u1')).toEqual(first)
  await built.selector.settle(first.id, 'failed', 'no address')
  const second = await select('u1')
  expect([second.id === first.id, second.outcome]).toEqual([false, 'planned'])
  configured = configured.filter((name) => name !== second.chosen)
  expect((await select('u1')).chosen).not.toBe(second.chosen)
})

test('a network whose plugin is not installed is never picked, and a store that fails costs no pod its network', async () => {
  configured = ['gone', 'weave']
  built.selector.observe([sample('gone', 0), sample('weave', 0.9)], [])
  await stores.close()
  expect(await select('u1')).toMatchObject({
    chosen: 'weave',
    reason: 'weave: the only network that can take the pod; not gone: its plugin gone is not installed',
  })
  expect(storeFaults).toHaveLength(2)
})

test('a pod that left its network and comes back is placed anew', async () => {
  built.selector.observe([sample('calico', 0.8), sample('weave', 0.4)], [])
  const first = await select('u1')
  await built.selector.settle(first.id, 'attached', null)
  expect((await select('u1')).id).toBe(first.id)
  await built.selector.settle(first.id, 'detached', null)
  expect((await select('u1')).id).not.toBe(first.id)
})

test('dryRun answers and leaves nothing behind', async () => {
  built.selector.observe([sample('calico', 0.8), sample('weave', 0.4)], [])
  const decision = await select('u1', { dryRun: true })
  expect(decision.chosen).toBe('weave')
  expect(await stores.decisions.find(decision.id)).toBeNull()
  expect(
    (await server.inject('/api/v1/networks')).json<NetworkBoard>().networks[0]?.standing.reservedAttachments,
  ).toBe(0)
})

test('asks that cannot be fulfilled are answered in one sentence', async () => {
  built.selector.observe(
    [sample('calico', 0, { addressesUsed: 250 }), sample('weave', 0, { addressesUsed: 249 })],
    [],
  )
  const full = await server.inject(ask('u1'))
  expect([full.statusCode, full.json()]).toEqual([
    409,
    problemOf(
      409,
      'Cannot choose a network: not calico: free addresses: 0 of 250; not weave: free addresses: 1 of 250',
    ),
  ])
  const unknown = await server.inject(ask('u1', { networks: ['flannel'] }))
  expect(unknown.json()).toEqual(problemOf(409, 'Cannot choose among flannel: this node has calico, weave'))
  expect((await server.inject(ask('u1', { ifname: 'a-name-that-is-too-long' }))).statusCode).toBe(400)
  expect((await server.inject('/api/v1/decisions/none')).statusCode).toBe(404)
})

test('GET /api/v1/networks tells states, scores and traffic, best first', async () => {
  built.selector.observe([sample('calico', 0.95), sample('weave', 0.1)], [])
  const board = (await server.inject('/api/v1/networks')).json<NetworkBoard>()
  expect(board.networks.map(({ name, state, traffic }) => [name, state, traffic.length])).toEqual([
    ['weave', 'healthy', 1],
    ['calico', 'congested', 1],
  ])
  const { nodes } = (await server.inject('/api/v1/nodes')).json<SeenNodeList>()
  expect(nodes).toEqual([{ name: board.node, seenAt: clock.nowMs() }])
  clock.advance(46_000)
  const later = (await server.inject('/api/v1/networks')).json<NetworkBoard>()
  expect(later.networks.map(({ state }) => state)).toEqual(['stale', 'stale'])
})

test('GET /api/v1/networks/{name}/forecast tells when addresses run out, and of an unknown network nothing', async () => {
  for (let minute = 0; minute < 30; minute++) {
    const round = [sample('weave', 0.1, { addressesUsed: 5 + minute })]
    built.selector.observe(round, [])
    await stores.samples.append(round, [])
    await built.forecasts.refresh(round, clock.nowMs())
    clock.advance(60_000)
  }
  const path = '/api/v1/networks/weave/forecast'
  const { network, addresses, utilization } = (await server.inject(path)).json<NetworkForecast>()
  // 245 of 250 may be given, 34 are, and each minute takes one.
  expect([network, addresses?.inSeconds, utilization]).toEqual(['weave', expect.closeTo(211 * 60, -2), null])
  const board = (await server.inject('/api/v1/networks')).json<NetworkBoard>()
  expect(board.networks.find(({ name }) => name === 'weave')?.forecast?.addresses).toEqual(addresses)
  expect((await server.inject('/api/v1/networks/calico/forecast')).json()).toMatchObject({ addresses: null })
  const unknown = await server.inject('/api/v1/networks/none/forecast')
  expect([unknown.statusCode, unknown.json<{ message: string }>().message]).toEqual([
    404,
    'Cannot tell where none is going: this node has no network of that name',
  ])
})

test('GET /api/v1/decisions pages from the newest on', async () => {
  built.selector.observe([sample('calico', 0.1), sample('weave', 0.1)], [])
  for (const uid of ['u1', 'u2', 'u3']) await select(uid)
  const first = (await server.inject('/api/v1/decisions?limit=2')).json<DecisionPage>()
  const second = (
    await server.inject(`/api/v1/decisions?limit=2&before=${String(first.next)}`)
  ).json<DecisionPage>()
  expect([first, second].map(({ decisions }) => decisions.map(({ pod }) => pod.uid))).toEqual([
    ['u3', 'u2'],
    ['u1'],
  ])
})

test('the live feed sends a board at once and every decision as it is made', async () => {
  built.selector.observe([sample('calico', 0.1), sample('weave', 0.1)], [])
  const until = await followEvents(server, 'events', leaving.signal)
  await until('event: board')
  await select('u1')
  expect(await until('"uid":"u1"')).toMatch(
    /^retry: 2000\n\nid: 1\nevent: board\ndata: \{.*\}\n\nid: 2\nevent: decision\ndata: \{.*\}\n\n$/,
  )
})

test('health, readiness, metrics and documentation are served, under strict headers', async () => {
  const answers = await Promise.all(
    ['/healthz', '/readyz', '/metrics', '/api/docs/json'].map((url) => server.inject(url)),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 503, 200, 200])
  expect(answers[0]?.headers['content-security-policy']).toContain("default-src 'self'; ")
  const paths = Object.keys(answers[3]?.json<{ paths: object }>().paths ?? {})
  expect(paths.map((path) => path.replace('/api/v1/', '')).toSorted()).toEqual([
    ...'catalogue decisions decisions/{id} decisions/{id}/replay decisions/{id}/sensitivity'.split(' '),
    ...'decisions/{id}/what-if events networks networks/rank networks/{name}/forecast'.split(' '),
    ...'networks/{name}/history nodes overview overview/events presets questionnaire'.split(' '),
    ...'questionnaire/profile select sources'.split(' '),
    ...'weights/pairwise what-if what-if/sensitivity whoami'.split(' '),
  ])
})

test('an agent shows itself alone where all nodes are asked for, or followed', async () => {
  const { nodes } = (await server.inject('/api/v1/overview')).json<ClusterOverview>()
  const { networks } = (await server.inject('/api/v1/networks')).json<NetworkBoard>()
  expect(nodes.map(({ name }) => name)).toEqual(['genie-node'])
  expect(nodes[0]?.networks.map(({ name, state, rank }) => [name, state, rank])).toEqual(
    networks.map(({ name, state, standing }) => [name, state, standing.rank]),
  )
  const until = await followEvents(server, 'overview/events', leaving.signal)
  const [, data = ''] =
    /^retry: 2000\n\nid: 1\nevent: overview\ndata: (\{.*\})\n\n$/.exec(await until('}\n\n')) ?? []
  expect((JSON.parse(data) as ClusterOverview).nodes[0]?.networks).toEqual(nodes[0]?.networks)
})

test('an agent shows its own node by its name too, and refuses another', async () => {
  expect((await server.inject('/api/v1/networks?node=genie-node')).json<NetworkBoard>().node).toBe(
    'genie-node',
  )
  const paths = ['networks', 'networks/calico/forecast', 'networks/calico/history', 'sources', 'decisions']
  const answers = await Promise.all(paths.map((path) => server.inject(`/api/v1/${path}?node=other`)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 404))
  expect(answers[0]?.json<{ message: string }>().message).toBe(
    'Cannot show other as this is the agent of genie-node: ask the agent there, or a standing selector',
  )
})

test('a choice may name a profile, whose constraints and SLA are in the decision', async () => {
  built.selector.observe([sample('calico', 0.8), sample('weave', 0.4)], [])
  expect(await select('u1', { profile: 'strict' })).toMatchObject({
    chosen: 'calico',
    degraded: true,
    profile: strictProfile,
    candidates: [
      { network: 'calico', missesSla: 'congestion 85 % of at most 50 %' },
      { network: 'weave', excluded: { code: 'denied', detail: 'the profile denies it' } },
    ],
  })
  const unknown = await server.inject(ask('u2', { profile: 'none' }))
  expect([unknown.statusCode, unknown.json()]).toEqual([
    409,
    problemOf(
      409,
      'Cannot choose by profile none as there is none of that name for namespace default: create it, or name another',
    ),
  ])
})

test('what is only noted is kept, promises nothing, and gives no answer to a pod that asks', async () => {
  built.selector.observe([sample('calico', 0.8), sample('weave', 0.4)], [])
  const request = { pod: { namespace: 'default', name: 'pod-u1', uid: 'u1' }, ifname: 'eth0' }
  const noted = await built.selector.note(request, defaultProfile, 'calico')
  expect(noted).toMatchObject({ chosen: 'weave', outcome: 'observed', attachedTo: 'calico' })
  expect(await built.selector.note(request, defaultProfile, 'calico')).toBe(null)
  expect(built.selector.board().networks.map(({ standing }) => standing.reservedAttachments)).toEqual([0, 0])
  expect(await stores.decisions.standing()).toEqual([])
  const decision = await select('u1')
  expect([decision.id === noted?.id, decision.outcome]).toEqual([false, 'planned'])
})
