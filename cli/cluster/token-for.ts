import type { AgentPod } from './agent-pod.ts'
import type { Cluster } from './cluster.ts'

/** Where the chart installs. */
const usualNamespace = 'cni-genie'

/**
 * The caller's token for an agent that asks for it. Anybody can give a pod of theirs an agent's labels, so it goes to none
 * but pods of the namespace that CNI-Genie is known to be in.
 * @throws {Error} one sentence if it must not be sent, or if there is none
 */
export async function tokenFor(
  { genieNamespace = usualNamespace, token }: Pick<Cluster, 'genieNamespace' | 'token'>,
  { namespace, node }: Pick<AgentPod, 'namespace' | 'node'>,
): Promise<string> {
  if (namespace !== genieNamespace)
    throw new Error(
      `Cannot tell the agent on ${node} who you are as it is in namespace ${namespace}: if CNI-Genie is installed there, say --genie-namespace ${namespace}`,
    )
  const own = await token()
  if (own !== null) return own
  throw new Error(
    `Cannot tell the agent on ${node} who you are, as it asks: use a kubeconfig that signs in by a token, and no --as`,
  )
}
