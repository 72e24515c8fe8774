import type { ManifestDir } from '../manifests/manifest-dir.ts'
import { parseLogicalNetwork, parsePhysicalNetwork, type NamedResource } from './logical-network.ts'
import type { LogicalNetworkSource } from './plan-logical-network.ts'

/** Logical and physical networks by the manifests of a directory. */
export function logicalNetworksIn(directory: ManifestDir): LogicalNetworkSource {
  const logical = directory.view(parseLogicalNetwork)
  const physical = directory.view(parsePhysicalNetwork)
  return {
    logical: (namespace, name) => find(logical(), namespace, name),
    physical: (namespace, name) => find(physical(), namespace, name),
  }
}

/** For a node where nobody keeps any. */
export const noLogicalNetworks: LogicalNetworkSource = {
  logical: () => undefined,
  physical: () => undefined,
}

function find<T extends NamedResource<unknown>>(
  resources: readonly T[],
  namespace: string,
  name: string,
): T | undefined {
  return resources.find((resource) => resource.namespace === namespace && resource.name === name)
}
