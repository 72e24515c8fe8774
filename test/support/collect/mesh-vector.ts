/** As `bench/lay-agent-ground.ts` calls the networks of the measured node. */
const networks = ['genie-alpha', 'genie-beta', 'genie-gamma', 'genie-delta']

/** What a Prometheus of a cluster with so many owners answers to a query for response times; all else is empty. */
export function meshVector(query: string, owners: number, nowMs: number): string {
  const result = query.includes('istio_request_duration_milliseconds_bucket')
    ? [
        ...Array.from({ length: owners }, (_, index) =>
          networks.flatMap((network) => ofOwner(`app-${index}`, network, nowMs)),
        ).flat(),
        series({ figure: 'scraped' }, nowMs / 1_000, nowMs),
      ]
    : []
  return JSON.stringify({ status: 'success', data: { resultType: 'vector', result } })
}

function ofOwner(owner: string, network: string, nowMs: number) {
  const labels = { namespace: 'default', owner, network }
  return [
    series({ ...labels, figure: 'p95' }, 10 + network.length, nowMs),
    series({ ...labels, figure: 'requests' }, 500, nowMs),
  ]
}

function series(metric: Readonly<Record<string, string>>, value: number, nowMs: number) {
  return { metric, value: [nowMs / 1_000, String(value)] }
}
