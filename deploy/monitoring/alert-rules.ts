/** A rule that wakes somebody up, or could. */
export interface AlertRule {
  readonly alert: string
  readonly expr: string
  /** How long it has to hold. */
  readonly for: string
  readonly severity: 'critical' | 'warning' | 'info'
  readonly summary: string
  readonly description: string
}

/** Alerts by symptom; each has a paragraph in docs/troubleshooting.md or says itself what to do. */
export const alertRules: readonly AlertRule[] = [
  {
    alert: 'GeniePlansRefused',
    expr: 'node:genie_plans_failed:ratio_rate5m > 0.05 and node:genie_plans:rate5m > 0',
    for: '10m',
    severity: 'critical',
    summary: 'Pods on {{ $labels.node }} do not get the networks that they ask for',
    description:
      '{{ $value | humanizePercentage }} of the plans are refused. kubectl genie why POD tells the reason of one.',
  },
  {
    alert: 'GenieAllNetworksPoor',
    expr: 'max by (node) (genie_network_score) < 0.3',
    for: '15m',
    severity: 'warning',
    summary: 'No network of {{ $labels.node }} is in a good state',
    description: 'The best one scores {{ $value | humanize }}. kubectl genie rank tells what each lacks.',
  },
  {
    alert: 'GenieNetworkExcluded',
    expr: 'genie_network_excluded == 1',
    for: '30m',
    severity: 'info',
    summary: 'No pod on {{ $labels.node }} can get {{ $labels.network }}',
    description: 'kubectl genie rank tells why: a missing plugin, no addresses, or what nobody has measured.',
  },
  {
    alert: 'GenieAddressesRunOut',
    expr: 'node_network:genie_addresses_used:ratio > 0.9',
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.network }} on {{ $labels.node }} has few addresses left',
    description:
      '{{ $value | humanizePercentage }} are given. Widen the range in its conf, or look for leaks.',
  },
  {
    alert: 'GenieAddressesRunOutSoon',
    expr: 'genie_network_addresses_exhausted_seconds < 4 * 3600',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.network }} on {{ $labels.node }} runs out of addresses',
    description:
      'In {{ $value | humanizeDuration }} if it goes on as in the last hours. Widen the range in its conf.',
  },
  {
    alert: 'GenieNetworkLosesPackets',
    expr: 'genie_network_loss_ratio > 0.05',
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.network }} of {{ $labels.node }} loses packets to other nodes',
    description:
      'Up to {{ $value | humanizePercentage }} of the probes. If it is one node, look at its link; if all, at the network.',
  },
  {
    alert: 'GenieApiAway',
    expr: 'max by (node) (genie_kube_away_seconds) > 300',
    for: '5m',
    severity: 'warning',
    summary: 'The agent of {{ $labels.node }} has not heard of the API server',
    description: 'For {{ $value | humanizeDuration }}. Pods are attached by what it knew last.',
  },
  {
    alert: 'GeniePodWritesStuck',
    expr: 'min_over_time(genie_pod_writes_pending[15m]) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'Pods of {{ $labels.node }} are not told their networks',
    description: 'network-status is missing on {{ $value }} pods. Look for refusals in the log of the agent.',
  },
  {
    alert: 'GenieNoSource',
    expr: 'max by (node, kind) (genie_collector_source_available) == 0',
    for: '15m',
    severity: 'warning',
    summary: 'No source of {{ $labels.kind }} answers on {{ $labels.node }}',
    description: 'Networks are ranked without these figures. /api/v1/sources of its agent tells why.',
  },
  {
    alert: 'GenieStoreWaits',
    expr: 'min_over_time(genie_store_waiting_rounds[10m]) > 0',
    for: '5m',
    severity: 'warning',
    summary: 'The store of {{ $labels.node }} does not take what is measured',
    description:
      '{{ $value }} rounds wait in memory. Most often its disk is full: /readyz?verbose of the agent says why.',
  },
  {
    alert: 'GenieStoreDamaged',
    expr: 'genie_store_damaged_files > 0',
    for: '1m',
    severity: 'warning',
    summary: 'A database of {{ $labels.node }} was damaged and set aside',
    description:
      'History begins anew. Look at the disk, then remove the genie.db.damaged-... files that GENIE_DB has beside it.',
  },
  {
    alert: 'GenieNothingShipped',
    expr: 'max by (node) (genie_ship_oldest_age_seconds) > 43200',
    for: '15m',
    severity: 'warning',
    summary: "The cluster's database has not taken the rows of {{ $labels.node }}",
    description:
      'For {{ $value | humanizeDuration }}. The node keeps them for two days: /readyz?verbose of its agent says why.',
  },
  {
    alert: 'GenieAgentsSilent',
    expr: 'max(genie_controller_agents{state="silent"}) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'The controller does not hear {{ $value }} agents',
    description:
      'The status of Networks lacks them. The metrics port of nodes has to be open to the controller.',
  },
  {
    alert: 'GenieNoController',
    expr: 'sum(genie_controller_leader) == 0',
    for: '10m',
    severity: 'warning',
    summary: 'No replica of the controller works',
    description: 'The status of Networks and SelectionProfiles stands still; no pod is affected.',
  },
]
