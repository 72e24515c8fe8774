/** A panel of the dashboard. */
export interface Panel {
  readonly title: string
  readonly kind: 'timeseries' | 'stat' | 'table'
  /** PromQL by what its legend calls it. */
  readonly queries: Readonly<Record<string, string>>
  readonly unit: string
}

/** Panels by the row that they stand in, from what pods get to what the machinery does. */
export const dashboardRows: Readonly<Record<string, readonly Panel[]>> = {
  Networks: [
    series('Score', 'percentunit', { '{{node}} {{network}}': 'genie_network_score{node=~"$node"}' }),
    series('Utilization', 'percentunit', {
      '{{node}} {{network}}': 'genie_network_utilization_ratio{node=~"$node"}',
    }),
    series('Best on so many nodes', 'short', {
      '{{network}}': 'sum by (network) (genie_network_best{node=~"$node"})',
    }),
    series('No pod can get it, on so many nodes', 'short', {
      '{{network}}': 'sum by (network) (genie_network_excluded{node=~"$node"})',
    }),
    series('Attachments', 'short', {
      '{{network}}': 'sum by (network) (genie_network_attachments{node=~"$node"})',
    }),
    series('Interfaces of pods', 'short', {
      '{{network}} {{interface}}': 'count by (network, interface) (genie_pod_network_info{node=~"$node"})',
    }),
    series('Addresses in use', 'percentunit', {
      '{{node}} {{network}}': 'node_network:genie_addresses_used:ratio{node=~"$node"}',
      'all of {{network}}':
        'sum by (network) (genie_network_addresses_used) / sum by (network) (genie_network_addresses_total)',
    }),
  ],
  'What networks measure': [
    series('Latency to other nodes, p50 and p95', 's', {
      'p{{quantile}} {{node}} {{network}}': 'genie_network_latency_seconds{node=~"$node"}',
    }),
    series('Jitter', 's', { '{{node}} {{network}}': 'genie_network_jitter_seconds{node=~"$node"}' }),
    series('Loss, the upper bound', 'percentunit', {
      '{{node}} {{network}}': 'genie_network_loss_ratio{node=~"$node"}',
    }),
    series('HTTP response, p95', 's', {
      '{{node}} {{network}}': 'genie_network_response_seconds{node=~"$node"}',
    }),
    series('Headroom', 'bps', {
      '{{node}} {{network}}': 'genie_network_headroom_bits_per_second{node=~"$node"}',
    }),
    series('Applications over their own median', 'percentunit', {
      '{{node}} {{network}}': 'genie_network_application_ratio{node=~"$node"}',
    }),
    series('Until it is full, at the present trend', 's', {
      'addresses {{node}} {{network}}': 'genie_network_addresses_exhausted_seconds{node=~"$node"}',
      'link {{node}} {{network}}': 'genie_network_saturated_seconds{node=~"$node"}',
    }),
    {
      title: 'Prices and subnets',
      kind: 'table',
      unit: 'short',
      queries: {
        prices: 'max by (network, currency) (genie_network_price_per_gigabyte)',
        subnets: 'max by (network) (genie_network_subnets)',
      },
    },
  ],
  Picks: [
    series('Decisions', 'ops', {
      '{{network}}': 'sum by (network) (rate(genie_decisions_total{node=~"$node"}[5m]))',
    }),
    series('Observed pods that would have got the same', 'percentunit', {
      share: 'cluster:genie_observed_agreement:ratio_rate1h',
      '{{agrees}}': 'sum by (agrees) (rate(genie_observed_total{node=~"$node"}[5m]))',
    }),
    series('Plans', 'ops', {
      '{{outcome}}': 'sum by (outcome) (rate(genie_plans_total{node=~"$node"}[5m]))',
    }),
    series('Other networks within an ADD, and networks that cool down', 'ops', {
      'again: {{outcome}}': 'sum by (outcome) (rate(genie_retries_total{node=~"$node"}[5m]))',
      'cools down: {{network}}': 'sum by (network) (rate(genie_cooldowns_total{node=~"$node"}[5m]))',
    }),
    series('What the plugin did', 'ops', {
      '{{command}} {{outcome}}': 'sum by (command, outcome) (rate(genie_reports_total{node=~"$node"}[5m]))',
    }),
  ],
  'Start of pods': [
    series('Time of an ADD without delegates, p50 and p99', 's', {
      p50: quantile(0.5, 'genie_attach_overhead_seconds'),
      p99: 'cluster:genie_attach_overhead_seconds:p99_rate5m',
    }),
    series('Steps of an ADD, p99', 's', {
      '{{step}}': quantile(0.99, 'genie_attach_step_duration_seconds', 'step'),
    }),
    series('Time of a plan, p99', 's', { p99: quantile(0.99, 'genie_plan_duration_seconds') }),
    series('Plugins at the socket', 'short', {
      'wait {{node}}': 'genie_plugin_queue_length{node=~"$node"}',
      'open {{node}}': 'genie_plugin_connections{node=~"$node"}',
    }),
  ],
  'The API': [
    series('Nothing heard for', 's', { '{{node}} {{kind}}': 'genie_kube_away_seconds{node=~"$node"}' }),
    series('Objects in memory', 'short', {
      '{{kind}}': 'max by (kind) (genie_kube_objects{node=~"$node"})',
      'without a list: {{kind}}': 'count by (kind) (genie_kube_synced{node=~"$node"} == 0)',
    }),
    series('Lists, watches and failures', 'ops', {
      'lists {{kind}}': 'sum by (kind) (rate(genie_kube_lists_total{node=~"$node"}[5m]))',
      'watches {{kind}}': 'sum by (kind) (rate(genie_kube_watches_total{node=~"$node"}[5m]))',
      'failures {{kind}}': 'sum by (kind) (rate(genie_kube_faults_total{node=~"$node"}[5m]))',
    }),
    series('What pods are told', 'ops', {
      'annotations {{outcome}}': 'sum by (outcome) (rate(genie_pod_writes_total{node=~"$node"}[5m]))',
      'events {{reason}} {{outcome}}':
        'sum by (reason, outcome) (rate(genie_pod_events_total{node=~"$node"}[5m]))',
      'pods that wait, {{node}}': 'genie_pod_writes_pending{node=~"$node"}',
    }),
  ],
  Machinery: [
    series('Rounds of measuring', 'ops', {
      '{{node}}': 'rate(genie_collector_rounds_total{node=~"$node"}[5m])',
    }),
    series('Time of a round, p99', 's', {
      p99: quantile(0.99, 'genie_collector_round_duration_seconds'),
      '{{source}}': 'max by (source) (genie_collector_source_duration_seconds{node=~"$node"})',
    }),
    series('Sources that do not answer, on so many nodes', 'short', {
      '{{kind}}: {{source}}':
        'count by (kind, source) (genie_collector_source_available{node=~"$node"} == 0)',
    }),
    series('Figures that were dropped', 'ops', {
      '{{source}}: {{reason}}':
        'sum by (source, reason) (rate(genie_collector_dropped_total{node=~"$node"}[5m]))',
    }),
    series("Databases on nodes' disks", 'bytes', {
      '{{node}}': 'genie_store_bytes{node=~"$node"}',
    }),
    series('Stores in trouble', 'short', {
      'rounds that wait, {{node}}': 'genie_store_waiting_rounds{node=~"$node"}',
      'set aside as damaged, {{node}}': 'genie_store_damaged_files{node=~"$node"}',
    }),
    series("Rows on their way to the cluster's database", 'short', {
      'waiting, {{node}}': 'genie_ship_pending{node=~"$node"}',
      'shipped {{kind}}': 'sum by (kind) (rate(genie_shipped_total{node=~"$node"}[5m]))',
      'failed: {{reason}}': 'sum by (reason) (rate(genie_ship_failures_total{node=~"$node"}[5m]))',
    }),
    series('Sweeps and what they undid', 'ops', {
      '{{outcome}}': 'sum by (outcome) (rate(genie_sweeps_total{node=~"$node"}[15m]))',
      attachments: 'sum(rate(genie_swept_attachments_total{node=~"$node"}[15m]))',
    }),
    series('Agents that the controller hears', 'short', {
      '{{state}}': 'max by (state) (genie_controller_agents)',
      leaders: 'sum(genie_controller_leader)',
    }),
    series("The controller's work", 'ops', {
      'scrapes {{outcome}}': 'sum by (outcome) (rate(genie_controller_scrapes_total[5m]))',
      'status of {{kind}}: {{outcome}}':
        'sum by (kind, outcome) (rate(genie_controller_status_patches_total[5m]))',
    }),
    series('Time of a scrape, p99', 's', { p99: quantile(0.99, 'genie_controller_scrape_duration_seconds') }),
    {
      title: 'Versions and modes',
      kind: 'table',
      unit: 'short',
      queries: {
        agents: 'count by (version) (genie_build_info)',
        controllers: 'count by (version) (genie_controller_build_info)',
        modes: 'count by (mode) (genie_mode_info)',
      },
    },
  ],
}

function series(title: string, unit: string, queries: Panel['queries']): Panel {
  return { title, kind: 'timeseries', unit, queries }
}

function quantile(of: number, histogram: string, ...by: readonly string[]): string {
  return `histogram_quantile(${of}, sum by (${['le', ...by].join(', ')}) (rate(${histogram}_bucket[5m])))`
}
