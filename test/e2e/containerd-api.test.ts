import type { Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { ContainerdNode } from '../support/containerd/containerd-node.ts'
import type { SandboxConfig } from '../support/containerd/cri-client.ts'
import { noContainerd } from '../support/containerd/no-containerd.ts'
import { relay } from '../support/containerd/relay.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { seedCrds } from '../support/seed-crds.ts'

const relayInside = join(import.meta.dirname, '../support/containerd/relay-inside.ts')

describe.skipIf(noContainerd !== '')(`Pods of containerd on a cluster${noContainerd}`, () => {
  let api: KubeApi
  let onward: Server
  let node: ContainerdNode

  beforeAll(async () => {
    api = await KubeApi.start()
    seedCrds(api)
    api.seed(storage)
    const port = Number(new URL(api.url).port)
    node = await ContainerdNode.open({
      agentEnv: { KUBECONFIG: api.kubeconfig(), GENIE_NAD_DIR: undefined },
      prepare: async (machine) => {
        const path = machine.at('api.sock')
        onward = await relay({ path }, { host: '127.0.0.1', port })
        await machine.start('relay', [process.execPath, relayInside, String(port), path])
      },
    })
    await vi.waitUntil(
      async () => (await metrics()).includes('genie_kube_objects{kind="network-attachment-definitions"} 1'),
      {
        timeout: 20_000,
      },
    )
  })
  beforeEach(() => api.faults.clear())
  afterAll(async () => {
    await node[Symbol.asyncDispose]()
    onward.close()
    await api[Symbol.asyncDispose]()
  })

  const metrics = async () => (await fetchOverSocket(node.machine.at('http.sock'), '/metrics')).body

  /** A pod that the API server has, and a runtime is to start. */
  function podWith(annotations: Readonly<Record<string, string>>): SandboxConfig {
    const pod = node.pod('pod', annotations)
    const { name, namespace, uid } = pod
    api.seed({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, uid, annotations } },
      spec: { nodeName: 'genie-node', containers: [{ name: 'c', image: 'i' }] },
    })
    return pod
  }

  /** One pod of every kind of wish. */
  const everyKind = () =>
    [{}, { cni: '' }, { cni: 'routed,switched' }, { 'k8s.v1.cni.cncf.io/networks': 'storage' }].map(podWith)

  test('starting them asks nothing of the API', async () => {
    const pods = everyKind()
    const before = api.counts.all.length
    const ids = await Promise.all(pods.map((pod) => node.cri.run(pod)))
    // What a pod is told afterwards is written into it, and is no part of its start.
    const asked = api.counts.all.slice(before).filter(({ verb }) => !['patch', 'create'].includes(verb))
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    expect(Object.keys(await node.interfaces(ids[3] ?? '')).sort()).toEqual(['eth0', 'net1'])
    for (const id of ids) await node.end(id)
    expect(await node.leftovers()).toEqual([])
  })

  test('with an API that answers nothing they start and end as ever, one of them with a definition', async () => {
    const pods = everyKind()
    api.faults.add({ fault: { kind: 'hang' } })
    api.cutWatches()
    const begunAt = performance.now()
    const ids = await Promise.all(pods.map((pod) => node.cri.run(pod)))
    expect(performance.now() - begunAt).toBeLessThan(5_000)
    expect(Object.keys(await node.interfaces(ids[3] ?? '')).sort()).toEqual(['eth0', 'net1'])
    for (const id of ids) await node.end(id)
    expect(await node.leftovers()).toEqual([])
  })

  test('with the API gone an agent that is killed and restarted serves them from its last state', async () => {
    await api.goAway()
    await node.endAgent('KILL')
    await node.startAgent()
    const ids = await Promise.all(everyKind().map((pod) => node.cri.run(pod)))
    expect(Object.keys(await node.interfaces(ids[3] ?? '')).sort()).toEqual(['eth0', 'net1'])
    for (const id of ids) await node.end(id)
    await api.comeBack()
    expect(await node.leftovers()).toEqual([])
  })
})

const storage = {
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: { name: 'storage', namespace: 'default' },
  spec: {
    config: JSON.stringify({
      ...{ cniVersion: '1.0.0', type: 'macvlan', master: 'genie-up' },
      ipam: { type: 'static', addresses: [{ address: '10.81.9.9/24' }] },
    }),
  },
}
