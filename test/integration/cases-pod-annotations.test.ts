import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PodAttachments } from '../../domain/pod-attachments.ts'
import { NodeUnderTest, type PodUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

const statusKey = 'k8s.v1.cni.cncf.io/network-status'
const selectionKey = 'k8s.v1.cni.cncf.io/networks'

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await node.setNetworkManifests({
    'storage.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: storage, namespace: common }
spec: { config: '{"cniVersion":"1.1.0","name":"storage-net","type":"macvlan"}' }
`,
  })
})
afterAll(() => node[Symbol.asyncDispose]())

const pathOf = ({ namespace, name }: PodUnderTest) => `/api/v1/pods/${namespace}/${name}`

/** What the pod's annotations are to say, by key, each parsed. */
async function annotationsOf(pod: PodUnderTest): Promise<Readonly<Record<string, unknown>>> {
  const { status, body } = await node.get(pathOf(pod))
  expect(status).toBe(200)
  const { annotations } = body as PodAttachments
  return Object.fromEntries(
    Object.entries(annotations).map(([key, text]) => [key, JSON.parse(text) as unknown]),
  )
}

const answer = (address: string, more: object = {}) =>
  JSON.stringify({ cniVersion: '1.0.0', ips: [{ address }], ...more })

describe.each(pluginExecutables)('$name', (executable) => {
  test('a pod of a single network has a network-status and no multi-ip-preferences', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave' } })
    await pod.call('ADD')
    expect(await annotationsOf(pod)).toEqual({
      [statusKey]: [{ name: 'weave', interface: 'eth0', ips: ['10.9.0.5'], default: true, dns: {} }],
    })
    expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    expect((await node.get(pathOf(pod))).status).toBe(404)
  })

  test('the addresses of several networks are numbered in order, and one without addresses keeps its place', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave,calico@net7,flannel' } })
    await pod.delegates.tellToPrint('weave-net', 'ADD', answer('10.9.0.73/16'))
    for (const delegate of ['calico', 'portmap'])
      await pod.delegates.tellToPrint(delegate, 'ADD', '{"cniVersion":"1.0.0"}')
    await pod.delegates.tellToPrint('flannel', 'ADD', answer('fd00::73/64'))
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await annotationsOf(pod)).toEqual({
      'multi-ip-preferences': {
        multi_entry: 3,
        ips: {
          ip1: { ip: '10.9.0.73', interface: 'eth0' },
          ip2: { ip: '', interface: 'net7' },
          ip3: { ip: 'fd00::73', interface: 'eth1' },
        },
      },
      [statusKey]: [
        { name: 'weave', interface: 'eth0', ips: ['10.9.0.73'], default: true, dns: {} },
        { name: 'k8s-pod-network', interface: 'net7', default: false, dns: {} },
        { name: 'cbr0', interface: 'eth1', ips: ['fd00::73'], default: false, dns: {} },
      ],
    })
  })

  test('at cniVersion 0.2.0, whose answer has room for one network, the annotations tell of both', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave,flannel' } })
    await pod.delegates.tellToPrint('weave-net', 'ADD', '{"cniVersion":"0.2.0","ip4":{"ip":"10.9.0.73/16"}}')
    await pod.delegates.tellToPrint('flannel', 'ADD', answer('10.2.0.9/16'))
    expect((await pod.call('ADD', { conf: { cniVersion: '0.2.0' } })).answer).toEqual({
      cniVersion: '0.2.0',
      ip4: { ip: '10.9.0.73/16' },
    })
    expect(await annotationsOf(pod)).toMatchObject({
      'multi-ip-preferences': {
        multi_entry: 2,
        ips: {
          ip1: { ip: '10.9.0.73', interface: 'eth0' },
          ip2: { ip: '10.2.0.9', interface: 'eth1' },
        },
      },
    })
  })

  test('the network-status of a definition has its namespace and name and all that its plugin has told', async () => {
    const pod = await node.pod(executable, {
      annotations: { cni: 'weave', [selectionKey]: 'common/storage@data0' },
    })
    const told = {
      cniVersion: '1.1.0',
      interfaces: [
        { name: 'veth1' },
        { name: 'data0', mac: '02:00:00:00:00:07', mtu: 9000, sandbox: '/run/netns/genie-none' },
      ],
      ips: [
        { address: '10.8.0.7/16', gateway: '10.8.0.1', interface: 1 },
        { address: 'fd00::7/64', interface: 1 },
      ],
      routes: [{ dst: '192.0.2.0/24', gw: '10.8.0.1' }],
      dns: { nameservers: ['10.8.0.53'], search: ['example.org'] },
    }
    await pod.delegates.tellToPrint('macvlan', 'ADD', JSON.stringify(told))
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const { [statusKey]: status } = await annotationsOf(pod)
    expect(status).toEqual([
      { name: 'weave', interface: 'eth0', ips: ['10.9.0.5'], default: true, dns: {} },
      {
        name: 'common/storage',
        interface: 'data0',
        ips: ['10.8.0.7', 'fd00::7'],
        mac: '02:00:00:00:00:07',
        mtu: 9000,
        default: false,
        dns: told.dns,
      },
    ])
  })

  test('a pod that could not be attached has no annotations', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave,flannel' } })
    await pod.delegates.tellToFail('flannel', 'ADD', 120, 'no')
    expect(await pod.call('ADD')).toMatchObject({ status: 1 })
    expect((await node.get(pathOf(pod))).status).toBe(404)
  })
})
