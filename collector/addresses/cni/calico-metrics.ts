import { plainCount, type AddressCount } from '../address-count.ts'
import type { EndpointReader } from '../endpoint-reader.ts'
import { ipamOf, textsOf } from '../plugin-conf.ts'
import { askGauges, sumOf, type Gauge } from '../read-gauges.ts'
import { calicoReader } from './calico.ts'

const inUse = 'ipam_allocations_in_use'
const size = 'ipam_ippool_size'

const wanted = new Map([
  [inUse, 2n ** 32n],
  [size, 2n ** 128n],
])

/** kube-controllers itself looks at the blocks only now and then. */
const everyMs = 55_000

/**
 * Calico, by the metrics of its kube-controllers (kube-controllers/pkg/controllers/node/ipam.go), so that nobody has to
 * follow all blocks: by pool, the nodes' shares summed up. They tell neither family nor what is disabled, so a pool of
 * more than 2^32 addresses is one of IPv6.
 */
export const calicoMetricsReader: EndpointReader<readonly Gauge[]> = {
  name: 'calico-metrics',
  everyMs,
  isOf: (network) => calicoReader.isOf(network),
  ask: askGauges(wanted),
  count(network, gauges, at) {
    const sizes = gauges.filter(({ name, labels }) => name === size && isPool(labels.get('ippool')))
    const ipam = ipamOf(network, 'calico-ipam')
    return ([4, 6] as const).flatMap((family): AddressCount[] => {
      const ofFamily = sizes.filter(({ value }) => value > 2n ** 32n === (family === 6))
      const named = textsOf(ipam?.[`ipv${family}_pools`])
      const wantedPools = ofFamily.filter(({ labels }) => named.includes(labels.get('ippool') ?? ''))
      const pools = wantedPools.length > 0 ? wantedPools : ofFamily
      if (pools.length === 0) return []
      const names = new Set(pools.map(({ labels }) => labels.get('ippool')))
      const used = sumOf(gauges, inUse, (labels) => names.has(labels.get('ippool'))) ?? 0n
      const total = pools.reduce((sum, { value }) => sum + value, 0n)
      const count = { scope: 'pool' as const, family, used, total, subnets: pools.length }
      return [{ ...plainCount, ...count, at, source: 'calico' }]
    })
  },
}

/** Blocks of pools that are gone are shown under this name. */
function isPool(name: string | undefined): boolean {
  return name !== undefined && name !== 'no_ippool'
}
