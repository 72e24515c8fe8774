/** What a page of metrics is served as, by Prometheus' libraries. */
export const metricTypes = ['text/plain', 'application/openmetrics-text'] as const
