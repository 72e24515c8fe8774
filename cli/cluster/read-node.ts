import { NodeFacts } from '../../domain/node-facts.ts'
import type { AgentPod } from './agent-pod.ts'
import { AgentRefusal, askAgent, fetchFromAgent } from './ask-agent.ts'
import type { Cluster } from './cluster.ts'
import { faultsInReadyz } from './parse-readyz.ts'

/** How a node's agent says that it is. */
export interface NodeReading {
  /** Null from an agent that is older than the question. */
  readonly facts: NodeFacts | null
  /** What it says is wrong, in sentences. */
  readonly faults: readonly string[]
}

/** Asks an agent how it is. @throws {Error} if it does not answer */
export async function readNode(cluster: Cluster, agent: AgentPod): Promise<NodeReading> {
  const [readyz, facts] = await Promise.all([
    fetchFromAgent(cluster, agent, { path: '/readyz?verbose' }),
    factsOf(cluster, agent),
  ])
  return { facts, faults: faultsInReadyz(readyz.status, readyz.body) }
}

async function factsOf(cluster: Cluster, agent: AgentPod): Promise<NodeFacts | null> {
  try {
    return await askAgent(cluster, agent, NodeFacts, { path: '/api/v1/node' })
  } catch (error) {
    if (error instanceof AgentRefusal && error.status === 404) return null
    throw error
  }
}
