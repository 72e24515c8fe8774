import type { Manifest } from '../../domain/manifest.ts'
import type { DefinedNetwork } from './merge-settings.ts'

/** The network that a NetworkAttachmentDefinition defines, as far as its name goes; undefined for other kinds. */
export function definedNetworkOf({ kind, namespace, name, spec }: Manifest): DefinedNetwork | undefined {
  if (kind !== 'NetworkAttachmentDefinition') return undefined
  const { config } = (spec ?? {}) as { readonly config?: unknown }
  return { namespace, name, config: typeof config === 'string' && config.trim() !== '' ? config : null }
}
