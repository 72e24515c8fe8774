import type { KubeObject } from '../../kube/kube-object.ts'
import type { ObjectQuery } from './cluster-objects.ts'
import { recordOf, textOf, textsOf } from './plugin-conf.ts'

/** What addresses are counted by of a Node. */
export interface NodeFacts {
  /** Of both families; `podCIDR` alone is older than dual stack. */
  readonly podCidrs: readonly string[]
  /** `k8s.ovn.org/node-subnets` and `networking.gke.io/networks`, as they stand. */
  readonly ovnSubnets: string | undefined
  readonly gkeNetworks: string | undefined
}

/** The one object of this node. */
export function nodeQuery(node: string): ObjectQuery<NodeFacts> {
  return { apis: ['v1'], kind: 'Node', plural: 'nodes', isNamespaced: false, name: node, keep: parseNode }
}

/** Reads a Node as core/v1 has it; whatever is missing is not there. */
export function parseNode({ metadata, spec }: KubeObject): NodeFacts {
  const { podCIDRs, podCIDR } = recordOf(spec)
  const single = textOf(podCIDR)
  const several = textsOf(podCIDRs)
  return {
    podCidrs: several.length > 0 || single === undefined ? several : [single],
    ovnSubnets: metadata.annotations?.['k8s.ovn.org/node-subnets'],
    gkeNetworks: metadata.annotations?.['networking.gke.io/networks'],
  }
}
