import { createServer, type ServerHttp2Stream } from 'node:http2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { podResourcesMessage, type ListedPod } from '../support/pod-resources-message.ts'

const resource = 'example.com/nic'
const definition = (name: string, config: object) =>
  JSON.stringify({
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name, annotations: { 'k8s.v1.cni.cncf.io/resourceName': resource } },
    spec: { config: JSON.stringify({ cniVersion: '1.0.0', name, ...config }) },
  })

/** What the kubelet has allotted to the pod that was taken in last. */
let allotted: readonly ListedPod[] = []
const kubelet = createServer().on('stream', (stream: ServerHttp2Stream) => {
  const message = podResourcesMessage(allotted)
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(message.length, 1)
  stream.respond({ 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
  stream.end(Buffer.concat([prefix, message]))
})

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await new Promise<void>((resolve) => kubelet.listen(node.at('kubelet.sock'), resolve))
  await node.setNetworkManifests({
    'plain.yaml': definition('plain', { type: 'sriov' }),
    'capable.yaml': definition('capable', { type: 'macvlan', capabilities: { deviceID: true } }),
  })
})
afterAll(async () => {
  await new Promise((resolve) => kubelet.close(resolve))
  await node[Symbol.asyncDispose]()
})

describe.each(pluginExecutables)('$name', (executable) => {
  const podWith = async (selection: string, ...ids: readonly string[]) => {
    const pod = await node.pod(executable, {
      annotations: { cni: 'weave', 'k8s.v1.cni.cncf.io/networks': selection },
    })
    allotted = [{ namespace: pod.namespace, name: pod.name, containers: [[{ resource, ids }]] }]
    return pod
  }

  test("the pod's devices go to its networks of that resource, sorted, one each", async () => {
    const pod = await podWith('plain,capable', '0000:03:02.3', '0000:03:02.1')
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const [, plain, capable] = (await pod.delegates.calls()).map(({ stdin }) => JSON.parse(stdin) as unknown)
    const [first, second] = ['0000:03:02.1', '0000:03:02.3']
    const told = { cniVersion: '1.0.0' }
    expect(plain).toEqual({ ...told, name: 'plain', type: 'sriov', deviceID: first, pciBusID: first })
    expect(capable).toEqual({
      ...told,
      name: 'capable',
      type: 'macvlan',
      deviceID: second,
      pciBusID: second,
      runtimeConfig: { deviceID: second },
    })
  })

  test('a pod that selects more networks of a resource than it has devices is refused before anything runs', async () => {
    const pod = await podWith('plain,capable', '0000:03:02.1')
    const msg =
      'Cannot attach to "default/capable" as the pod has no device of example.com/nic for it that is free: request one in the resources of its containers'
    expect(await pod.call('ADD')).toMatchObject({ status: 1, answer: { code: 7, msg } })
    expect(await pod.order()).toEqual([])
  })
})
