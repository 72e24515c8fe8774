/** A mesh's histogram of how long requests took, as the side that sends them sees it. */
export interface Mesh {
  /** As in figures' source. */
  readonly name: string
  /** The histogram without `_bucket`. */
  readonly metric: string
  /** Label matchers, without braces. */
  readonly matchers: string
  /** Which of its labels are the sending pod's; the first two are what a scrape of the pod itself sets. */
  readonly namespaceLabel: string
  readonly podLabel: string
}

/**
 * Tried in this order: the more a mesh knows of requests the earlier. Units do not matter, as only ratios within one
 * mesh are made. Sources: Istio "Standard Metrics"; Linkerd "Proxy Metrics"; Cilium "Monitoring & Metrics", Hubble's
 * `httpV2` with `labelsContext=source_namespace,source_pod`; Envoy "Cluster statistics", `upstream_rq_time`.
 */
export const meshes: readonly Mesh[] = [
  scraped('istio', 'istio_request_duration_milliseconds', 'reporter="source"'),
  scraped('linkerd', 'response_latency_ms', 'direction="outbound"'),
  {
    name: 'hubble',
    metric: 'hubble_http_request_duration_seconds',
    matchers: 'source_pod!=""',
    namespaceLabel: 'source_namespace',
    podLabel: 'source_pod',
  },
  scraped('envoy', 'envoy_cluster_upstream_rq_time', 'pod!=""'),
]

function scraped(name: string, metric: string, matchers: string): Mesh {
  return { name, metric, matchers, namespaceLabel: 'namespace', podLabel: 'pod' }
}
