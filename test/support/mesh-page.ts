/** Requests that pods of one owner make on one network between two scrapes. */
export interface MeshTraffic {
  readonly namespace?: string
  readonly pod: string
  readonly network: string
  /** How long each takes, in the metric's unit; the buckets are 1, 10, 100 and 1 000. */
  readonly each: number
  readonly perScrape?: number
}

const bounds = ['1', '10', '100', '1000', '+Inf']

/** A page with a mesh's histogram and the networks of its pods, after so many scrapes. */
export function meshPage(
  metric: string,
  labels: string,
  traffic: readonly MeshTraffic[],
  scrape: number,
  [namespaceLabel, podLabel]: readonly [string, string] = ['namespace', 'pod'],
): string {
  const buckets = traffic.flatMap(({ namespace = 'shop', pod, each, perScrape = 100 }) =>
    bounds.map((le) => {
      const count = le === '+Inf' || each <= Number(le) ? scrape * perScrape : 0
      return `${metric}_bucket{${namespaceLabel}="${namespace}",${podLabel}="${pod}",${labels},le="${le}"} ${count}`
    }),
  )
  const networks = traffic.map(
    ({ namespace = 'shop', pod, network }) =>
      `genie_pod_network_info{namespace="${namespace}",pod="${pod}",network="${network}",interface="eth0"} 1`,
  )
  return [
    `# TYPE ${metric} histogram`,
    ...buckets,
    '# TYPE genie_pod_network_info gauge',
    ...networks,
    '',
  ].join('\n')
}
