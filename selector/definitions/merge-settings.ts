import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { NetworkResource } from './parse-network-resource.ts'

/** Settings by the name of the network's conf. */
export type SettingsByNetwork = Readonly<Record<string, NetworkSettings>>

/** A NetworkAttachmentDefinition as far as its network's name goes. */
export interface DefinedNetwork {
  readonly namespace: string
  readonly name: string
  /** A conf or conflist as source text; null means the network of the definition's own name. */
  readonly config: string | null
}

/**
 * The settings of every network: what the node's own file says, and of what it does not say, what `Network` resources
 * say. Of several resources for one network the first by name counts.
 */
export function mergeSettings(
  file: SettingsByNetwork,
  resources: readonly NetworkResource[],
  nads: readonly DefinedNetwork[],
): SettingsByNetwork {
  const merged = new Map<string, NetworkSettings>()
  for (const resource of resources.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const network = networkOf(resource, nads)
    if (!merged.has(network)) merged.set(network, resource.settings)
  }
  for (const [network, own] of Object.entries(file)) merged.set(network, { ...merged.get(network), ...own })
  return Object.fromEntries(merged)
}

/** A definition's network is called as its config says, else as the definition is called. */
function networkOf({ of }: NetworkResource, nads: readonly DefinedNetwork[]): string {
  if ('conf' in of) return of.conf
  const { namespace, name } = of.nad
  const nad = nads.find((each) => each.namespace === namespace && each.name === name)
  return nameIn(nad?.config ?? null) ?? name
}

function nameIn(config: string | null): string | null {
  try {
    const { name } = (JSON.parse(config ?? 'null') ?? {}) as { readonly name?: unknown }
    return typeof name === 'string' && name !== '' ? name : null
  } catch {
    return null
  }
}
