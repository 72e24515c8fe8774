import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNetworkTelling } from '../../agent/network-telling.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import { defaultProfile } from '../../domain/profile.ts'
import type { Ranking } from '../../domain/what-if.ts'
import { buildSelectorService, type SelectorService } from '../../selector/build-selector-service.ts'
import { SelectorConfig } from '../../selector/config.ts'
import { NodeModels } from '../../selector/extender/node-models.ts'
import { Policies } from '../../selector/standing/policies.ts'
import { StandingPrices } from '../../selector/standing/standing-prices.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import { openSqliteCluster } from '../../store/sqlite/open-sqlite-cluster.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { callApi } from '../support/call-api.ts'
import { ClusterNode } from '../support/cluster-node.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { priceRate } from '../support/price-rate.ts'
import { makeNetworkSample } from '../support/store-records.ts'

const logger = createLogger('silent')
const secrets = /hunter2|kubeconfig|eyJhbGciOi/
const infoblox = { type: 'infoblox', password: 'hunter2' }

let node: ClusterNode
beforeEach(async () => {
  node = await ClusterNode.open({ KUBECONFIG: '' })
  const kubernetes = { kubeconfig: '/etc/cni/net.d/kubeconfig', k8s_auth_token: 'eyJhbGciOi' }
  const plugins = { gold: { type: 'cilium-cni', kubernetes }, iron: { type: 'bridge', ipam: infoblox } }
  for (const [name, plugin] of Object.entries(plugins))
    await node.putConf(`70-${name}.conflist`, { cniVersion: '1.0.0', name, plugins: [plugin] })
})
afterEach(() => node[Symbol.asyncDispose]())

const ofClass = (networkClass: string, price: string) => {
  const { network: _network, ...rate } = priceRate({ tiers: [{ price }] })
  return { ...rate, networkClass }
}
const rates = [ofClass('calico', '0.3'), ofClass('cilium-cni', '0.01'), ofClass('bridge', '0.2')]
const asked = {
  namespace: 'shop',
  profile: { preset: 'cost-first', constraints: { capabilities: ['network-policy'] } },
}

const asAgent = async <Answer>(path: string, body?: unknown): Promise<Answer> => {
  const call = body === undefined ? {} : { method: 'POST', body, headers: { 'if-none-match': '*' } }
  return (await callApi({ socketPath: node.at('http.sock') }, path, call)).body as Answer
}

const asStanding = async <Answer>({ server }: SelectorService, url: string, body?: object) => {
  const headers = { host: 'localhost', 'if-none-match': '*' }
  const call = body === undefined ? { url } : { url, method: 'POST' as const, payload: body }
  return JSON.parse((await server.inject({ headers, ...call })).body) as Answer
}

const inShort = ({ picks, candidates }: Ranking) => [
  picks,
  candidates
    .map(({ network, excluded, cost }) => [network, excluded?.code ?? null, cost?.perMonth ?? null] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1)),
]

const pluginsIn = ({ networks }: NetworkBoard) =>
  Object.fromEntries(networks.map(({ name, plugins }) => [name, plugins]))

/** Has it judge as the node's own agent does, once it knows the node. */
async function expectSameJudgement(cluster: ClusterStore, hasBookOfItsOwn: boolean): Promise<void> {
  const config = readConfig(SelectorConfig, { GENIE_WEB_DIR: '/nowhere' })
  const parts = { config, cluster, client: null, clock: systemClock, logger }
  const service = await buildSelectorService(parts)
  try {
    await asAgent('/api/v1/prices', { rates })
    if (hasBookOfItsOwn) await asStanding(service, '/api/v1/prices', { rates })
    const known = async () => {
      await service.poll.once()
      return (await asStanding<{ nodes: unknown[] }>(service, '/api/v1/nodes')).nodes.length
    }
    await expect.poll(known).toBe(1)
    const own = await asAgent<Ranking>('/api/v1/networks/rank', asked)
    expect(inShort(own)).toEqual([
      ['gold'],
      [
        ['calico', null, 3],
        ['flannel', 'capability-missing', null],
        ['gold', null, 0.1],
        ['iron', 'capability-missing', 2],
        ['weave', 'capability-missing', null],
      ],
    ])
    const seen = await asStanding<Ranking>(service, '/api/v1/networks/rank', asked)
    expect(inShort(seen)).toEqual(inShort(own))
    const board = await asStanding<NetworkBoard>(service, '/api/v1/networks?node=genie-node')
    expect(pluginsIn(board)).toMatchObject({ gold: ['cilium-cni'], iron: ['bridge'] })
    expect(pluginsIn(board)).toEqual(pluginsIn(await asAgent<NetworkBoard>('/api/v1/networks')))
  } finally {
    await service.server.close()
  }
}

