import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiInNamespace } from '../support/api-in-namespace.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { writeKubeconfig } from '../support/kube-api/write-kubeconfig.ts'
import { noRealNode, RealNode } from '../support/real-node.ts'
import type { PodRef } from '../../domain/decision.ts'

const status = 'k8s.v1.cni.cncf.io/network-status'
const preferences = 'multi-ip-preferences'
const picked = 'cni-genie.io/picked'
const port = 8001
const patience = { timeout: 40_000 }

describe.skipIf(noRealNode !== '')(`Pods of a real node on a cluster${noRealNode}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'genie-cluster-'))
  const kubeconfig = join(directory, 'kubeconfig')
  const node = new RealNode({ KUBECONFIG: kubeconfig, GENIE_PLUGIN: 'none' })
  let api: KubeApi
  let way: AsyncDisposable

  beforeAll(async () => {
    api = await KubeApi.start({ bookmarkEveryMs: 1_000 })
    writeKubeconfig(kubeconfig, { server: `http://127.0.0.1:${port}`, token: api.adminToken })
    api.seed({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'e2e' } })
    // The agent starts before it can reach the API.
    await node.open()
    way = await apiInNamespace(api, node, port)
  })
  afterAll(async () => {
    await way[Symbol.asyncDispose]()
    await node.close()
    await api[Symbol.asyncDispose]()
    rmSync(directory, { recursive: true, force: true })
  })

  function create({ namespace, name, uid }: PodRef, annotations: Readonly<Record<string, string>>): void {
    api.seed({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, uid, annotations },
      spec: { nodeName: 'genie-node', containers: [{ name: 'main', image: 'genie-image' }] },
    })
  }

  const annotationsOf = (pod: PodRef) =>
    api.find('v1', 'Pod', pod.name, pod.namespace)?.metadata.annotations ?? {}

  const statusOf = (pod: PodRef) => {
    const text = annotationsOf(pod)[status]
    return text === undefined ? null : (JSON.parse(text) as unknown)
  }

  test('say the addresses that they have, on every interface', async () => {
    const [pod, annotations] = [node.podRef('two'), { cni: 'routed-80m,bridge-40m@net7' }]
    create(pod, annotations)
    const running = await node.runtime.add(pod, annotations)
    const [routed = '', bridged = ''] = running.ips
    await expect
      .poll(() => statusOf(pod), patience)
      .toMatchObject([
        { name: 'routed-80m', interface: 'eth0', ips: [routed], default: true },
        { name: 'bridge-40m', interface: 'net7', ips: [bridged], default: false },
      ])
    expect(JSON.parse(annotationsOf(pod)[preferences] ?? '')).toEqual({
      multi_entry: 2,
      ips: { ip1: { ip: routed, interface: 'eth0' }, ip2: { ip: bridged, interface: 'net7' } },
    })
    expect(await node.interfacesOf(running.namespace)).toEqual({ eth0: [routed], net7: [bridged] })
    await node.runtime.remove(running, annotations)
  })

  test('say where they are after their sandbox was made anew, and no more what was before', async () => {
    const pod = node.podRef('anew')
    create(pod, { cni: '' })
    const first = await node.runtime.add(pod, { cni: 'routed-80m,bridge-40m' })
    await expect.poll(() => annotationsOf(pod), patience).toHaveProperty([preferences])
    await node.runtime.remove(first, {})
    const second = await node.runtime.add(pod, { cni: '' })
    await expect.poll(() => statusOf(pod), patience).toMatchObject([{ interface: 'eth0', ips: second.ips }])
    const annotations = annotationsOf(pod)
    expect(annotations).not.toHaveProperty([preferences])
    const decision = await node.api.decisionFor(pod.uid)
    expect(JSON.parse(annotations[picked] ?? '')).toMatchObject({
      network: decision?.chosen,
      decision: decision?.id,
    })
    const notes = api
      .list('events.k8s.io/v1', 'Event', 'e2e')
      .filter((event) => event['reason'] === 'NetworkPicked')
      .map((event) => event['note'])
    expect(notes).toEqual([`Picked ${decision?.reason}`])
    await node.runtime.remove(second, {})
  })
})
