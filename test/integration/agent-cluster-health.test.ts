import { afterEach, beforeEach, expect, test } from 'vitest'
import { get } from 'node:http'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { ClusterNode } from '../support/cluster-node.ts'
import { freePort } from '../support/free-port.ts'

let node: ClusterNode

beforeEach(async () => {
  node = await ClusterNode.open()
})

afterEach(() => node[Symbol.asyncDispose]())

async function ask(port: number, path: string, host: string) {
  const [answer] = (await once(get({ port, path, headers: { host } }), 'response')) as [IncomingMessage]
  return { status: answer.statusCode, body: await text(answer) }
}

test('GENIE_METRICS serves health and metrics to those who call by an address, and nothing else', async () => {
  const port = await freePort()
  await node.start({ GENIE_METRICS: `127.0.0.1:${port}` })
  for (const host of [`10.1.2.3:${port}`, `[fd00::1]:${port}`, `genie-node:${port}`])
    expect((await ask(port, '/metrics', host)).body).toContain('genie_build_info{')
  const paths = ['/livez', '/readyz', '/healthz', '/', '/api/v1/networks', '/api/docs']
  const answers = await Promise.all(paths.map((path) => ask(port, path, '10.1.2.3')))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404, 404])
  expect((await ask(port, '/metrics', 'evil.example')).status).toBe(421)
})

test('metrics tell how the API is followed, and which network is the best', async () => {
  await node.start()
  const { body } = await node.get('/metrics')
  for (const line of [
    'genie_kube_objects{kind="pods"} 0',
    'genie_kube_synced{kind="networks"} 1',
    'genie_kube_lists_total{kind="selectionprofiles"} 1',
    'genie_kube_faults_total{kind="namespaces"} 0',
    'genie_kube_away_seconds{kind="pods"} 0',
    'genie_network_best{network="calico"} 1',
    'genie_network_best{network="weave"} 0',
    'genie_mode_info{mode="attach"} 1',
  ])
    expect(body.split('\n')).toContain(line)
})

test('a setting that is no address is refused in one sentence', async () => {
  await expect(node.start({ GENIE_METRICS: 'everywhere' })).rejects.toThrow(
    'set GENIE_METRICS to one of them',
  )
})

test('a kubeconfig that cannot be used is refused at the start', async () => {
  await expect(node.start({ KUBECONFIG: node.at('none') })).rejects.toThrow('Cannot find a cluster')
})

test('directories win for the kinds that they hold, which are then not asked of the API', async () => {
  await mkdir(node.at('nads'))
  await writeFile(
    node.at('nads/vlan.yaml'),
    'apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata: { name: vlan }\nspec: { config: \'{"cniVersion":"1.0.0","type":"weave","name":"of-the-file"}\' }\n',
  )
  await node.start({ GENIE_NAD_DIR: node.at('nads'), GENIE_POD_DIR: node.at('nads') })
  const annotations = { cni: 'calico', 'k8s.v1.cni.cncf.io/networks': 'vlan' }
  expect((await node.plan('web', { annotations })).to).toEqual(['calico@eth0', 'of-the-file@net1'])
  const asked = new Set(node.api.counts.all.map(({ resource }) => resource))
  expect([...asked].toSorted()).toEqual(['namespaces', 'networks', 'pricebooks', 'selectionprofiles'])
})

test('without a cluster profiles and Networks come from the directory of manifests', async () => {
  await mkdir(node.at('nads'))
  const base = { apiVersion: 'cni-genie.io/v1alpha1', kind: 'SelectionProfile', metadata: { name: 'base' } }
  const network = { apiVersion: 'cni-genie.io/v1alpha1', kind: 'Network', metadata: { name: 'fast' } }
  await writeFile(
    node.at('nads/all.json'),
    JSON.stringify({
      kind: 'List',
      items: [
        { ...base, spec: { namespaceDefault: true, constraints: { capabilities: ['encrypted'] } } },
        { ...network, spec: { conf: 'weave', capabilities: ['encrypted'] } },
      ],
    }),
  )
  await node.start({ KUBECONFIG: '', GENIE_NAD_DIR: node.at('nads') })
  expect((await node.plan('web', { annotations: { cni: '' } })).to).toEqual(['weave@eth0'])
  expect([node.api.counts.of(), (await node.get('/readyz?verbose')).body]).toEqual([
    0,
    '[+]collector ok\n[+]networks ok\n[+]store ok\nreadyz check passed\n',
  ])
})
