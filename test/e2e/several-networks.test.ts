import { mkdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningPod } from '../../lab/pod-runtime.ts'
import { runCommand } from '../../lab/run-command.ts'
import { noRealNode, RealNode } from '../support/real-node.ts'

interface Route {
  readonly dst: string
  readonly gateway?: string
  readonly dev: string
  readonly metric?: number
}

const nad = (name: string, config: object | null, annotations: object = {}) => ({
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: { name, namespace: 'e2e', annotations },
  spec: config === null ? {} : { config: JSON.stringify(config) },
})

/** A second bridge, whose pods bring their own address along. */
const fixed = {
  cniVersion: '1.0.0',
  name: 'fixed',
  type: 'bridge',
  bridge: 'genie-br9',
  capabilities: { ips: true, mac: true },
  ipam: { type: 'static' },
}

describe.skipIf(noRealNode !== '')(`A pod on several real networks${noRealNode}`, () => {
  const node = new RealNode({ GENIE_NAD_DIR: '$dir/nads' })
  const nads = `${node.paths.dir}/nads`

  beforeAll(async () => {
    await node.open()
    await mkdir(nads)
    for (const manifest of [nad('fixed', fixed), nad('macvlan-120m', null), nad('routed-80m', null)])
      await writeFile(`${nads}/${manifest.metadata.name}.json`, JSON.stringify(manifest))
  })
  afterAll(() => node.close())

  const defaultRoutes = async (pod: RunningPod) =>
    (await node.ip<Route[]>(pod.namespace, 'route', 'show', 'default')).map(({ gateway, dev }) => [
      dev,
      gateway,
    ])

  test('the first one has the only default route, and CHECK is content', async () => {
    const annotations = { cni: 'routed-80m,bridge-40m,macvlan-120m' }
    await node.withPod(annotations, async (pod) => {
      expect(await defaultRoutes(pod)).toEqual([['eth0', '10.80.1.1']])
      expect(await node.call('CHECK', pod)).toBe('')
    })
  })

  test('a default-route asked for on an additional network moves it there', async () => {
    const networks = JSON.stringify([{ name: 'macvlan-120m', 'default-route': ['10.80.2.1'] }])
    await node.withPod({ cni: 'bridge-40m', 'k8s.v1.cni.cncf.io/networks': networks }, async (pod) => {
      expect(await defaultRoutes(pod)).toEqual([['net1', '10.80.2.1']])
      expect(await node.call('CHECK', pod)).toBe('')
    })
  })

  test('a gateway that no interface reaches is refused in one sentence, and nothing is left', async () => {
    const networks = JSON.stringify([{ name: 'macvlan-120m', 'default-route': ['192.0.2.1'] }])
    const refused = node.withPod({ cni: 'bridge-40m', 'k8s.v1.cni.cncf.io/networks': networks }, () =>
      Promise.resolve(),
    )
    await expect(refused).rejects.toThrow('192.0.2.1')
    expect(node.journal()).toEqual([])
    expect(node.addressesOf('bridge-40m')).toEqual([])
  })

  test('with source routing each additional network answers through its own gateway', async () => {
    const annotations = { cni: 'bridge-40m,macvlan-120m', 'cni-genie.io/source-routing': 'true' }
    await node.withPod(annotations, async (pod) => {
      const [, second = ''] = pod.ips
      const rules = await node.ip<{ src: string; table: string }[]>(pod.namespace, 'rule')
      const rule = rules.find(({ src }) => src === second)
      expect(await defaultRoutes(pod)).toEqual([['eth0', '10.80.0.1']])
      const own = await node.ip<Route[]>(
        pod.namespace,
        'route',
        'show',
        'default',
        'table',
        rule?.table ?? '',
      )
      expect(own).toMatchObject([{ gateway: '10.80.2.1', dev: 'eth1' }])
      await runCommand([
        'ip',
        'netns',
        'exec',
        pod.namespace,
        'ip',
        'route',
        'get',
        '10.99.0.1',
        'from',
        second,
      ])
    })
  })

  test('an address and a MAC that the pod asks for are its own, and network-status tells of them', async () => {
    const asked = { name: 'fixed', ips: ['10.81.0.7/24'], mac: '02:00:00:00:00:07', interface: 'data0' }
    const annotations = { cni: 'bridge-40m', 'k8s.v1.cni.cncf.io/networks': JSON.stringify([asked]) }
    await node.withPod(annotations, async (pod) => {
      expect((await node.interfacesOf(pod.namespace))['data0']).toEqual(['10.81.0.7'])
      const { annotations: written } = await node.podStatus(pod.pod)
      const status = JSON.parse(written['k8s.v1.cni.cncf.io/network-status'] ?? '') as object[]
      expect(status).toMatchObject([
        { name: 'bridge-40m', interface: 'eth0', default: true, ips: [pod.ips[0]] },
        { name: 'e2e/fixed', interface: 'data0', default: false, ips: ['10.81.0.7'], mac: asked.mac },
      ])
      const preferences = JSON.parse(written['multi-ip-preferences'] ?? '') as object
      expect(preferences).toEqual({
        multi_entry: 2,
        ips: { ip1: { ip: pod.ips[0], interface: 'eth0' }, ip2: { ip: '10.81.0.7', interface: 'data0' } },
      })
    })
  })
})
