import type { Decision } from '../../domain/decision.ts'

/** Of each interface of each pod the newest decision, newest first. */
export function latestDecisions(decisions: readonly Decision[]): Decision[] {
  const seen = new Set<string>()
  return decisions
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .filter(({ pod, ifname }) => {
      const key = `${pod.uid}/${ifname}`
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}
