import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { realDelay, type Delay } from '../../kube/delay.ts'
import { kinds } from '../../kube/kinds.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { Reflector, type ReflectorDeed, type ReflectorParts } from '../../kube/reflector/reflector.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { KubeApi, type KubeApiOptions } from '../support/kube-api/kube-api.ts'

let ground = new AsyncDisposableStack()
afterEach(async () => {
  await ground.disposeAsync()
  ground = new AsyncDisposableStack()
})

interface Ground {
  readonly api: KubeApi
  readonly client: OpenClient
}

async function lay(options: KubeApiOptions = {}): Promise<Ground> {
  const api = ground.use(await KubeApi.start(options))
  const client = ground.use(
    await openClient({ kubeconfig: api.kubeconfig(), env: {}, program: 'test', delay: hasten }),
  )
  return { api, client }
}

/** Waits a hundredth of the time. */
const hasten: Delay = async (ms, signal) => realDelay(ms / 100, signal)

/** Follows the pods of a node by name; pauses are a hundredth of what they would be. */
function follow(client: OpenClient, rest: Partial<ReflectorParts<string>> = {}) {
  const log: string[] = []
  const deeds: ReflectorDeed[] = []
  const delays: number[] = []
  const reflector = ground.use(
    new Reflector<string>({
      client,
      kind: kinds.pod,
      scope: { fieldSelector: 'spec.nodeName=n1' },
      keep: ({ metadata }) => metadata.annotations?.['cni'] ?? metadata.name,
      onDeed: (deed) => deeds.push(deed),
      logger: { info: (line: string) => log.push(line), warn: (line: string) => log.push(line) },
      clock: systemClock,
      delay: async (ms, signal) => {
        delays.push(ms)
        await hasten(ms, signal)
      },
      random: Math.random,
      ...rest,
    }),
  )
  reflector.start()
  return { reflector, log, deeds, delays }
}

const pod = (name: string, nodeName = 'n1', annotations: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', annotations },
  spec: { nodeName, containers: [{ name: 'c', image: 'i' }] },
})

const limit = { timeout: 10_000, interval: 5 }

test('a reflector follows the pods of its node, and no others', async () => {
  const { api, client } = await lay()
  api.seed(pod('a'), pod('other', 'n2'))
  const { reflector } = follow(client)
  expect(await reflector.untilSynced(5_000)).toBe(true)
  expect(reflector.all()).toEqual(['a'])
  api.seed(pod('b'), pod('a', 'n1', { cni: 'calico' }), pod('other2', 'n2'))
  await vi.waitUntil(() => reflector.find('default', 'b'), limit)
  expect(reflector.all()).toEqual(['calico', 'b'])
  api.remove('v1', 'Pod', 'a', 'default')
  await vi.waitUntil(() => reflector.all().length === 1, limit)
  expect(api.counts.of({ verb: 'list', resource: 'pods' })).toBe(1)
})

test('of 5 000 pods the 110 of the node are there within 2 s', async () => {
  const { api, client } = await lay()
  for (let number = 0; number < 5_000; number += 1)
    api.seed(pod(`p${number}`, number < 110 ? 'n1' : `n${number % 50}x`))
  const begun = performance.now()
  const { reflector } = follow(client)
  expect(await reflector.untilSynced(10_000)).toBe(true)
  expect(performance.now() - begun).toBeLessThan(2_000)
  expect(reflector.all().length).toBe(110)
})

test('5 000 objects come in pages, and each once', async () => {
  const { api, client } = await lay()
  for (let number = 0; number < 1_600; number += 1) api.seed(pod(`p${number}`))
  const { reflector } = follow(client)
  expect(await reflector.untilSynced(10_000)).toBe(true)
  expect(new Set(reflector.all()).size).toBe(1_600)
})

test('a cut or ended watch is taken up again where it was, without a new list', async () => {
  const { api, client } = await lay()
  const { reflector, deeds } = follow(client)
  await vi.waitUntil(() => api.openWatches === 1, limit)
  api.cutWatches()
  api.seed(pod('a'))
  await vi.waitUntil(() => reflector.find('default', 'a'), limit)
  api.endWatches()
  api.seed(pod('b'))
  await vi.waitUntil(() => reflector.find('default', 'b'), limit)
  expect(api.counts.of({ verb: 'list', resource: 'pods' })).toBe(1)
  expect(deeds).toContain('cut')
})

test('after a 410 everything is listed anew, once', async () => {
  const { api, client } = await lay()
  api.seed(pod('a'), pod('b'))
  const { reflector, deeds } = follow(client)
  await vi.waitUntil(() => api.openWatches === 1, limit)
  await api.goAway()
  api.remove('v1', 'Pod', 'a', 'default')
  api.seed(pod('c'))
  api.compact()
  await api.comeBack()
  await vi.waitUntil(() => reflector.find('default', 'c'), limit)
  expect(reflector.all()).toEqual(['b', 'c'])
  expect(api.counts.of({ verb: 'list', resource: 'pods' })).toBe(2)
  expect(deeds.filter((deed) => deed === 'expired').length).toBe(1)
})

test('an API that is away is said once, keeps what was known, and is followed again when it is back', async () => {
  const { api, client } = await lay()
  api.seed(pod('a'))
  const { reflector, log, delays } = follow(client)
  await vi.waitUntil(() => api.openWatches === 1, limit)
  await api.goAway()
  await vi.waitUntil(() => delays.length > 4, limit)
  expect(reflector.state).toMatchObject({ isSynced: true, awaySinceMs: expect.any(Number) as number })
  expect(reflector.all()).toEqual(['a'])
  await api.comeBack()
  api.seed(pod('b'))
  await vi.waitUntil(() => reflector.find('default', 'b'), limit)
  expect(reflector.state).toEqual({ isSynced: true, awaySinceMs: null, fault: null })
  expect(log.length).toBeLessThanOrEqual(3)
})

