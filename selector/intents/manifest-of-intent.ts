import type { Manifest } from '../../domain/manifest.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import type { Intent } from '../../store/intent-store.ts'

/** An intent as the readers of definitions take it. */
export function manifestOfIntent({ kind, namespace, name, version, spec }: Intent): Manifest {
  return {
    apiVersion: resourceApiVersion,
    kind,
    namespace,
    name,
    uid: '',
    generation: version,
    annotations: {},
    labels: {},
    spec,
  }
}
