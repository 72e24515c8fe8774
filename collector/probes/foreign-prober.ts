/** Probes that a CNI's own programs make between nodes, and how their metrics are to be read. */
export interface ForeignProber {
  readonly name: 'cilium' | 'kube-ovn'
  /** Its figures are about networks whose first plugin is of this type. */
  readonly plugin: string
  /** A classic histogram of round-trip times, without `_bucket`. */
  readonly histogram: string
  readonly toMs: number
  /** Labels that a series has to have: what a probe is of that goes the way of a pod's packets. */
  readonly labels: Readonly<Record<string, string>>
  /** The label with the name of the node that probes. */
  readonly nodeLabel: string
  /** Counters of packets; without them what lies beyond the greatest finite bound is lost. */
  readonly packets: { readonly lost: string; readonly sent: string } | null
}

/**
 * Cilium's agent (pkg/health/server, pkg/metrics): pings the health endpoint of every node once a minute or less often,
 * and notes a ping without an answer as one of 60 s, beyond all of its buckets.
 */
export const ciliumHealth: ForeignProber = {
  name: 'cilium',
  plugin: 'cilium-cni',
  histogram: 'cilium_node_health_connectivity_latency_seconds',
  toMs: 1_000,
  labels: { type: 'endpoint', protocol: 'icmp' },
  nodeLabel: 'source_node_name',
  packets: null,
}

/** Kube-OVN's pinger (pkg/pinger): notes the mean of each burst of pings between pods, and counts packets apart. */
export const kubeOvnPinger: ForeignProber = {
  name: 'kube-ovn',
  plugin: 'kube-ovn',
  histogram: 'pinger_pod_ping_latency_ms',
  toMs: 1,
  labels: {},
  nodeLabel: 'src_node_name',
  packets: { lost: 'pinger_pod_ping_lost_total', sent: 'pinger_pod_ping_count_total' },
}