test.each([
  ['500', { kind: 'status', code: 500 }],
  ['429 with a time', { kind: 'status', code: 429, retryAfterSeconds: 1 }],
  ['rubbish', { kind: 'rubbish' }],
  ['half an answer', { kind: 'half-body' }],
  ['a closed connection', { kind: 'close' }],
  ['410', { kind: 'status', code: 410, reason: 'Expired' }],
] as const)('a list that gets %s three times is made by the fourth', async (_, fault) => {
  const { api, client } = await lay()
  api.seed(pod('a'))
  api.faults.add({ verb: 'list', resource: 'pods', times: 3, fault })
  const { reflector } = follow(client)
  expect(await reflector.untilSynced(20_000)).toBe(true)
  expect(reflector.all()).toEqual(['a'])
  expect(api.counts.of({ verb: 'list', resource: 'pods' })).toBeLessThanOrEqual(5)
})

test('a watch on which nothing comes is given up and opened anew', async () => {
  const { api, client } = await lay({ bookmarkEveryMs: 20 })
  api.faults.add({ verb: 'watch', resource: 'pods', times: 1, fault: { kind: 'silent' } })
  const { reflector, deeds } = follow(client, { idleMs: 300 })
  await vi.waitUntil(() => deeds.includes('silent'), limit)
  api.seed(pod('a'))
  await vi.waitUntil(() => reflector.find('default', 'a'), limit)
  expect(deeds.filter((deed) => deed === 'silent').length).toBe(1)
})

test('bookmarks alone keep a watch', async () => {
  const { api, client } = await lay({ bookmarkEveryMs: 20 })
  const { deeds } = follow(client, { idleMs: 300 })
  await vi.waitUntil(() => api.openWatches === 1, limit)
  const begun = performance.now()
  await vi.waitUntil(() => performance.now() - begun > 700, limit)
  expect(deeds).toEqual(['list', 'watch'])
})

test('who has no right is refused, says so once, and is let in when the role is bound', async () => {
  const { api } = await lay()
  const token = api.serviceAccountToken('kube-system', 'genie')
  const kubeconfig = api.kubeconfig({ token })
  const client = ground.use(await openClient({ kubeconfig, env: {}, program: 'test' }))
  const { reflector, log, delays } = follow(client)
  await vi.waitUntil(() => delays.length >= 2, limit)
  expect(log).toEqual([expect.stringMatching(/^Cannot list pods as .*forbidden.*see the roles/)])
  const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }
  const subjects = [{ kind: 'ServiceAccount', name: 'genie', namespace: 'kube-system' }]
  api.seed({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'genie' },
    roleRef: role,
    subjects,
  })
  expect(await reflector.untilSynced(10_000)).toBe(true)
})

test('a kind that is not installed is empty and synced, and followed once it is', async () => {
  const { api, client } = await lay()
  const { reflector, log } = follow(client, { kind: kinds.nad, scope: {} })
  expect(await reflector.untilSynced(5_000)).toBe(true)
  expect([reflector.all(), log, api.openWatches]).toEqual([[], [], 0])
})

test('only metadata comes where no more is asked for', async () => {
  const { api, client } = await lay()
  api.seed(pod('a'))
  const seen: unknown[] = []
  const keep: ReflectorParts<string>['keep'] = (object) => {
    seen.push([object.kind, object.spec])
    return object.metadata.name
  }
  const { reflector } = follow(client, { scope: { metadataOnly: true }, keep })
  await vi.waitUntil(() => api.openWatches === 1, limit)
  api.seed(pod('b'))
  await vi.waitUntil(() => reflector.find('default', 'b'), limit)
  expect(seen).toEqual([
    ['Pod', undefined],
    ['Pod', undefined],
  ])
})

test('nothing is left open once it is stopped, whatever it was at', async () => {
  const { api, client } = await lay()
  const watching = follow(client)
  await vi.waitUntil(() => api.openWatches === 1, limit)
  api.faults.add({ verb: 'list', resource: 'pods', fault: { kind: 'hang' } })
  const hanging = follow(client)
  await vi.waitUntil(() => api.counts.of({ verb: 'list', resource: 'pods' }) === 2, limit)
  await Promise.all([watching.reflector.stop(), hanging.reflector.stop()])
  await vi.waitUntil(() => api.openWatches === 0, limit)
})

test('a token that is taken away ends nothing that its file makes good', async () => {
  const { api } = await lay()
  const kubeconfig = api.kubeconfig()
  const tokenFile = `${kubeconfig}.token`
  await writeFile(tokenFile, api.adminToken)
  const config = JSON.parse(await readFile(kubeconfig, 'utf8')) as { users: object[] }
  config.users = [{ name: 'genie', user: { tokenFile } }]
  await writeFile(kubeconfig, JSON.stringify(config))
  const client = ground.use(await openClient({ kubeconfig, env: {}, program: 'test' }))
  const { reflector, log } = follow(client)
  await vi.waitUntil(() => api.openWatches === 1, limit)
  api.addUser('second', { username: 'genie-admin', groups: ['system:masters'] })
  api.removeUser(api.adminToken)
  await writeFile(tokenFile, 'second\n')
  api.endWatches()
  api.seed(pod('a'))
  await vi.waitUntil(() => reflector.find('default', 'a'), limit)
  expect(log.filter((line) => /401|Unauthorized/.test(line))).toEqual([])
})
