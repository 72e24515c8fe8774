import { found } from '../manifests/found.ts'
import type { ManifestSource } from '../manifests/manifest-source.ts'
import type { NadSource } from './nad.ts'
import { parseNad } from './parse-nad.ts'

/** The NetworkAttachmentDefinitions among manifests; of several with one name the first. */
export function nadsOf(manifests: ManifestSource): NadSource {
  const nads = manifests.view(parseNad)
  return {
    find: (namespace, name) =>
      Promise.try(() => found(nads(), { namespace, name }, manifests, 'NetworkAttachmentDefinition')),
  }
}
