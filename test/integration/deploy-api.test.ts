import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { kinds } from '../../kube/kinds.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { applyChart } from '../support/apply-chart.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { valueSets } from '../support/value-sets.ts'

const clientOf = (api: KubeApi, token: string = api.adminToken): Promise<OpenClient> =>
  openClient({ program: 'genie-test', env: {}, kubeconfig: api.kubeconfig({ token }) })

const container = { name: 'app', image: 'registry.example/app' }
const podOn = (node: string, name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', annotations: { foreign: 'x' }, labels: { app: name } },
  spec: { nodeName: node, containers: [container] },
})

const aNode: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' } }

/** Resolves once the API has taken a watch of nodes. */
async function watchNodes(client: OpenClient): Promise<void> {
  const ended = new AbortController()
  const onOpen = () => ended.abort()
  const limits = { timeoutSeconds: 10, idleMs: 10_000, signal: ended.signal }
  try {
    for await (const _ of client.watch(kinds.node, { resourceVersion: '0', ...limits, onOpen }));
  } catch (error) {
    if (!ended.signal.aborted) throw error
  }
}

describe.skipIf(noRenderer !== '')(`the chart on an API server${noRenderer}`, () => {
  let api: KubeApi
  let admin: OpenClient

  beforeAll(async () => {
    api = await KubeApi.start()
    admin = await clientOf(api)
    await applyChart(admin)
  })
  afterAll(async () => {
    await admin[Symbol.asyncDispose]()
    await api[Symbol.asyncDispose]()
  })

  test.each(Object.entries(valueSets))('takes all that %s render, twice', async (_name, values) => {
    await using other = await KubeApi.start()
    await using client = await clientOf(other)
    const first = await applyChart(client, { values })
    expect(first.length).toBeGreaterThan(2)
    expect(await applyChart(client, { values })).toHaveLength(first.length)
  })

  describe('the policy of pods/status', () => {
    const asAgentOf = (node: string) =>
      clientOf(api, api.serviceAccountToken('cni-genie', 'cni-genie-agent', node))
    const patchOn = async (client: OpenClient, name: string, body: object) =>
      client.patch(kinds.pod, { namespace: 'default', name }, body, { type: 'merge', subresource: 'status' })
    const own = {
      metadata: {
        annotations: {
          'k8s.v1.cni.cncf.io/network-status': '[]',
          'multi-ip-preferences': '{}',
          'cni-genie.io/picked': '{}',
        },
      },
    }

    test('lets an agent write its annotations on a pod of its node, and take them away', async () => {
      await using agent = await asAgentOf('node-a')
      await admin.create(kinds.pod, podOn('node-a', 'mine'))
      const { metadata } = await patchOn(agent, 'mine', own)
      expect(metadata.annotations).toEqual({ foreign: 'x', ...own.metadata.annotations })
      const gone = await patchOn(agent, 'mine', {
        metadata: { annotations: { 'cni-genie.io/picked': null } },
      })
      expect(gone.metadata.annotations).not.toHaveProperty('cni-genie.io/picked')
    })

    test.each<[string, object, string]>([
      ['a foreign annotation', { metadata: { annotations: { foreign: 'y' } } }, 'no annotations but'],
      [
        'to remove a foreign annotation',
        { metadata: { annotations: { foreign: null } } },
        'no annotations but',
      ],
      ['another annotation', { metadata: { annotations: { cni: 'weave' } } }, 'no annotations but'],
      ['a label', { metadata: { labels: { app: 'other' } } }, 'changes no labels'],
      ['a finalizer', { metadata: { finalizers: ['genie.example/hold'] } }, 'changes no finalizers'],
      ['the phase', { status: { phase: 'Failed' } }, 'changes nothing of the status itself'],
    ])('refuses an agent %s', async (what, body, message) => {
      await using agent = await asAgentOf('node-a')
      const name = `refused-${what.replaceAll(' ', '-')}`
      await admin.create(kinds.pod, podOn('node-a', name))
      await expect(patchOn(agent, name, body)).rejects.toThrow(message)
    })

    test('refuses an agent a pod of another node, also by a token that names no node', async () => {
      await admin.create(kinds.pod, podOn('node-b', 'theirs'))
      await using agent = await asAgentOf('node-a')
      await using nowhere = await clientOf(api, api.serviceAccountToken('cni-genie', 'cni-genie-agent'))
      for (const client of [agent, nowhere])
        await expect(patchOn(client, 'theirs', own)).rejects.toThrow('on pods of its own node only')
    })

    test('is about agents only', async () => {
      await admin.create(kinds.pod, podOn('node-b', 'of-kubelet'))
      await expect(patchOn(admin, 'of-kubelet', { status: { phase: 'Running' } })).resolves.toBeDefined()
    })
  })

  describe('what agent and controller may do', () => {
    test.each([
      [
        'list pods of a node',
        async (client: OpenClient) => client.list(kinds.pod, { fieldSelector: 'spec.nodeName=node-a' }),
      ],
      ['list nodes', async (client: OpenClient) => client.list(kinds.node)],
      ['list namespaces', async (client: OpenClient) => client.list(kinds.namespace, { metadataOnly: true })],
      ['list Networks', async (client: OpenClient) => client.list(kinds.network)],
      ['list SelectionProfiles', async (client: OpenClient) => client.list(kinds.selectionProfile)],
      ['list logical networks', async (client: OpenClient) => client.list(kinds.logicalNetwork)],
      ['list physical networks', async (client: OpenClient) => client.list(kinds.physicalNetwork)],
    ])('the agent may %s', async (_what, act) => {
      await using agent = await clientOf(
        api,
        api.serviceAccountToken('cni-genie', 'cni-genie-agent', 'node-a'),
      )
      await expect(act(agent)).resolves.toBeDefined()
    })

    test.each([
      ['make a node', async (client: OpenClient) => client.create(kinds.node, aNode)],
      [
        'change a node',
        async (client: OpenClient) => client.patch(kinds.node, { name: 'node-a' }, {}, { type: 'merge' }),
      ],
      ['take a node away', async (client: OpenClient) => client.delete(kinds.node, { name: 'node-a' })],
      [
        'change a pod',
        async (client: OpenClient) =>
          client.patch(kinds.pod, { namespace: 'default', name: 'x' }, {}, { type: 'merge' }),
      ],
      [
        'change a Network',
        async (client: OpenClient) =>
          client.patch(kinds.network, { name: 'x' }, {}, { type: 'merge', subresource: 'status' }),
      ],
      ['list leases', async (client: OpenClient) => client.list(kinds.lease, { namespace: 'cni-genie' })],
      [
        'list DaemonSets',
        async (client: OpenClient) => client.list(kinds.daemonSet, { namespace: 'cni-genie' }),
      ],
    ])('the agent may not %s', async (_what, act) => {
      await using agent = await clientOf(
        api,
        api.serviceAccountToken('cni-genie', 'cni-genie-agent', 'node-a'),
      )
      await expect(act(agent)).rejects.toMatchObject({ status: 403 })
    })

    test.each([
      ['sees nodes, as addresses are counted by them', {}, true],
      ['sees no nodes where addresses.node is off', { addresses: { node: false } }, false],
    ])('the agent %s', async (_what, values, isGranted) => {
      await using other = await KubeApi.start()
      await using owner = await clientOf(other)
      await applyChart(owner, { values })
      await owner.create(kinds.node, aNode)
      const token = other.serviceAccountToken('cni-genie', 'cni-genie-agent', 'node-a')
      await using agent = await clientOf(other, token)
      const reads = [
        agent.get(kinds.node, { name: 'node-a' }),
        agent.list(kinds.node, { fieldSelector: 'metadata.name=node-a' }),
        watchNodes(agent),
      ]
      const statuses = reads.map((read) =>
        read.then(
          () => 200,
          (error: unknown) => (error instanceof KubeError ? error.status : error),
        ),
      )
      const status = isGranted ? 200 : 403
      expect(await Promise.all(statuses)).toEqual([status, status, status])
    })

    test('the controller sees pods of its own namespace only', async () => {
      await using controller = await clientOf(
        api,
        api.serviceAccountToken('cni-genie', 'cni-genie-controller'),
      )
      await expect(controller.list(kinds.pod, { namespace: 'cni-genie' })).resolves.toBeDefined()
      await expect(controller.list(kinds.pod, { namespace: 'default' })).rejects.toMatchObject({
        status: 403,
      })
    })
  })
})
