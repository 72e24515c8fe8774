import { kinds } from '../../kube/kinds.ts'
import type { KubeKind } from '../../kube/kube-object.ts'
import type { KubeApi } from './kube-api/kube-api.ts'

/** Lets an API server have all custom resources that an agent reads, whatever stands in them. */
export function seedCrds(api: KubeApi): void {
  const { nad, logicalNetwork, physicalNetwork, selectionProfile, network, priceBook } = kinds
  api.seed(...[nad, logicalNetwork, physicalNetwork, selectionProfile, network, priceBook].map(crdOf))
}

/** Lets it have one more, such as that of a CNI. */
export function seedDefinition(api: KubeApi, kind: KubeKind): void {
  api.seed(crdOf(kind))
}

function crdOf({ group, version, kind, plural, isNamespaced }: KubeKind) {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: isNamespaced ? 'Namespaced' : 'Cluster',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  }
}
