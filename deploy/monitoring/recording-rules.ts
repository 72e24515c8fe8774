/** A figure that Prometheus computes ahead, named `level:metric:operations`. */
export interface RecordingRule {
  readonly record: string
  readonly expr: string
}

/** What alerts and the dashboard share. */
export const recordingRules: readonly RecordingRule[] = [
  { record: 'node:genie_plans:rate5m', expr: 'sum by (node) (rate(genie_plans_total[5m]))' },
  {
    record: 'node:genie_plans_failed:ratio_rate5m',
    expr: 'sum by (node) (rate(genie_plans_total{outcome="refused"}[5m])) / sum by (node) (rate(genie_plans_total[5m]))',
  },
  {
    record: 'node_network:genie_addresses_used:ratio',
    expr: 'genie_network_addresses_used / genie_network_addresses_total',
  },
  {
    record: 'cluster:genie_attach_overhead_seconds:p99_rate5m',
    expr: 'histogram_quantile(0.99, sum by (le) (rate(genie_attach_overhead_seconds_bucket[5m])))',
  },
  {
    record: 'cluster:genie_observed_agreement:ratio_rate1h',
    expr: 'sum(rate(genie_observed_total{agrees="true"}[1h])) / sum(rate(genie_observed_total[1h]))',
  },
]
