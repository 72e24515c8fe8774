import { Gauge, type Registry } from 'prom-client'
import type { NetworkBoard, NetworkStanding } from '../../domain/network-board.ts'
import { readingOf } from '../../domain/reading-of.ts'

type Figure = number | null | undefined

/** What a gauge is of, by what it is called after `genie_network_`; a figure that nobody knows has no line. */
const figures: Readonly<Record<string, readonly [help: string, of: (network: NetworkStanding) => Figure]>> = {
  score: ['What the network is worth now, 0 to 1', ({ standing }) => standing.score],
  best: [
    '1 for the network that a pod which leaves the choice would get now, else 0',
    ({ standing }) => (standing.rank === 1 ? 1 : 0),
  ],
  excluded: [
    '1 for a network that no pod can get now, whatever its score, else 0',
    ({ standing }) => (standing.excluded === null ? 0 : 1),
  ],
  utilization_ratio: [
    'Share of the capacity in use, reservations included',
    ({ standing }) => readingOf(standing, 'utilization'),
  ],
  headroom_bits_per_second: [
    'What the busier direction has left after the p95 of the last minute, and after reservations',
    ({ standing }) => readingOf(standing, 'headroom'),
  ],
  attachments: ['Attachments on this node', ({ sample }) => sample?.attachments],
  addresses_used: ['Addresses in use', ({ sample }) => sample?.addressesUsed],
  addresses_total: ['Usable addresses', ({ sample }) => sample?.addressesTotal],
  subnets: ['Subnets that its addresses on this node come from', ({ sample }) => sample?.subnets],
  jitter_seconds: ['Interarrival jitter of probes (RFC 3550)', ({ sample }) => seconds(sample?.jitterMs)],
  loss_ratio: [
    'Share of probes lost, the upper end of its interval at 80 %',
    ({ sample }) => sample?.lossRatio,
  ],
  response_seconds: [
    'p95 of an HTTP request and its empty answer',
    ({ sample }) => seconds(sample?.responseTimeMs),
  ],
  application_ratio: [
    "Response time of applications over their owners' own median on all networks",
    ({ sample }) => sample?.applicationRatio,
  ],
  addresses_exhausted_seconds: [
    'When the last address is taken if it goes on as in the last hours; absent where nobody can tell',
    ({ forecast }) => forecast?.addresses?.inSeconds,
  ],
  saturated_seconds: [
    'When the busier direction uses all of the capacity if it goes on as in the last hours; absent where nobody can tell',
    ({ forecast }) => forecast?.utilization?.inSeconds,
  ],
}

const seconds = (ms: Figure): Figure => (typeof ms === 'number' ? ms / 1_000 : ms)

/** Gauges of every network; what is returned brings them up to date. */
export function networkGauges(registers: [Registry]): (board: NetworkBoard) => void {
  const gauge = <L extends string = never>(name: string, help: string, ...labels: L[]) =>
    new Gauge({ name: `genie_network_${name}`, help, labelNames: ['network', ...labels], registers })
  const plain = Object.entries(figures).map(([name, [help, of]]) => ({ to: gauge(name, help), of }))
  const latency = gauge(
    'latency_seconds',
    'Time of a probe to another node and back, p50 and p95',
    'quantile',
  )
  const price = gauge('price_per_gigabyte', 'Price of 10^9 bytes that pods send', 'currency')
  return ({ networks }) => {
    for (const each of [...plain.map(({ to }) => to), latency, price]) each.reset()
    for (const network of networks) {
      const labels = { network: network.name }
      for (const { to, of } of plain) {
        const value = of(network)
        if (typeof value === 'number') to.set(labels, value)
      }
      const { latencyP50Ms, latencyP95Ms, pricePerGigabyte, priceCurrency } = network.sample ?? {}
      const quantiles = { '0.5': latencyP50Ms, '0.95': latencyP95Ms }
      for (const [quantile, ms] of Object.entries(quantiles))
        if (typeof ms === 'number') latency.set({ ...labels, quantile }, ms / 1_000)
      if (typeof pricePerGigabyte === 'number')
        price.set({ ...labels, currency: priceCurrency ?? '' }, pricePerGigabyte)
    }
  }
}
