import { plainCount } from '../address-count.ts'
import type { EndpointReader } from '../endpoint-reader.ts'
import { hasPlugin } from '../plugin-conf.ts'
import { askGauges, sumOf, type Gauge } from '../read-gauges.ts'

const assigned = 'awscni_assigned_ip_addresses'
const total = 'awscni_total_ip_addresses'
const most = 'awscni_ip_max'

/** No instance has more: 15 interfaces of 50 addresses, or of 50 prefixes of 16. */
const plausible = 1_000_000n
const wanted = new Map([assigned, total, most].map((name) => [name, plausible]))

/**
 * AWS VPC CNI, by the metrics of its ipamd on this node (aws/amazon-vpc-cni-k8s, utils/prometheusmetrics). The
 * end is what the instance may have (`awscni_ip_max`): `awscni_total_ip_addresses` is the warm pool, which grows.
 */
export const awsVpcCniReader: EndpointReader<readonly Gauge[]> = {
  name: 'aws-vpc-cni',
  everyMs: 0,
  isOf: (network) => hasPlugin(network, 'aws-cni'),
  ask: askGauges(wanted),
  count(_network, gauges, at) {
    const used = sumOf(gauges, assigned)
    const end = sumOf(gauges, most)
    const warm = sumOf(gauges, total)
    if (used === null) return []
    const shared = {
      ...plainCount,
      scope: 'node' as const,
      family: 4 as const,
      used,
      at,
      source: 'aws-vpc-cni',
    }
    if (end !== null && end > 0n) return [{ ...shared, total: end }]
    return warm === null ? [] : [{ ...shared, total: warm, grows: true }]
  },
}
