import type { Decision } from '../../domain/decision.ts'

/** An outcome never goes back to `planned`: an answer that was overtaken on its way must not undo the newer event. */
const newerOf = (known: Decision | undefined, incoming: Decision): Decision =>
  known !== undefined && known.outcome !== 'planned' && incoming.outcome === 'planned' ? known : incoming

/** All decisions of both lists once each, newest first, whatever order pages and events arrived in. */
export function mergeDecisions(known: readonly Decision[], incoming: readonly Decision[]): Decision[] {
  const byId = new Map(known.map((decision) => [decision.id, decision]))
  for (const decision of incoming) byId.set(decision.id, newerOf(byId.get(decision.id), decision))
  return [...byId.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}
