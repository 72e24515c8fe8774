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

/** What is asked of a mesh, each for the whole cluster. */
export interface ApplicationExpressions {
  /** For each owner and network the 95th percentile of its requests, in the mesh's unit. */
  readonly p95: string
  /** How many there were. */
  readonly requests: string
  /** When the newest of it was scraped, in Unix seconds. */
  readonly scraped: string
}

/** What tells how the applications of a mesh fare; also what the recording rules in docs/examples are made of. */
export function applicationExpressions(mesh: Mesh): ApplicationExpressions {
  return {
    p95: `histogram_quantile(0.95, ${byOwner(mesh, '')})`,
    requests: `sum by (namespace, owner, network) (${byOwner(mesh, ', le="+Inf"')})`,
    scraped: `max(timestamp(${mesh.metric}_bucket{${mesh.matchers}, le="+Inf"}))`,
  }
}

/** What recording rules have worked out before, for all agents at once. */
export const recordedExpressions: ApplicationExpressions = {
  p95: 'genie:application_response:p95',
  requests: 'genie:application_requests:increase5m',
  scraped: 'max(timestamp(genie:application_requests:increase5m))',
}

/** All of it in one query; a series says by its label `figure` what it is. */
export function applicationQuery(expressions: ApplicationExpressions): string {
  return taggedUnion({ ...expressions })
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