test("a standing selector on a node's file ranks and prices by plugins as the agent of the node does", async () => {
  await node.start()
  await using cluster = await openSqliteCluster(node.at('genie.db'), 'genie-node')
  await expectSameJudgement(cluster, false)
})

test.skipIf(noPostgres)(
  `a standing selector on a cluster's database does so by what agents ship, in which no secret is${noPostgres}`,
  async () => {
    await using server = await PostgresServer.start()
    const url = await server.newDatabase()
    await using cluster = await openPostgresCluster(url)
    await node.start({ GENIE_CLUSTER_DB: url, GENIE_SHIP_SECONDS: '0.1' })
    await expectSameJudgement(cluster, true)
    const told = JSON.stringify((await cluster.networksOf(['genie-node'])).get('genie-node'))
    expect(told).toContain('infoblox')
    expect(told).not.toMatch(secrets)
  },
)

test('what a node has is kept anew when its confs change, and as it was when they do not', async () => {
  await node.start({ GENIE_POLL: '* * * * * *' })
  await using stores = await openSqliteStores(node.at('genie.db'), { isReader: true })
  const names = async () => (await stores.networks.all()).map(({ name }) => name)
  expect(await names()).toEqual(['calico', 'flannel', 'weave', 'gold', 'iron'])
  const plugins = [{ type: 'macvlan', ipam: infoblox }]
  await node.putConf('80-lead.conflist', { cniVersion: '1.0.0', name: 'lead', plugins })
  await expect
    .poll(async () => (await stores.networks.all()).at(-1), { timeout: 10_000 })
    .toEqual({
      name: 'lead',
      plugins: [{ type: 'macvlan', ipam: { type: 'infoblox', alike: 1 } }],
      missingPlugin: null,
    })
})

test('a store that fails is said once, keeps nobody from a round, and takes the networks when it is back', async () => {
  const said: unknown[] = []
  let stores = await openSqliteStores(':memory:')
  const tell = createNetworkTelling({
    networks: () => [{ name: 'calico', plugins: [{ type: 'calico' }], missingPlugin: 'calico' }],
    store: { save: (networks) => stores.networks.save(networks) },
    logger: { error: (...all: unknown[]) => said.push(all.at(-1)) },
  })
  await stores.close()
  await tell()
  await tell()
  expect(said).toEqual([expect.stringMatching(/^Cannot store which networks there are/)])
  stores = await openSqliteStores(':memory:')
  await tell()
  expect(await stores.networks.all()).toMatchObject([{ name: 'calico', missingPlugin: 'calico' }])
  await stores.close()
})

test('what is promised on one network is gone for another of the same pool, as on the node', async () => {
  await using stores = await openSqliteStores(node.at('genie.db'), { isShipping: true })
  const [one, other, alone] = ['one', 'other', 'alone'].map((name) => ({
    name,
    plugins: [{ type: 'macvlan', ipam: { type: 'infoblox', alike: name === 'alone' ? 2 : 1 } }],
    missingPlugin: null,
  }))
  if (!one || !other || !alone) throw new Error('There are three')
  // Two are always kept free, so each has room for one pod.
  const lastAddress = {
    at: Date.now(),
    addressesUsed: 98,
    addressesTotal: 100,
    dropRatio: 0,
    ingressBitsPerSecond: 0,
  }
  await stores.samples.append(
    [one, other, alone].map(({ name: network }) => makeNetworkSample({ ...lastAddress, network })),
    [],
  )
  await using cluster = await openSqliteCluster(node.at('genie.db'), 'n1')
  const policies = new Policies({ manifests: () => [], clusterNamespace: '', logger })
  const settings = (network: string) => policies.settings(network)
  const prices = new StandingPrices({ cluster, policies, clock: systemClock, logger })
  const podsUntilFull = async () => {
    const models = new NodeModels({ cluster, settings, prices, clock: systemClock })
    await models.refresh(await cluster.nodes())
    const pods = ['a', 'b', 'c', 'd'].map((name) => ({ namespace: 'shop', name, uid: name }))
    const ids = []
    for (const pod of pods) ids.push(await models.of('n1')?.promise(pod, defaultProfile))
    return ids.filter((id) => id !== null).length
  }
  expect(await podsUntilFull()).toBe(3)
  await stores.networks.save([one, other, alone])
  expect(await podsUntilFull()).toBe(2)
})
