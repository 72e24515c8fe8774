import type { Decision, DecisionOutcome } from '../../domain/decision.ts'

/** The order in which outcomes follow each other. */
const stage: Record<DecisionOutcome, number> = {
  planned: 0,
  observed: 1,
  attached: 1,
  failed: 1,
  detached: 2,
}

/** An outcome never goes back: an answer that was overtaken on its way must not undo the newer event. */
const newerOf = (known: Decision | undefined, incoming: Decision): Decision =>
  known !== undefined && stage[known.outcome] > stage[incoming.outcome] ? known : incoming

/** All decisions of both lists once each, newest first, whatever order pages and events arrived in. */
export function mergeDecisions(known: readonly Decision[], incoming: readonly Decision[]): Decision[] {
  const byId = new Map(known.map((decision) => [decision.id, decision]))
  for (const decision of incoming) byId.set(decision.id, newerOf(byId.get(decision.id), decision))
  return [...byId.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}
