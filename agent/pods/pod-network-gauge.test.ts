import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { podNetworkGauge, type PodRecord } from './pod-network-gauge.ts'

const record = (
  podName: string,
  networks: readonly string[],
  state: PodRecord['state'] = 'done',
): PodRecord => ({
  podNamespace: 'shop',
  podName,
  state,
  attachments: networks.map((network, index) => ({ network, ifname: `eth${index}` })),
})

async function shown(...rounds: readonly (readonly PodRecord[])[]): Promise<string[]> {
  const registry = new Registry()
  const update = podNetworkGauge([registry])
  for (const records of rounds) update(records)
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('genie_'))
}

test('podNetworkGauge() shows each interface of the pods that are attached, and forgets those that are gone', async () => {
  const pods = [
    record('web', ['calico', 'ключ']),
    record('half', ['calico'], 'pending'),
    record('', ['calico']),
  ]
  expect(await shown([record('old', ['calico'])], pods)).toEqual([
    'genie_pod_network_info{namespace="shop",pod="web",network="calico",interface="eth0"} 1',
    'genie_pod_network_info{namespace="shop",pod="web",network="ключ",interface="eth1"} 1',
  ])
})

test('podNetworkGauge() shows 1 024 interfaces at most', async () => {
  const many = Array.from({ length: 2_000 }, (_, index) => record(`pod-${index}`, ['calico']))
  expect(await shown(many)).toHaveLength(1_024)
})
