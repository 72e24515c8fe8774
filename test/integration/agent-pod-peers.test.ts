import { afterEach, describe, expect, test } from 'vitest'
import { auditLease } from '../../agent/probes/audit-lease.ts'
import { PodPeers } from '../../agent/probes/pod-peers.ts'
import { probeAddressesKey } from '../../domain/annotation-keys.ts'
import { kinds } from '../../kube/kinds.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { ManualClock, systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'

const namespace = 'cni-genie'
const patience = { timeout: 20_000 }

describe('agents that know each other by their pods', () => {
  let ground = new AsyncDisposableStack()
  afterEach(async () => {
    await ground.disposeAsync()
    ground = new AsyncDisposableStack()
  })

  async function lay(): Promise<{ api: KubeApi; client: OpenClient }> {
    const api = ground.use(await KubeApi.start())
    const client = ground.use(await openClient({ kubeconfig: api.kubeconfig(), env: {}, program: 'test' }))
    api.seed({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
    const pod = (name: string, component: string) =>
      api.seed({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace, labels: { 'app.kubernetes.io/component': component } },
        spec: { nodeName: name.replace('agent-', ''), containers: [{ name: 'a', image: 'x' }] },
      })
    for (const node of ['n1', 'n2', 'n3']) pod(`agent-${node}`, 'agent')
    pod('other', 'web')
    return { api, client }
  }
  const peersOf = (client: OpenClient, node: string) =>
    ground.use(
      new PodPeers({
        client,
        node,
        pod: { namespace, name: `agent-${node}` },
        clock: systemClock,
        logger: createLogger('silent'),
      }),
    )

  test('tell their addresses there, and read those of all others', async () => {
    const { client } = await lay()
    const [first, second] = [peersOf(client, 'n1'), peersOf(client, 'n2')]
    await first.tell({ a: '10.0.0.1' })
    await expect.poll(() => second.nodes(), patience).toEqual([{ node: 'n1', addresses: { a: '10.0.0.1' } }])
    await second.tell({ a: '10.0.0.2' })
    await first.tell({ a: '10.0.0.9' })
    await expect
      .poll(async () => (await second.nodes()).map(({ addresses }) => addresses['a']).toSorted(), patience)
      .toEqual(['10.0.0.2', '10.0.0.9'])
  })

  test('write only when something has changed, and ask for metadata alone', async () => {
    const { api, client } = await lay()
    const peers = peersOf(client, 'n1')
    for (let round = 0; round < 3; round++) await peers.tell({ a: '10.0.0.1' })
    expect(api.counts.all.filter(({ verb }) => verb === 'patch')).toHaveLength(1)
    await peers.nodes()
    await expect.poll(() => peers.nodes().then(({ length }) => length), patience).toBe(1)
  })

  test('leave out what a stranger has written, and a pod that is gone', async () => {
    const { client } = await lay()
    const peers = peersOf(client, 'n1')
    const write = (name: string, text: string) =>
      client.patch(
        kinds.pod,
        { namespace, name },
        { metadata: { annotations: { [probeAddressesKey]: text } } },
        { type: 'merge', subresource: 'status' },
      )
    const text = (node: string) => JSON.stringify({ version: 1, node, addresses: { a: '10.0.0.2' } })
    await write('agent-n3', '{"version":1,"node":"n3","addresses":{"a":7}}')
    await write('other', text('other'))
    await write('agent-n2', text('n2'))
    await expect.poll(() => peers.nodes(), patience).toEqual([{ node: 'n2', addresses: { a: '10.0.0.2' } }])
    await client.delete(kinds.pod, { namespace, name: 'agent-n2' })
    await expect.poll(() => peers.nodes(), patience).toEqual([])
  })

  test('audit one at a time: the turn is a Lease that runs out', async () => {
    const { client } = await lay()
    const clock = new ManualClock()
    const turn = (node: string) => auditLease(client, namespace, node, clock)
    const [first, second] = [turn('n1'), turn('n2')]
    expect(await first.claim()).toBe(true)
    expect(await second.claim()).toBe(false)
    clock.advance(15_000)
    expect(await second.claim()).toBe(true)
    expect(await first.claim()).toBe(false)
  })
})
