import { quoteLabel, taggedUnion } from '../prometheus/promql.ts'
import type { Mesh } from './mesh.ts'
import { ownerPattern } from './owner-pattern.ts'

/** Five minutes: shorter windows hold too few requests of most owners, longer ones are not about now. */
const window = '5m'

/**
 * Which network the pod's primary interface is on, and who owns the pod. One series for each pod, or the join fails as
 * a whole: while a pod of the same name moves from one node to another there may be two.
 */
const podNetworks = `label_replace(label_replace(topk by (namespace, pod) (1, max by (namespace, pod, network) (genie_pod_network_info{interface="eth0"})), "owner", "$1", "pod", "(.*)"), "owner", "$1", "pod", ${quoteLabel(ownerPattern)})`

/**
 * One query for the whole cluster: for each owner and network the p95 of its requests (`figure="p95"`) and how many
 * there were (`requests`); and when the newest of it was scraped, in Unix seconds (`scraped`).
 */
export function applicationQuery(mesh: Mesh): string {
  return taggedUnion({
    p95: `histogram_quantile(0.95, ${byOwner(mesh, '')})`,
    requests: `sum by (namespace, owner, network) (${byOwner(mesh, ', le="+Inf"')})`,
    scraped: `max(timestamp(${mesh.metric}_bucket{${mesh.matchers}, le="+Inf"}))`,
  })
}

function byOwner(mesh: Mesh, matcher: string): string {
  const buckets = `increase(${mesh.metric}_bucket{${mesh.matchers}${matcher}}[${window}])`
  const byPod = `sum by (${mesh.namespaceLabel}, ${mesh.podLabel}, le) (${buckets})`
  const named = renamed(renamed(byPod, mesh.namespaceLabel, 'namespace'), mesh.podLabel, 'pod')
  return `sum by (namespace, owner, network, le) (${named} * on (namespace, pod) group_left (network, owner) ${podNetworks})`
}

function renamed(expression: string, from: string, to: string): string {
  return from === to ? expression : `label_replace(${expression}, "${to}", "$1", "${from}", "(.*)")`
}
