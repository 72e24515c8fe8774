import { expect, test } from 'vitest'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import { KubeletCadvisor } from '../../collector/traffic/kubelet-cadvisor/kubelet-cadvisor.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { grownFigures, metricsAt, sandbox, viewOfTwo } from '../support/counted-node.ts'
import { openEvilServer } from '../support/evil-server.ts'
import { describeSourceContract } from '../support/source-contract.ts'

const steady = new ManualClock()
const page = (body: string) => ({ type: 'text/plain; version=0.0.4; charset=utf-8', body })
const quoted = (name: string) => name.replace(/[\\"\n]/g, (one) => (one === '\n' ? '\\n' : `\\${one}`))

describeSourceContract('kubelet-cadvisor', {
  open: (url) => new KubeletCadvisor(openHttpSource({ url }), steady),
  view: (at) => {
    steady.advance(60_000)
    return viewOfTwo(at)
  },
  answer: (path, at) => (path === '/metrics/cadvisor' ? page(metricsAt(at)) : null),
  withNumber: (body, number) => body.replaceAll(/(receive_bytes_total\{.*\}) \d+/g, `$1 ${number}`),
  withName: (body, name) => body.replaceAll('"net1"', () => `"${quoted(name)}"`),
  exploded: (count) =>
    Array.from(
      { length: count },
      (_, index) => `container_network_receive_bytes_total{id="/",interface="if${index}"} 5`,
    ).join('\n'),
  reasons: { 'empty body': ['missing'] },
})

test('drops come with the packets of the same time, from a page that is read and not held', async () => {
  const clock = new ManualClock()
  const others = 'container_memory_usage_bytes{id="/other"} 1\n'.repeat(200_000)
  await using server = await openEvilServer(() => page(others + metricsAt(clock.nowMs())))
  const source = new KubeletCadvisor(openHttpSource({ url: server.url }), clock)
  const read = () => source.read(viewOfTwo(clock.nowMs()), AbortSignal.timeout(10_000))
  await read()
  clock.advance(10_000)
  const { figures, attachments, dropped } = await read()
  const trafficAt = clock.nowMs() - 5_000
  expect(Object.fromEntries(figures)).toEqual({
    uplinked: { source: 'kubelet-cadvisor:eth1', trafficAt, dropRatio: 1 / 101, ...grownFigures },
    pods: { source: 'kubelet-cadvisor:1 interfaces of pods', trafficAt, dropRatio: 1 / 101, ...grownFigures },
  })
  expect(attachments).toMatchObject([{ containerId: sandbox, ...grownFigures }])
  expect(dropped).toEqual({})
  await source.close()
})

test('nothing is asked for networks that others see', async () => {
  await using server = await openEvilServer(() => null)
  const source = new KubeletCadvisor(openHttpSource({ url: server.url }), new ManualClock(), () => false)
  expect(await source.read(viewOfTwo(5), AbortSignal.timeout(1_000))).toEqual({
    figures: new Map(),
    dropped: {},
  })
  expect(server.asked).toEqual([])
  await source.close()
})
