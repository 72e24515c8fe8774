import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { outcomeLines } from '../../deploy/uninstall/outcome-lines.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { renderChart } from '../../deploy/render/render-chart.ts'
import { uninstallOnNodes } from '../../kube/uninstall/uninstall-on-nodes.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { applyChart, applyObject } from '../support/apply-chart.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'

const agents = { namespace: 'cni-genie', name: 'cni-genie-agent' }
const name = 'cni-genie-agent-uninstall'

/** What a node's installer leaves in its container's termination log; null for a node that is dead. */
type Reports = Readonly<Record<string, { readonly exitCode: number; readonly message: string } | null>>

const report = (records: number, ...warnings: string[]) => ({
  exitCode: 0,
  message: JSON.stringify({ binary: 'absent', confs: [], inForce: '10-a.conf', records, warnings }),
})

describe.skipIf(noRenderer !== '')(`an uninstallation through the API${noRenderer}`, () => {
  let api: KubeApi
  let client: OpenClient

  beforeEach(async () => {
    api = await KubeApi.start()
    await using admin = await openClient({ program: 'genie-test', env: {}, kubeconfig: api.kubeconfig() })
    await applyChart(admin)
    const { hooks } = await renderChart()
    for (const hook of hooks.filter(({ kind }) => kind !== 'Job')) await applyObject(admin, hook)
    // No more rights than the hook has
    const token = api.serviceAccountToken('cni-genie', 'cni-genie-uninstall')
    client = await openClient({ program: 'genie-test', env: {}, kubeconfig: api.kubeconfig({ token }) })
  })
  afterEach(async () => {
    await client[Symbol.asyncDispose]()
    await api[Symbol.asyncDispose]()
  })

  const daemonSet = () => api.find('apps/v1', 'DaemonSet', name, 'cni-genie')

  /** Does what the DaemonSet controller and kubelets do, each time that somebody waits. */
  function playNodes(reports: Reports): void {
    const made = daemonSet()
    if (made === undefined) return
    const nodes = Object.keys(reports)
    api.seed({ ...made, status: { observedGeneration: 1, desiredNumberScheduled: nodes.length } })
    for (const node of nodes) {
      const ended = reports[node]
      const state = ended === null ? { waiting: { reason: 'PodInitializing' } } : { terminated: ended }
      api.seed({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `${name}-${node}`,
          namespace: 'cni-genie',
          labels: made.metadata.labels,
          ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid: made.metadata.uid }],
        },
        spec: { nodeName: node, containers: [] },
        status: { initContainerStatuses: [{ name: 'uninstall', state }] },
      })
    }
  }

  async function uninstall(reports: Reports) {
    const clock = new ManualClock()
    return await uninstallOnNodes({
      client,
      agents,
      force: false,
      timeoutMs: 60_000,
      clock,
      delay: async () => {
        clock.advance(1_000)
        playNodes(reports)
        await Promise.resolve()
      },
      signal: new AbortController().signal,
    })
  }

  test('is done when every node has reported, and leaves nothing behind but agents that are sent away', async () => {
    const outcomes = await uninstall({ b: report(0), a: report(2, 'genie stays as 2 attachments need it') })
    expect(outcomes).toEqual([
      { node: 'a', state: 'waiting', message: 'genie stays as 2 attachments need it' },
      { node: 'b', state: 'clean', message: '' },
    ])
    expect(daemonSet()).toBe(undefined)
    const agentSet = await agentPods()
    expect(agentSet.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', 'cni-genie.io/uninstalled': 'true' })
    expect(outcomeLines(outcomes)).toEqual([
      'a: uninstalled, but for what running pods need: genie stays as 2 attachments need it',
      'Uninstalled on 2 of 2 nodes',
    ])
  })

  test('waits for a dead node for as long as it may, names it, and is done with all others', async () => {
    const outcomes = await uninstall({ alive: report(0), dead: null })
    expect(outcomes.map(({ node, state }) => [node, state])).toEqual([
      ['alive', 'clean'],
      ['dead', 'silent'],
    ])
    expect(daemonSet()).toBe(undefined)
    expect(outcomeLines(outcomes).at(-1)).toContain(
      'Uninstalled on 1 of 2 nodes; when they are back, remove 00-genie.conf',
    )
  })

  test('tells of a node on which it could not be done', async () => {
    const outcomes = await uninstall({ a: { exitCode: 1, message: '' } })
    expect(outcomes).toEqual([
      { node: 'a', state: 'failed', message: `see kubectl logs ${name}-a -c uninstall` },
    ])
  })

  test('can be done again, also over what an earlier one has left', async () => {
    await uninstall({ a: report(1) })
    const leftOver = {
      ...(await client.get(kinds.daemonSet, agents)),
      metadata: { name, namespace: 'cni-genie' },
    }
    api.seed(leftOver)
    expect(await uninstall({ a: report(0) })).toEqual([{ node: 'a', state: 'clean', message: '' }])
  })

  test('runs the image and the directories of the agents, without any right', async () => {
    const seen: KubeObject[] = []
    const clock = new ManualClock()
    await uninstallOnNodes({
      client,
      agents,
      force: true,
      timeoutMs: 1_000,
      clock,
      delay: async () => {
        clock.advance(1_000)
        seen.push(await client.get(kinds.daemonSet, { namespace: 'cni-genie', name }))
      },
      signal: new AbortController().signal,
    })
    const { template } = seen[0]?.spec as { template: { spec: Record<string, never> } }
    const pod = template.spec as unknown as AgentPods
    expect(pod.automountServiceAccountToken).toBe(false)
    expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' })
    expect(JSON.stringify(pod.affinity)).not.toContain('cni-genie.io/disabled')
    expect(pod.tolerations).toEqual([{ operator: 'Exists' }])
    const [undo] = pod.initContainers
    expect(undo?.command).toEqual(['node', 'installer/main.ts', 'uninstall'])
    expect(undo?.env).toContainEqual({ name: 'GENIE_FORCE', value: 'true' })
    expect(undo?.volumeMounts.map((mount) => mount.mountPath).toSorted()).toEqual([
      '/etc/cni/net.d',
      '/opt/cni/bin',
      '/run/genie',
      '/var/lib/cni/genie',
      '/var/lib/genie',
    ])
    expect(pod.containers.map(({ command }) => command)).toEqual([['sleep', 'infinity']])
  })

  test('says so when there are no agents', async () => {
    api.remove('apps/v1', 'DaemonSet', agents.name, 'cni-genie')
    await expect(uninstall({})).rejects.toMatchObject({ status: 404 })
  })

  async function agentPods(): Promise<AgentPods> {
    const { spec } = await client.get(kinds.daemonSet, agents)
    return (spec as { template: { spec: AgentPods } }).template.spec
  }
})

interface AgentPods {
  readonly automountServiceAccountToken: boolean
  readonly nodeSelector: object
  readonly affinity: object
  readonly tolerations: readonly object[]
  readonly initContainers: readonly {
    readonly command: readonly string[]
    readonly env: readonly object[]
    readonly volumeMounts: readonly { readonly mountPath: string }[]
  }[]
  readonly containers: readonly { readonly command: readonly string[] }[]
}
