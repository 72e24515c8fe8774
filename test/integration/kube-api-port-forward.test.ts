import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { PassThrough } from 'node:stream'
import { KubeConfig, PortForward } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { geniePod } from '../support/genie-pod.ts'
import { KubeUnderTest, onlyInMemory } from '../support/kube-under-test.ts'

describe.skipIf(onlyInMemory !== '')(`Forwarded ports of the Kubernetes API${onlyInMemory}`, () => {
  let kube: KubeUnderTest
  let echo: Server

  beforeAll(async () => {
    kube = await KubeUnderTest.open({ isTls: true })
    await kube.create(kube.path('v1', 'pods'), geniePod('genie-agent'))
    echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1')
    await once(echo, 'listening')
    kube.memory.forwardPort(kube.namespace, 'genie-agent', 8_080, (echo.address() as AddressInfo).port)
  }, 120_000)
  afterAll(async () => {
    echo.close()
    await kube[Symbol.asyncDispose]()
  })

  async function forward(kubeconfig: string, port: number) {
    const config = new KubeConfig()
    config.loadFromFile(kubeconfig)
    const [output, fault, input] = [new PassThrough(), new PassThrough(), new PassThrough()]
    const forwarding = new PortForward(config)
    const socket: unknown = await forwarding.portForward(
      kube.namespace,
      'genie-agent',
      [port],
      output,
      fault,
      input,
    )
    if (!(socket instanceof WebSocket)) throw new Error('Cannot forward as there is no WebSocket')
    return { output, fault, input, socket }
  }

  const said = async (stream: PassThrough) => String(((await once(stream, 'data')) as [Buffer])[0])

  test('carry bytes to and fro, as the client library asks for them', async () => {
    const { output, input, socket } = await forward(kube.kubeconfig, 8_080)
    for (const text of ['hello', 'and again']) {
      input.write(text)
      expect(await said(output)).toBe(text)
    }
    socket.close()
  })

  test('tell of a port that nobody listens on', async () => {
    const { fault, socket } = await forward(kube.kubeconfig, 9_999)
    const closed = once(socket, 'close')
    expect(await said(fault)).toContain('connection refused')
    await closed
  })

  test('are refused to who has no right to them', async () => {
    const access = await kube.serviceAccount('nobody', [])
    await expect(forward(access.kubeconfig, 8_080)).rejects.toMatchObject({
      message: 'Unexpected server response: 403',
    })
  })
})
