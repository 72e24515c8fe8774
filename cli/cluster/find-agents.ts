import { kinds } from '../../kube/kinds.ts'
import { KubeError } from '../../kube/kube-error.ts'
import { agentLabels, agentPodOf, type AgentPod } from './agent-pod.ts'
import type { Cluster } from './cluster.ts'
import { listAll } from './list-all.ts'

/**
 * The agents of the cluster, by node.
 * @throws {Error} if there is none, or the caller may not look for them
 */
export async function findAgents(cluster: Cluster): Promise<readonly AgentPod[]> {
  const agents = await lookForAgents(cluster)
  if (agents.length === 0)
    throw new Error(
      `Cannot find an agent of CNI-Genie ${whereOf(cluster)}: install it, or see kubectl genie doctor`,
    )
  return agents
}

/** The same, and an empty list where there is none. */
export async function lookForAgents(cluster: Cluster): Promise<readonly AgentPod[]> {
  const { genieNamespace } = cluster
  try {
    const pods = await listAll(cluster, kinds.pod, {
      labelSelector: agentLabels,
      ...(genieNamespace !== undefined && { namespace: genieNamespace }),
    })
    return pods
      .map(agentPodOf)
      .filter((agent) => agent !== null)
      .sort((one, other) => (one.node < other.node ? -1 : 1))
  } catch (error) {
    if (error instanceof KubeError && error.status === 403 && genieNamespace === undefined)
      throw new Error(
        'Cannot look for agents in all namespaces as you may not list pods there: name theirs with --genie-namespace',
        { cause: error },
      )
    throw error
  }
}

/**
 * The agent of a node.
 * @throws {Error} that names the nodes which have one
 */
export function agentOf(node: string, agents: readonly AgentPod[]): AgentPod {
  const agent =
    agents.find((each) => each.node === node && each.isReady) ?? agents.find((each) => each.node === node)
  if (agent !== undefined) return agent
  const nodes = agents.map((each) => each.node).filter(Boolean)
  const some = nodes.slice(0, 5).join(', ') + (nodes.length > 5 ? ' ...' : '')
  throw new Error(`Cannot find an agent on node ${node}: there is one on ${some || 'no node'}`)
}

const whereOf = ({ genieNamespace }: Cluster) =>
  genieNamespace === undefined ? 'in any namespace' : `in namespace ${genieNamespace}`
