import type { CatalogueEntry } from '../../domain/catalogue.ts'
import { catalogue } from './catalogue.ts'

/** A plugin of a network's chain, as much of its conf as the catalogue looks at. */
export interface CataloguedPlugin {
  readonly type: string
  readonly ipam?: unknown
}

const byPlugin = entriesBy(({ plugins }) => plugins)
const byIpam = entriesBy(({ plugins, ipam = [] }) => (plugins.length === 0 ? ipam : []))

/**
 * The entries of a network's chain: of each plugin the one that names its IPAM plugin too, else the one that names none;
 * and that of the IPAM plugin itself.
 */
export function entriesOf(plugins: readonly CataloguedPlugin[]): readonly CatalogueEntry[] {
  return plugins.flatMap((plugin) => {
    const ipam = ipamTypeOf(plugin)
    const named = byPlugin.get(plugin.type) ?? []
    const own =
      named.find((each) => each.ipam?.includes(ipam) === true) ??
      named.find((each) => each.ipam === undefined)
    return [...(own === undefined ? [] : [own]), ...(byIpam.get(ipam) ?? [])]
  })
}

function ipamTypeOf({ ipam }: CataloguedPlugin): string {
  const { type } = (ipam ?? {}) as { readonly type?: unknown }
  return typeof type === 'string' ? type : ''
}

function entriesBy(
  typesOf: (entry: CatalogueEntry) => readonly string[],
): ReadonlyMap<string, readonly CatalogueEntry[]> {
  const found = new Map<string, CatalogueEntry[]>()
  for (const entry of catalogue.cnis)
    for (const type of typesOf(entry)) found.set(type, [...(found.get(type) ?? []), entry])
  return found
}
