import type { Candidate } from '../../domain/decision.ts'

/** The best ones of a ranking, at most so many, each on a link of its own: two on one link would fail together. */
export function pickApart(ranked: readonly Candidate[], wanted: number): readonly Candidate[] {
  const taken = new Set<string>()
  const picked: Candidate[] = []
  for (const candidate of ranked) {
    if (picked.length >= wanted) break
    const { network, excluded, uplinkGroup = network } = candidate
    if (excluded !== null || taken.has(uplinkGroup)) continue
    taken.add(uplinkGroup)
    picked.push(candidate)
  }
  return picked
}
