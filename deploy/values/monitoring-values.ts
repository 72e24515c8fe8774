import { closed, flag, text, texts } from './workload-values.ts'

const interval = { pattern: '^[0-9]+(ms|s|m|h)$' }

/** Values of what the Prometheus operator and Grafana take, all off by default. */
export const monitoringValues = {
  podMonitor: closed(
    {
      enabled: flag(
        false,
        'PodMonitors of agent, controller and standing selector, for the Prometheus operator.',
      ),
      interval: text('30s', 'How often they are scraped.', interval),
      labels: texts('Labels by which a Prometheus finds them.'),
    },
    'For the Prometheus operator.',
  ),
  serviceMonitor: closed(
    {
      enabled: flag(
        false,
        'Headless Services and ServiceMonitors instead, where PodMonitors are not selected.',
      ),
      interval: text('30s', 'How often they are scraped.', interval),
      labels: texts('Labels by which a Prometheus finds them.'),
    },
    'For the Prometheus operator, instead.',
  ),
  prometheusRule: closed(
    {
      enabled: flag(false, 'Recording and alerting rules.'),
      labels: texts('Labels by which a Prometheus finds them.'),
    },
    'For the Prometheus operator.',
  ),
  dashboards: closed(
    {
      enabled: flag(false, "ConfigMap for Grafana's sidecar."),
      labels: texts('Labels by which the sidecar finds it.', { grafana_dashboard: '1' }),
    },
    'For Grafana.',
  ),
}
