import type { Access } from '../../service-kit/access/access.ts'
import type { AccessOptions } from '../../service-kit/access/local-access.ts'
import { openAccess } from '../../service-kit/access/open-access.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { AgentConfig } from '../config.ts'

/** What says who may call the agent. */
export interface AgentAccessParts {
  readonly config: AgentConfig
  readonly cluster: Pick<Cluster, 'client'> | null
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Who may call the API of this agent. What asks a cluster is loaded only where it is asked.
 * @throws {Error} one sentence if the settings want what is not there
 */
export async function agentAccess({ config, cluster, clock, logger }: AgentAccessParts): Promise<Access> {
  const parts = { settings: config, isLocalOpen: false, logger }
  if (cluster === null || config.GENIE_ACCESS !== 'cluster') return openAccess({ ...parts, ofCluster: null })
  const { clusterAccess } = await import('../../kube/access/cluster-access.ts')
  const { client } = cluster
  const ofCluster = (options: AccessOptions) => clusterAccess({ ...options, client, clock, logger })
  return openAccess({ ...parts, ofCluster })
}
