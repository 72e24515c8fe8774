import type { SourceStatus } from '../../domain/source-status.ts'

/** Sources that tell something, and those that cannot; whoever has nothing to do here is left out. */
export function shownSources(sources: readonly SourceStatus[]): SourceStatus[] {
  const shown = sources.filter(({ networks, fault }) => networks > 0 || fault !== null)
  return shown.toSorted((one, other) => Number(one.fault !== null) - Number(other.fault !== null))
}

/** What a source is asked for and how it fares, in a sentence. */
export function sentenceOf({ fault, networks, lastDurationMs }: SourceStatus, kind: string): string {
  if (fault !== null) return fault
  const of = `${kind} of ${networks} ${networks === 1 ? 'network' : 'networks'}`
  return lastDurationMs === null ? of : `${of}, in ${Math.max(1, Math.round(lastDurationMs))} ms`
}
