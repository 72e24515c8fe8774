import { Value } from 'typebox/value'
import { NetworkStatus } from '../../domain/resources/network-resource.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import type { NetworkSummary } from './networks-report.ts'

/** Network resources that the controller has written a status into, by name. */
export function sumUpResources(resources: readonly KubeObject[]): NetworkSummary[] {
  return resources.flatMap(({ metadata: { name }, status }) => {
    if (!Value.Check(NetworkStatus, status)) return []
    const { nodes, attachments, addresses = null, bands, bestOn } = status
    return [{ name, nodes, attachments, addresses, score: null, states: bands, bestOn, perNode: [] }]
  })
}
