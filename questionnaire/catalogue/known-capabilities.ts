import type { CatalogueEntry } from '../../domain/catalogue.ts'
import { catalogue } from './catalogue.ts'
import { entriesOf, type CataloguedPlugin } from './entries-of.ts'

/** What the operator says of a network. */
export interface ToldCapabilities {
  readonly capabilities?: readonly string[]
  readonly lacks?: readonly string[]
}

/** Who can do the one can do the other. */
const implied: Readonly<Record<string, string>> = { wireguard: 'encrypted', ipsec: 'encrypted' }

/** Cells never change, and every decision asks for them. */
const sureOf = new WeakMap<CatalogueEntry, readonly string[]>()

/**
 * What a network can do: by the operator's word, and by cells of the catalogue that say `yes` and name their source. What
 * it lacks by the operator's word is taken from the catalogue's, never from the operator's own.
 */
export function knownCapabilities(plugins: readonly CataloguedPlugin[], told: ToldCapabilities): string[] {
  const { capabilities = [], lacks = [] } = told
  const catalogued = entriesOf(plugins).flatMap(sureWords)
  if (catalogued.length === 0 && capabilities.length === 0) return []
  const known = new Set([...capabilities, ...catalogued.filter((word) => !lacks.includes(word))])
  for (const [word, follows] of Object.entries(implied))
    if (known.has(word) && !lacks.includes(follows)) known.add(follows)
  return [...known]
}

function sureWords(entry: CatalogueEntry): readonly string[] {
  const kept = sureOf.get(entry)
  if (kept !== undefined) return kept
  const words = Object.entries(entry.cells)
    .filter(([, { has, source }]) => has === 'yes' && source !== null)
    .map(([word]) => word)
  sureOf.set(entry, words)
  return words
}

/** Every word that some CNI has for sure, by a cell with its source. */
export const sureCapabilities: ReadonlySet<string> = new Set(catalogue.cnis.flatMap(sureWords))
