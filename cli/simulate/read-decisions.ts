import type { Decision } from '../../domain/decision.ts'
import { DecisionPage } from '../../domain/network-board.ts'
import type { AgentPod } from '../cluster/agent-pod.ts'
import { askAgent } from '../cluster/ask-agent.ts'
import type { Cluster } from '../cluster/cluster.ts'

const pageSize = 200
/** A node that made more than this in the time asked for is read no further; it starts a pod each 12 s for a week. */
const mostPages = 250

/** The decisions of a node since a time, newest first, page by page. */
export async function readDecisions(
  cluster: Cluster,
  agent: AgentPod,
  { sinceMs, namespace }: { readonly sinceMs: number; readonly namespace: string | undefined },
): Promise<readonly Decision[]> {
  const found: Decision[] = []
  let before: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ limit: String(pageSize) })
    if (before !== null) query.set('before', before)
    if (namespace !== undefined) query.set('namespace', namespace)
    const { decisions, next }: DecisionPage = await askAgent(cluster, agent, DecisionPage, {
      path: `/api/v1/decisions?${query.toString()}`,
    })
    found.push(...decisions.filter(({ at }) => at >= sinceMs))
    before = next
    if (next === null || decisions.some(({ at }) => at < sinceMs)) break
  }
  return found
}
