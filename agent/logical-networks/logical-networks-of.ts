import { found } from '../manifests/found.ts'
import type { ManifestSource } from '../manifests/manifest-source.ts'
import { parseLogicalNetwork, parsePhysicalNetwork } from './logical-network.ts'
import type { LogicalNetworkSource } from './plan-logical-network.ts'

/** The logical and physical networks among manifests. */
export function logicalNetworksOf(manifests: ManifestSource): LogicalNetworkSource {
  const logical = manifests.view(parseLogicalNetwork)
  const physical = manifests.view(parsePhysicalNetwork)
  return {
    logical: (namespace, name) => found(logical(), { namespace, name }, manifests, 'logical network'),
    physical: (namespace, name) => found(physical(), { namespace, name }, manifests, 'physical network'),
  }
}

/** For a node where nobody keeps any. */
export const noLogicalNetworks: LogicalNetworkSource = {
  logical: () => undefined,
  physical: () => undefined,
}
