import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { boardOf } from '../../test/support/board-of.ts'
import { makeNetworkSample } from '../../test/support/store-records.ts'
import { networkGauges } from './network-gauges.ts'

test('networkGauges() show what is measured in base units, and no line for what is not', async () => {
  const registry = new Registry()
  const update = networkGauges([registry])
  const board = boardOf('calico', 'weave!')
  const sample = makeNetworkSample({
    latencyP50Ms: 0.5,
    latencyP95Ms: 2,
    lossRatio: 0.01,
    pricePerGigabyte: 0.09,
    priceCurrency: 'EUR',
  })
  const [calico, weave] = board.networks
  if (calico === undefined || weave === undefined) throw new Error('Cannot test without two networks')
  const forecast = {
    network: 'calico',
    at: 0,
    addresses: { inSeconds: 10_800, confidence: 0.9 },
    utilization: null,
  }
  update({ ...board, networks: [{ ...calico, sample, forecast }, weave] })
  const lines = (await registry.metrics()).split('\n').filter((line) => !line.startsWith('#'))
  expect(lines).toEqual(
    expect.arrayContaining([
      'genie_network_latency_seconds{network="calico",quantile="0.5"} 0.0005',
      'genie_network_latency_seconds{network="calico",quantile="0.95"} 0.002',
      'genie_network_loss_ratio{network="calico"} 0.01',
      'genie_network_price_per_gigabyte{network="calico",currency="EUR"} 0.09',
      'genie_network_addresses_exhausted_seconds{network="calico"} 10800',
      'genie_network_excluded{network="weave"} 1',
    ]),
  )
  expect(lines.filter((line) => /jitter|saturated|response|latency.*weave/.test(line))).toEqual([])
  update({ ...board, networks: [weave] })
  expect(await registry.metrics()).not.toContain('calico')
})
