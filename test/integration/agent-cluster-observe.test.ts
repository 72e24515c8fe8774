import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClusterNode } from '../support/cluster-node.ts'

let node: ClusterNode

beforeEach(async () => {
  node = await ClusterNode.open({ GENIE_MODE: 'observe' })
})

afterEach(() => node[Symbol.asyncDispose]())

const label = (name: string, mode?: string) =>
  node.api.seed({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: mode === undefined ? {} : { 'cni-genie.io/mode': mode } },
  })
const observed = async (agrees: boolean) =>
  (await node.metric(`genie_observed_total{agrees="${agrees}"}`)) ?? 0
const untilObserved = (count: number) =>
  vi.waitUntil(async () => (await observed(true)) + (await observed(false)) === count)

test('every pod gets what the node gave before, whatever it says, and what it would get is noted', async () => {
  await node.start()
  const all = [
    {},
    { cni: '' },
    { cni: 'weave' },
    { cni: 'no-such-network' },
    { networks: 'no-such-logical-network' },
    { 'k8s.v1.cni.cncf.io/networks': 'none/such' },
  ]
  const plans = await Promise.all(all.map((annotations, index) => node.plan(`p-${index}`, { annotations })))
  for (const plan of plans) expect(plan).toEqual({ to: ['calico@eth0'] })
  await untilObserved(3)
  const decisions = await node.decisions()
  expect(decisions.map(({ pod }) => pod.name).toSorted()).toEqual(['p-0', 'p-1', 'p-5'])
  for (const { outcome, attachedTo } of decisions)
    expect([outcome, attachedTo]).toEqual(['observed', 'calico'])
})

test('nothing is promised by what is noted, it is noted once for a pod, and counts as no decision', async () => {
  await node.start()
  for (let time = 0; time < 2; time += 1) await node.plan('web', { annotations: { cni: '' } })
  await node.plan('other', { annotations: { cni: '' } })
  await untilObserved(2)
  expect(await node.decisions()).toHaveLength(2)
  const { body } = await node.get('/api/v1/networks')
  expect(body).not.toMatch(/"reservedAttachments":[1-9]/)
  expect((await node.get('/metrics')).body).not.toContain('genie_decisions_total{')
})

test('what would have been picked is compared with what the pod got', async () => {
  node.api.seed({
    apiVersion: 'cni-genie.io/v1alpha1',
    kind: 'SelectionProfile',
    metadata: { name: 'base', namespace: 'shop' },
    spec: { namespaceDefault: true, constraints: { allow: ['weave'] } },
  })
  await node.start()
  await node.plan('same', { annotations: {} })
  await node.plan('differing', { podNamespace: 'shop', annotations: {} })
  await untilObserved(2)
  expect([await observed(true), await observed(false)]).toEqual([1, 1])
})

test('a meta plugin that is first is attached as its conf has it', async () => {
  const multus = {
    cniVersion: '1.0.0',
    name: 'multus-cni-network',
    plugins: [{ type: 'multus', kubeconfig: '/x' }],
  }
  await node.putConf('05-multus.conflist', multus)
  await node.start()
  expect(await node.plan('web', { annotations: { cni: 'weave' }, ifname: 'eth9' })).toEqual({
    to: ['multus-cni-network@eth9'],
  })
})

test('a ranking without a candidate is no error for a pod that is only observed', async () => {
  await node.start({ GENIE_BIN_DIR: node.at('no-plugins') })
  expect(await node.plan('web', { annotations: { cni: '' } })).toEqual({ to: ['calico@eth0'] })
})

test('a namespace is promoted by its label, and put back by its removal', async () => {
  label('shop')
  await node.start()
  const plan = async () =>
    (await node.plan('web', { podNamespace: 'shop', annotations: { cni: 'weave' } })).to?.join()
  expect(await plan()).toBe('calico@eth0')
  label('shop', 'attach')
  await vi.waitUntil(async () => (await plan()) === 'weave@eth0')
  label('shop')
  await vi.waitUntil(async () => (await plan()) === 'calico@eth0')
})

test('a plugin without an agent is told the mode, the namespaces that differ and the network of the rest', async () => {
  label('shop', 'attach')
  label('same', 'observe')
  await node.start()
  expect(JSON.parse(await readFile(node.at('state/last-good.json'), 'utf8'))).toEqual({
    version: 1,
    at: expect.any(Number) as number,
    boot: expect.any(String) as string,
    upMs: expect.any(Number) as number,
    order: ['calico', 'flannel', 'weave'],
    default: 'calico',
    mode: 'observe',
    namespaces: { shop: 'attach' },
    groups: {},
  })
  expect(await node.metric('genie_mode_info{mode="observe"}')).toBe(1)
})
