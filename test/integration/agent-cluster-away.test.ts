import { mkdir, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClusterNode } from '../support/cluster-node.ts'

let node: ClusterNode

beforeEach(async () => {
  node = await ClusterNode.open()
})

afterEach(() => node[Symbol.asyncDispose]())

const seedNad = (name: string, config = `{"cniVersion":"1.0.0","type":"weave","name":"${name}-net"}`) =>
  node.api.seed({
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name, namespace: 'default' },
    spec: { config },
  })

const selecting = (name: string) => ({ annotations: { cni: 'calico', 'k8s.v1.cni.cncf.io/networks': name } })
const nads = () => node.metric('genie_kube_objects{kind="network-attachment-definitions"}')
const untilNads = (count: number) => vi.waitUntil(async () => (await nads()) === count)

test('definitions of the API reach plans as they are made, changed and deleted', async () => {
  seedNad('vlan')
  await node.start()
  await untilNads(1)
  expect((await node.plan('a', selecting('vlan'))).to).toEqual(['calico@eth0', 'vlan-net@net1'])
  seedNad('vlan', '{"cniVersion":"1.0.0","type":"weave","name":"renamed"}')
  seedNad('second')
  await untilNads(2)
  expect((await node.plan('a', selecting('vlan'))).to).toEqual(['calico@eth0', 'renamed@net1'])
  node.api.remove('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition', 'vlan', 'default')
  await untilNads(1)
  expect(await node.plan('a', selecting('vlan'))).toMatchObject({
    code: 7,
    msg: expect.stringContaining('there is no such NetworkAttachmentDefinition') as string,
  })
})

test('logical networks of the API are read as those of a directory', async () => {
  node.api.seed(
    {
      apiVersion: 'alpha.network.k8s.io/v1',
      kind: 'Physicalnetwork',
      metadata: { name: 'phy' },
      spec: { sharedStatus: { plugin: 'weave', subnet: '10.32.0.0/16', dedicatedNet: true } },
    },
    {
      apiVersion: 'alpha.network.k8s.io/v1',
      kind: 'Logicalnetwork',
      metadata: { name: 'part' },
      spec: { physicalNet: 'phy', sub_subnet: '10.32.1.0/24' },
    },
  )
  await node.start()
  expect((await node.plan('a', { annotations: { networks: 'part' } })).to).toEqual(['default.part@eth0'])
})

test('with the API away at the start nothing is waited for long, pods of the runtime get their networks, and readiness tells', async () => {
  await node.api.goAway()
  const begun = performance.now()
  await node.start()
  expect(performance.now() - begun).toBeLessThan(2_000)
  expect((await node.plan('a', { annotations: { cni: 'weave' } })).to).toEqual(['weave@eth0'])
  expect(await node.plan('a')).toMatchObject({ code: 11 })
  expect(await node.plan('a', selecting('vlan'))).toMatchObject({
    code: 11,
    msg: expect.stringContaining(
      'Cannot find NetworkAttachmentDefinition default/vlan in what is known',
    ) as string,
  })
  const ready = await node.get('/readyz?verbose')
  expect(ready.status).toBe(200)
  expect(ready.body).toMatch(
    /^\[\+\]collector ok\n\[\+\]networks ok\n\[\+\]store ok\n\[-\]kubernetes: Cannot list /,
  )
  expect(ready.body).toMatch(/, since .*Z; knowing nothing of .*namespaces/)
  expect((await node.get('/livez')).body).toBe('ok')
})

test('what the API said before serves a start without it, until it comes back', async () => {
  seedNad('vlan')
  node.api.seed({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'cni-genie.io/mode': 'observe' } },
  })
  await node.start()
  await untilNads(1)
  await node.stop()
  await node.api.goAway()
  await node.start()
  expect((await node.plan('a', selecting('vlan'))).to).toEqual(['calico@eth0', 'vlan-net@net1'])
  const annotations = { cni: 'weave' }
  expect((await node.plan('b', { podNamespace: 'shop', annotations })).to).toEqual(['calico@eth0'])
  expect(await node.plan('a', selecting('younger'))).toMatchObject({ code: 11 })
  expect((await node.get('/readyz')).body).toMatch(/^ok; kubernetes: .*; serving what was known at 20/)
  node.api.remove('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition', 'vlan', 'default')
  await node.api.comeBack()
  await vi.waitUntil(async () => (await node.get('/readyz')).body === 'ok', { timeout: 15_000 })
  expect(await node.plan('a', selecting('vlan'))).toMatchObject({ code: 7 })
})

test('an API that never answers delays a start by a second and a half at most, and no plugin by more than one', async () => {
  node.api.faults.add({ fault: { kind: 'hang' } })
  const begun = performance.now()
  const started = node.start()
  const plan = vi.waitFor(() => node.plan('a', { annotations: { cni: 'weave' } }), {
    interval: 20,
    timeout: 3_000,
  })
  expect((await plan).to).toEqual(['weave@eth0'])
  expect(performance.now() - begun).toBeLessThan(1_800)
  await started
  expect(performance.now() - begun).toBeLessThan(2_500)
})

test('a snapshot that cannot be kept is told, and harms nothing else', async () => {
  await mkdir(node.at('cluster.json'))
  await writeFile(node.at('cluster.json/in-the-way'), '')
  seedNad('vlan')
  await node.start()
  await vi.waitUntil(async () =>
    (await node.get('/readyz?verbose')).body.includes('[-]snapshot: Cannot keep'),
  )
  expect((await node.get('/readyz')).status).toBe(200)
  expect((await node.plan('a', selecting('vlan'))).to).toEqual(['calico@eth0', 'vlan-net@net1'])
})

test('while the API is away the metrics tell for how long, and what is known goes on', async () => {
  seedNad('vlan')
  await node.start()
  await untilNads(1)
  await node.api.goAway()
  const away = () => node.metric('genie_kube_away_seconds{kind="network-attachment-definitions"}')
  await vi.waitUntil(async () => ((await away()) ?? 0) > 0, { timeout: 5_000 })
  expect((await node.plan('a', selecting('vlan'))).to).toEqual(['calico@eth0', 'vlan-net@net1'])
  expect(await node.plan('b', { annotations: { cni: '' } })).toMatchObject({ to: [expect.any(String)] })
  await node.api.comeBack()
  await vi.waitUntil(async () => (await away()) === 0, { timeout: 15_000 })
})
