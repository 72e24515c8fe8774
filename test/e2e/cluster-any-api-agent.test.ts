import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { ChartOnKube } from '../support/chart-on-kube.ts'
import { runGenie } from '../support/run-genie.ts'
import { kubeName, KubeUnderTest, uniqueName } from '../support/kube-under-test.ts'
import type { Sandbox } from '../support/loaded-node.ts'
import { NodeOnKube, type PodToMake } from '../support/node-on-kube.ts'
import { noProduct } from '../support/product.ts'

const patience = { timeout: 20_000, interval: 100 }
const status = 'k8s.v1.cni.cncf.io/network-status'
const picked = 'cni-genie.io/picked'
const missing = `${noProduct}${noRenderer}`

describe.skipIf(missing !== '')(`an agent on any API server: ${kubeName}${missing}`, () => {
  let kube: KubeUnderTest
  let chart: ChartOnKube
  let on: NodeOnKube

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
    chart = await ChartOnKube.install(kube)
    on = await NodeOnKube.open(kube, chart)
  })
  afterAll(async () => {
    try {
      await on[Symbol.asyncDispose]()
    } finally {
      await kube[Symbol.asyncDispose]()
    }
  })

  /** A pod is made and attached. */
  const run = async (name: string, pod: PodToMake) => {
    const sandbox = await on.makePod(name, pod)
    expect(await on.node.call('ADD', sandbox)).toMatchObject({ status: 0, stderr: '' })
    return sandbox
  }
  /** What the agent has written on a pod once it has. */
  const written = async (name: string): Promise<Readonly<Record<string, string>>> => {
    await expect.poll(() => on.annotationsOf(name), patience).toHaveProperty([status])
    return on.annotationsOf(name)
  }
  const networksOf = async (name: string) =>
    (JSON.parse((await written(name))[status] ?? '') as { name: string; interface: string }[]).map(
      (each) => `${each.name}@${each.interface}`,
    )
  /** Attaches as a runtime does that tries again: a new sandbox each time. */
  const untilAttached = (sandbox: Sandbox) =>
    expect
      .poll(async () => {
        const again = { ...sandbox, containerId: uniqueName(sandbox.pod) }
        const { status: code } = await on.node.call('ADD', again)
        if (code !== 0) await on.node.call('DEL', again)
        return code === 0 ? again : null
      }, patience)
      .not.toBeNull()

  const makeProfile = (name: string, spec: object) =>
    kube.create(kube.path('cni-genie.io/v1alpha1', 'selectionprofiles'), {
      ...{ apiVersion: 'cni-genie.io/v1alpha1', kind: 'SelectionProfile', metadata: { name }, spec },
    })

  test('picks a network for cni: "", and tells it by annotations and an Event', async () => {
    const sandbox = await run('web', { annotations: { cni: '' } })
    const annotations = await written('web')
    const { network, decision } = JSON.parse(annotations[picked] ?? '') as Readonly<Record<string, string>>
    expect(['alpha', 'beta']).toContain(network)
    expect(JSON.parse(annotations[status] ?? '')).toMatchObject([{ interface: 'eth0', default: true }])
    expect(await on.node.record(sandbox.containerId)).toMatchObject({ decision })
    await expect
      .poll(() => on.eventsOf(sandbox), patience)
      .toEqual([expect.stringMatching(/^Normal NetworkPicked: Picked (alpha|beta): .* (alpha|beta)/)])
  })

  test('why tells it from the pod where no agent can be asked', async () => {
    const { [picked]: pick = '' } = await written('web')
    const { network, decision } = JSON.parse(pick) as Readonly<Record<string, string>>
    const { code, stdout, stderr } = await runGenie(kube.kubeconfig, [
      ...['why', 'web', '-n', kube.namespace, '--genie-namespace', kube.namespace],
    ])
    expect(stderr).toContain('this is what is written on the pod')
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${network} was picked`)])
    expect(stdout).toContain(`Decision ${decision} on ${on.name}`)
  })

  test('attaches two networks by name, and another one by a NetworkAttachmentDefinition', async () => {
    await run('two', { annotations: { cni: 'alpha,beta@net7' } })
    expect(await networksOf('two')).toEqual(['alpha@eth0', 'beta@net7'])
    const nads = kube.path('k8s.cni.cncf.io/v1', 'network-attachment-definitions')
    await kube.create(nads, {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: { name: 'storage' },
      spec: { config: '{"cniVersion":"1.0.0","name":"storage","type":"lease"}' },
    })
    const sandbox = await on.makePod('stored', { annotations: { 'k8s.v1.cni.cncf.io/networks': 'storage' } })
    await untilAttached(sandbox)
    expect(await networksOf('stored')).toEqual(['alpha@eth0', `${kube.namespace}/storage@net1`])
  })

  test('undoes an attachment whose NetworkAttachmentDefinition is gone', async () => {
    const nads = kube.path('k8s.cni.cncf.io/v1', 'network-attachment-definitions')
    const before = await on.known('network-attachment-definitions')
    await kube.create(nads, {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: { name: 'brief' },
      spec: { config: '{"cniVersion":"1.0.0","name":"brief","type":"lease"}' },
    })
    await expect.poll(() => on.known('network-attachment-definitions'), patience).toBeGreaterThan(before)
    const sandbox = await run('brief', { annotations: { 'k8s.v1.cni.cncf.io/networks': 'brief' } })
    const held = async () =>
      (await on.node.leases.held()).filter((lease) => lease.startsWith(`${sandbox.containerId}@`))
    expect(await held()).toHaveLength(2)
    await kube.admin.delete(`${nads}/brief`)
    await expect.poll(() => on.known('network-attachment-definitions'), patience).toBe(before)
    expect(await on.node.call('DEL', sandbox)).toMatchObject({ status: 0, stderr: '' })
    expect(await held()).toEqual([])
  })

  test('a SelectionProfile counts by annotation, else by label', async () => {
    const before = await on.known('selectionprofiles')
    const only = (network: string) => ({ constraints: { allow: [network] } })
    await makeProfile('named', only('beta'))
    await makeProfile('selecting', { podSelector: { matchLabels: { app: 'shop' } }, ...only('alpha') })
    await expect.poll(() => on.known('selectionprofiles'), patience).toBe(before + 2)
    const labels = { app: 'shop' }
    await run('by-name', { labels, annotations: { cni: '', 'cni-genie.io/profile': 'named' } })
    expect(await networksOf('by-name')).toEqual(['beta@eth0'])
    const pods = await on.known('pods')
    const byLabel = await on.makePod('by-label', { labels, annotations: { cni: '' } })
    await expect.poll(() => on.known('pods'), patience).toBeGreaterThan(pods)
    expect(await on.node.call('ADD', byLabel)).toMatchObject({ status: 0 })
    expect(await networksOf('by-label')).toEqual(['alpha@eth0'])
  })

  test('a pod whose network does not exist is refused, and told so by a Warning', async () => {
    const sandbox = await on.makePod('wrong', { annotations: { cni: 'nowhere' } })
    expect(await on.node.call('ADD', sandbox)).toMatchObject({ status: 1 })
    await expect
      .poll(() => on.eventsOf(sandbox), patience)
      .toEqual([expect.stringMatching(/^Warning NetworkRefused: .*nowhere/)])
  })

  test('refuses the UID of a pod that was made anew, and attaches the new one', async () => {
    const annotations = { cni: 'alpha' }
    const old = await on.makePod('anew', { annotations })
    await on.removePod('anew')
    const fresh = await on.makePod('anew', { annotations })
    const isKnown = async () =>
      (await on.node.call('ADD', { ...old, containerId: uniqueName('anew') })).stdout
    await expect
      .poll(isKnown, patience)
      .toContain(`of UID ${String(old.uid)} as it was made anew with UID ${String(fresh.uid)}`)
    expect(await on.node.call('ADD', fresh)).toMatchObject({ status: 0 })
    expect(await networksOf('anew')).toEqual(['alpha@eth0'])
  })

  test('where it observes, pods get what the node gave before until their namespace is promoted', async () => {
    await using observing = await NodeOnKube.open(kube, chart, { GENIE_MODE: 'observe' })
    const label = async (mode: string | null) => {
      const change = { metadata: { labels: { 'cni-genie.io/mode': mode } } }
      expect((await kube.admin.patch(`/api/v1/namespaces/${kube.namespace}`, 'merge', change)).code).toBe(200)
    }
    const sandbox = await observing.makePod('seen', { annotations: { cni: 'beta' } })
    const attached = async () => {
      const again = { ...sandbox, containerId: uniqueName('seen') }
      expect(await observing.node.call('ADD', again)).toMatchObject({ status: 0 })
      return (await observing.node.record(again.containerId))?.attachments.map(({ network }) => network)
    }
    expect(await attached()).toEqual(['alpha'])
    await label('attach')
    await expect.poll(attached, patience).toEqual(['beta'])
    await label(null)
    await expect.poll(attached, patience).toEqual(['alpha'])
  })

  test('after its restart it knows its pods, and undoes what the one before attached', async () => {
    const sandbox = await run('long', { annotations: { cni: '' } })
    await written('long')
    await on.node.restartAgent()
    expect(await on.node.call('DEL', sandbox)).toMatchObject({ status: 0, stderr: '' })
    await on.removePod('long')
    expect(await on.node.record(sandbox.containerId)).toBeNull()
  })
})
