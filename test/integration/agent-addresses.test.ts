import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { objectsOf } from '../support/address-fixture.ts'
import { ClusterNode } from '../support/cluster-node.ts'
import { seedDefinition } from '../support/seed-crds.ts'

let node: ClusterNode

beforeEach(async () => {
  node = await ClusterNode.open({
    NODE_NAME: 'node-a',
    GENIE_ADDRESS_OBJECTS: 'all',
    GENIE_POLL: '* * * * * *',
  })
})
afterEach(() => node[Symbol.asyncDispose]())

const crd = { group: 'crd.projectcalico.org', version: 'v1', isNamespaced: false }
const install = () => {
  seedDefinition(node.api, { ...crd, kind: 'IPPool', plural: 'ippools' })
  seedDefinition(node.api, { ...crd, kind: 'IPAMBlock', plural: 'ipamblocks' })
}
const pools = () => objectsOf('calico/ippools.json')
const blocks = () => objectsOf('calico/ipamblocks.json')
const seed = (objects: readonly KubeObject[]) => {
  for (const { apiVersion, kind, metadata, spec } of objects)
    node.api.seed({ apiVersion, kind, metadata: { name: metadata.name }, spec })
}

/** What the agent shows of a network's addresses. */
async function addresses(network: string): Promise<unknown> {
  const { body } = await node.get('/api/v1/networks')
  const { networks } = JSON.parse(body) as NetworkBoard
  const { sample } = networks.find(({ name }) => name === network) ?? {}
  const { addressSource, addressScope, addressesUsed, addressesTotal, subnets } = sample ?? {}
  return [addressSource, addressScope, addressesUsed, addressesTotal, subnets]
}

const patience = { timeout: 15_000 }

test('a real agent counts by the API: objects that come, change and go are in the next sample', async () => {
  install()
  seed([...pools(), ...blocks()])
  await node.start()
  await expect.poll(() => addresses('calico'), patience).toEqual(['calico', 'pool', 73, 256, 2])
  const [first] = blocks()
  const spec = { ...(first?.spec as object), allocations: Array<null>(64).fill(null) }
  seed([{ ...first, spec } as KubeObject])
  await expect.poll(() => addresses('calico'), patience).toEqual(['calico', 'pool', 13, 256, 2])
  expect(await node.metric('genie_kube_objects{kind="ipamblocks.crd.projectcalico.org"}')).toBe(5)
  await node.putConf('10-calico.conflist', {
    cniVersion: '1.0.0',
    name: 'calico',
    plugins: [{ type: 'ptp' }],
  })
  await expect.poll(() => addresses('calico'), patience).toEqual(['attachments', 'node', 0, null, null])
  expect(await node.metric('genie_kube_objects{kind="ipamblocks.crd.projectcalico.org"}')).toBeUndefined()
})

test('a kind that is refused is said with its right, and costs no other figure', async () => {
  install()
  seed(pools())
  node.api.faults.add({ verb: 'list', resource: 'ipamblocks', fault: { kind: 'status', code: 403 } })
  seedDefinition(node.api, {
    group: 'kubeovn.io',
    version: 'v1',
    kind: 'Subnet',
    plural: 'subnets',
    isNamespaced: false,
  })
  for (const { apiVersion, kind, metadata, spec, status } of objectsOf('kube-ovn/subnets.json'))
    node.api.seed({ apiVersion, kind, metadata: { name: metadata.name }, spec, status })
  await node.putConf('40-ovn.conflist', { cniVersion: '1.0.0', name: 'ovn', plugins: [{ type: 'kube-ovn' }] })
  await node.start()
  await expect.poll(() => addresses('ovn'), patience).toEqual(['kube-ovn', 'pool', 11, 65_533, 2])
  expect(await addresses('calico')).toEqual(['attachments', 'node', 0, null, null])
  const ready = await node.get('/readyz')
  expect([ready.status, ready.body.includes('ipamblocks')]).toEqual([200, false])
})

test('only the own node’s object is asked for, and only while a network needs it', async () => {
  const [object] = objectsOf('node/node.json')
  for (const name of ['node-a', 'node-b'])
    node.api.seed({ apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: object?.spec })
  await node.start()
  await expect.poll(() => addresses('flannel'), patience).toEqual(['flannel', 'node', 0, 253, 2])
  expect(await node.metric('genie_kube_objects{kind="nodes"}')).toBe(1)
})

test('what an administrator keeps from the agent is not asked for', async () => {
  install()
  seed([...pools(), ...blocks()])
  await node.start({ GENIE_ADDRESS_OBJECTS: 'node,kubeOvn' })
  await expect.poll(() => addresses('calico'), patience).toEqual(['attachments', 'node', 0, null, null])
  expect(node.api.counts.of({ resource: 'ippools' })).toBe(0)
  await expect(node.start({ GENIE_ADDRESS_OBJECTS: 'all,of,them' })).rejects.toThrow('GENIE_ADDRESS_OBJECTS')
})
