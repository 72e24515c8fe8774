import type { Manifest } from '../../domain/manifest.ts'
import type { Nad } from './nad.ts'

const apiVersion = 'k8s.cni.cncf.io/v1'

/**
 * The NetworkAttachmentDefinition of a manifest; undefined for other kinds.
 * @throws {Error} that says what the API server would have refused
 */
export function parseNad(manifest: Manifest): Nad | undefined {
  if (manifest.kind !== 'NetworkAttachmentDefinition') return undefined
  const { namespace, name, annotations, spec } = manifest
  if (manifest.apiVersion !== apiVersion)
    throw new Error(`its apiVersion is "${manifest.apiVersion}": write ${apiVersion}`)
  return { namespace, name, config: configOf(spec), annotations }
}

function configOf(spec: unknown): string | null {
  const { config } = (spec ?? {}) as { readonly config?: unknown }
  if (config === undefined || config === null) return null
  if (typeof config !== 'string') throw new Error('its spec.config is no text: put the JSON in quotes')
  return config.trim() === '' ? null : config
}
