import { plainCount, type AddressCount } from '../address-count.ts'
import type { EndpointReader } from '../endpoint-reader.ts'
import { hasPlugin } from '../plugin-conf.ts'
import { askGauges, sumOf, type Gauge } from '../read-gauges.ts'

const used = 'cilium_ip_addresses'
const capacity = 'cilium_ipam_capacity'

/** No node uses more addresses; of IPv6 it may have as many as there are. */
const wanted = new Map([
  [used, 2n ** 32n],
  [capacity, 2n ** 63n],
])

/**
 * Cilium, by the metrics of its agent on this node (cilium/cilium, pkg/metrics; 1.15 and newer have the capacity): by
 * family, in every IPAM mode, and the pods that were there before us are in it.
 */
export const ciliumMetricsReader: EndpointReader<readonly Gauge[]> = {
  name: 'cilium-metrics',
  everyMs: 0,
  isOf: (network) => hasPlugin(network, 'cilium-cni'),
  ask: askGauges(wanted),
  count: (_network, gauges, at) =>
    ([4, 6] as const).flatMap((family): AddressCount[] => {
      const ofFamily = (labels: ReadonlyMap<string, string>) => labels.get('family') === `ipv${family}`
      const gone = sumOf(gauges, used, ofFamily)
      const total = sumOf(gauges, capacity, ofFamily)
      if (gone === null || total === null || total === 0n) return []
      return [{ ...plainCount, scope: 'node', family, used: gone, total, at, source: 'cilium' }]
    }),
}
