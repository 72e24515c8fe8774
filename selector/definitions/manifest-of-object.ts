import { modeKey } from '../../domain/annotation-keys.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'
import type { Manifest } from '../../domain/manifest.ts'

/** What tools note on every object, and nobody here reads; it is as long as the object itself. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * A definition of the API (a network, a profile) as a manifest; of the object only what plans are made of is kept. The
 * items of a list may not say of what kind they are.
 */
export function definitionOf({ group, version, kind }: KubeKind, { metadata, spec }: KubeObject): Manifest {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => key !== lastApplied)
  return {
    apiVersion: `${group}/${version}`,
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    generation: metadata.generation ?? 0,
    annotations: Object.fromEntries(annotations),
    labels: {},
    spec,
  }
}

/** A namespace as a manifest, which has the one label that is read; undefined for one without it. */
export function namespaceOf({ metadata }: KubeObject): Manifest | undefined {
  const mode = metadata.labels?.[modeKey]
  if (mode === undefined) return undefined
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    namespace: '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    generation: 0,
    annotations: {},
    labels: { [modeKey]: mode },
    spec: undefined,
  }
}
