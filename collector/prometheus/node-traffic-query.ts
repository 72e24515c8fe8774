import { quoteAnyOf, taggedUnion } from './promql.ts'

/** What node_exporter counts of each device, by our names for the rates. */
const counters = {
  receivedBytes: 'receive_bytes',
  sentBytes: 'transmit_bytes',
  receivedPackets: 'receive_packets',
  sentPackets: 'transmit_packets',
  receiveDrops: 'receive_drop',
  sendDrops: 'transmit_drop',
} as const
/** The rates of a device that its figures are made of. */
export type NodeRate = keyof typeof counters
/** All of them: a device that lacks one tells nothing. */
export const nodeRates = Object.keys(counters) as readonly NodeRate[]

/** Two scrapes at least, at the usual intervals of up to a minute; PromQL itself leaves resets of counters out. */
const window = '2m'

/**
 * One query for all rates of these devices of one node, per second, and when they were scraped (`scraped`, Unix
 * seconds). `node` is a label matcher such as `instance="10.0.0.7:9100"`.
 */
export function nodeTrafficQuery(node: string, devices: readonly string[]): string {
  const selector = `{${node}, device=~${quoteAnyOf(devices)}}`
  const rate = (counter: string) =>
    `sum by (device) (rate(node_network_${counter}_total${selector}[${window}]))`
  return taggedUnion({
    ...Object.fromEntries(Object.entries(counters).map(([name, counter]) => [name, rate(counter)])),
    scraped: `max by (device) (timestamp(node_network_receive_bytes_total${selector}))`,
  })
}
