import { NetworkBoard } from '../../domain/network-board.ts'
import { kinds } from '../../kube/kinds.ts'
import { askAgent } from '../cluster/ask-agent.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { lookForAgents } from '../cluster/find-agents.ts'
import { listAll } from '../cluster/list-all.ts'
import type { LiveNames } from '../command/command.ts'

type Reader = (cluster: Cluster) => Promise<readonly string[]>

const namesOf =
  (kind: (typeof kinds)[keyof typeof kinds]): Reader =>
  async (cluster) => {
    const { namespace } = cluster
    const scope = { metadataOnly: true, ...(kind.isNamespaced && { namespace }) }
    return (await listAll(cluster, kind, scope)).map(({ metadata: { name } }) => name)
  }

/** Asks the cluster for names, by what they are of. */
export const liveNames: Readonly<Record<Exclude<LiveNames, 'contexts'>, Reader>> = {
  pods: namesOf(kinds.pod),
  nodes: namesOf(kinds.node),
  namespaces: namesOf(kinds.namespace),
  // What one node has is what most have.
  networks: async (cluster) => {
    const agent = (await lookForAgents(cluster)).find(({ isReady }) => isReady)
    if (agent === undefined) return namesOf(kinds.network)(cluster)
    const { networks } = await askAgent(cluster, agent, NetworkBoard, { path: '/api/v1/networks' })
    return networks.map(({ name }) => name)
  },
}
