import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ContainerdNode } from '../support/containerd/containerd-node.ts'
import { machinesLeft } from '../support/containerd/remove-machine.ts'
import { confVersion, noContainerd } from '../support/containerd/no-containerd.ts'

describe.skipIf(noContainerd !== '')(`Pods of a real containerd${noContainerd}`, () => {
  let node: ContainerdNode
  beforeAll(async () => {
    node = await ContainerdNode.open()
  })
  afterAll(async () => {
    await node[Symbol.asyncDispose]()
    expect(await machinesLeft()).not.toContain(node.machine.cgroup.slice(1))
  })

  /** Runs a pod, looks at it, ends it whatever the look finds, and holds that nothing is left. */
  async function withPod(
    annotations: Readonly<Record<string, string>>,
    look: (id: string, uid: string) => Promise<void>,
  ): Promise<string> {
    const pod = node.pod('pod', annotations)
    const id = await node.cri.run(pod)
    try {
      await look(id, pod.uid)
    } finally {
      await node.end(id)
    }
    expect(await node.leftovers()).toEqual([])
    return id
  }

  test('the runtime takes our conf for its network, in the version that it knows', async () => {
    expect(await node.cri.networkFault()).toBe('')
    await withPod({}, async (id) => {
      const [add] = await node.calls(id)
      expect(add).toMatchObject({ command: 'ADD', status: 0, stdin: { cniVersion: confVersion() } })
    })
  })

  test.each([{}, { cni: '' }, { cni: 'bridged', 'example.org/ü': '日本 "q" \\ \u0001\n' }])(
    'it hands over the annotations %j by the capability, at ADD and at every DEL',
    async (annotations) => {
      const id = await withPod(annotations, () => Promise.resolve())
      const calls = await node.calls(id)
      const handed = calls.map(
        ({ stdin }) => stdin.runtimeConfig?.['io.kubernetes.cri.pod-annotations'] ?? {},
      )
      expect(handed).toEqual(calls.map(() => annotations))
    },
  )

  test('cni: "" gives a pod the network of a stored decision, and its address to the runtime', async () => {
    await withPod({ cni: '' }, async (id, uid) => {
      const decision = await node.api.decisionFor(uid)
      expect(decision).toMatchObject({ ifname: 'eth0', outcome: 'attached' })
      const { ip, additionalIps } = await node.cri.network(id)
      expect([await node.interfaces(id), additionalIps]).toEqual([{ eth0: [ip] }, []])
    })
  })

  test('two networks become two interfaces, and the first is what the runtime shows', async () => {
    await withPod({ cni: 'routed,switched@net7' }, async (id) => {
      const interfaces = await node.interfaces(id)
      expect(Object.keys(interfaces).sort()).toEqual(['eth0', 'net7'])
      expect(await node.cri.network(id)).toEqual({ ip: interfaces['eth0']?.[0], additionalIps: [] })
    })
  })

  test('a pod without the annotation is on the first network of the conf dir', async () => {
    await withPod({}, async (id, uid) => {
      expect((await node.cri.network(id)).ip).toMatch(/^10\.81\.0\./)
      expect(await node.api.decisionFor(uid)).toBeNull()
    })
  })

  test('a NetworkAttachmentDefinition becomes a further interface', async () => {
    const config = {
      ...{ cniVersion: '1.0.0', type: 'macvlan', master: 'genie-up' },
      ...{ capabilities: { ips: true }, ipam: { type: 'static' } },
    }
    const definition = {
      ...{ apiVersion: 'k8s.cni.cncf.io/v1', kind: 'NetworkAttachmentDefinition' },
      metadata: { name: 'storage', namespace: 'default' },
      spec: { config: JSON.stringify(config) },
    }
    await writeFile(node.machine.at('nads/storage.yaml'), JSON.stringify(definition))
    const selection = [{ name: 'storage', interface: 'store0', ips: ['10.81.9.9/24'] }]
    const annotation = { 'k8s.v1.cni.cncf.io/networks': JSON.stringify(selection) }
    // The agent sees the file by itself, in its own time.
    await vi.waitFor(async () => node.end(await node.cri.run(node.pod('known', annotation))), {
      timeout: 10_000,
    })
    await withPod(annotation, async (id) => {
      const { ip } = await node.cri.network(id)
      expect(await node.interfaces(id)).toEqual({ eth0: [ip], store0: ['10.81.9.9'] })
    })
  })

  test('a pod costs one ADD and more than one DEL, the first with namespace and result', async () => {
    const id = await withPod({ cni: 'bridged,routed' }, () => Promise.resolve())
    const calls = await node.calls(id)
    expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 0))
    const [add, first, ...others] = calls
    expect(add).toMatchObject({ command: 'ADD' })
    expect(first).toMatchObject({ command: 'DEL', netns: add?.netns, stdin: { prevResult: {} } })
    expect(others.length).toBeGreaterThan(0)
    for (const { command, netns, stdin } of others)
      expect([command, netns, stdin.prevResult]).toEqual(['DEL', '', undefined])
  })

  test('what cannot be is refused in our sentence, with one DEL at once, and leaves nothing', async () => {
    const sentence = 'Cannot attach to "weave" as this node has no such network: it has'
    await expect(node.cri.run(node.pod('refused', { cni: 'weave' }))).rejects.toThrow(sentence)
    expect(await node.leftovers()).toEqual([])
  })

  test('twelve at once all start, each with an address of its own, and leave nothing', async () => {
    const pods = Array.from({ length: 12 }, () => node.pod('many', { cni: '' }))
    const ids = await Promise.all(pods.map((pod) => node.cri.run(pod)))
    const ips = await Promise.all(ids.map(async (id) => (await node.cri.network(id)).ip))
    expect(new Set(ips).size).toBe(12)
    await Promise.all(ids.map((id) => node.end(id)))
    expect(await node.leftovers()).toEqual([])
  })

  test('a container of ctr run --cni joins the first network, and leaves it', async () => {
    const command = ['/bin/busybox', 'ip', '-4', 'address', 'show', 'dev', 'eth0']
    const printed = await node.ctr(['run', '--cni', '--rm', 'genie.test/sandbox:1', 'genie-ctr', ...command])
    expect(printed).toMatch(/inet 10\.81\.0\.\d+\/24/)
    expect(await node.leftovers()).toEqual([])
  })
})
