import { Gauge, type Registry } from 'prom-client'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'

/** What the journal says, as far as it tells of pods. */
export type PodRecord = Pick<AttachmentRecord, 'podNamespace' | 'podName' | 'state'> & {
  readonly attachments: readonly Pick<AttachmentRecord['attachments'][number], 'network' | 'ifname'>[]
}

/** A node has a few hundred pods at most; a page of metrics is not to grow with a journal that nobody empties. */
const maxSeries = 1_024

/**
 * Which network each interface of this node's pods is on, for joins on namespace and pod. What is returned brings it up
 * to date; beyond 1 024 interfaces the rest is left out.
 */
export function podNetworkGauge(registers: [Registry]): (records: readonly PodRecord[]) => void {
  const gauge = new Gauge({
    name: 'genie_pod_network_info',
    help: 'Always 1; its labels tell which network an interface of a pod on this node is on',
    labelNames: ['namespace', 'pod', 'network', 'interface'],
    registers,
  })
  return (records) => {
    gauge.reset()
    const interfaces = records.flatMap(({ podNamespace: namespace, podName: pod, state, attachments }) =>
      state === 'done' && pod !== ''
        ? attachments.map(({ network, ifname }) => ({ namespace, pod, network, interface: ifname }))
        : [],
    )
    for (const labels of interfaces.slice(0, maxSeries)) gauge.set(labels, 1)
  }
}
