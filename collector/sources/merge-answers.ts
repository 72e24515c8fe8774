import type { NetworkFigures } from '../../domain/network-sample.ts'
import type { SourceKind } from './figure-source.ts'

/** What one source tells of each network. */
export interface Told {
  readonly kind: SourceKind
  readonly figures: ReadonlyMap<string, Partial<NetworkFigures>>
}

/** Of each kind the first source that knows a network tells all of its figures; kinds go side by side. */
export function mergeAnswers(told: readonly Told[]): Map<string, Partial<NetworkFigures>> {
  const merged = new Map<string, Partial<NetworkFigures>>()
  const taken = new Set<string>()
  for (const { kind, figures } of told)
    for (const [network, known] of figures) {
      const key = JSON.stringify([kind, network])
      if (taken.has(key)) continue
      taken.add(key)
      merged.set(network, { ...merged.get(network), ...known })
    }
  return merged
}
