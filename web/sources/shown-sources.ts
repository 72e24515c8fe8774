import type { SourceKind, SourceStatus } from '../../domain/source-status.ts'
import { boardWords } from '../catalogue/board.ts'

/** The sources of one kind that are shown. */
export interface ShownSources {
  readonly kind: SourceKind
  readonly sources: readonly SourceStatus[]
}

/** Of each kind the sources that tell something, then those that cannot; whoever has nothing to do here is left out. */
export function shownSources(sources: readonly SourceStatus[]): ShownSources[] {
  const shown = sources
    .filter(({ networks, fault }) => networks > 0 || fault !== null)
    .toSorted((one, other) => Number(one.fault !== null) - Number(other.fault !== null))
  const kinds = new Set(sources.map(({ kind }) => kind))
  return [...kinds]
    .map((kind) => ({ kind, sources: shown.filter((source) => source.kind === kind) }))
    .filter((group) => group.sources.length > 0)
}

/** What a source is asked for and how it fares, in a sentence; `tells` is what its kind tells. */
export function sentenceOf({ fault, networks, lastDurationMs }: SourceStatus, tells: string): string {
  if (fault !== null) return fault
  const words = boardWords.value
  const of = words.tellsOf(tells, networks)
  return lastDurationMs === null ? of : words.within(of, Math.max(1, Math.round(lastDurationMs)))
}
