import type { NodeFigures } from './agent-scraper.ts'

/** The networks that any node has; null while there is an agent that has not told, or none at all. */
export function knownNetworks(agents: readonly NodeFigures[]): ReadonlySet<string> | null {
  if (agents.length === 0 || agents.some(({ figures }) => figures === null)) return null
  return new Set(agents.flatMap(({ figures }) => [...(figures?.keys() ?? [])]))
}
