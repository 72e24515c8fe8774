import { dirname, join } from 'node:path'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { OpenCluster } from './cluster/open-cluster.ts'
import type { AgentConfig } from './config.ts'

/** What tells whether there is a cluster, and which. */
export interface ClusterSigns {
  readonly config: AgentConfig
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * The cluster of this node, followed from now on; null without one. What reads it is loaded only where there is one.
 * @throws {Error} if a kubeconfig is named and cannot be used
 */
export async function findCluster({ config, env, clock, logger }: ClusterSigns): Promise<OpenCluster | null> {
  if (config.KUBECONFIG === undefined && config.KUBERNETES_SERVICE_HOST === undefined) return null
  const [{ openClient }, { openCluster }] = await Promise.all([
    import('../kube/open-client.ts'),
    import('./cluster/open-cluster.ts'),
  ])
  try {
    const client = await openClient({ env, program: 'genie-agent', clock })
    return await openCluster({
      client,
      node: config.NODE_NAME,
      hasPods: config.GENIE_POD_DIR === undefined,
      hasNads: config.GENIE_NAD_DIR === undefined,
      snapshotPath: join(dirname(config.GENIE_DB), 'cluster.json'),
      clock,
      logger,
    })
  } catch (error) {
    if (config.KUBECONFIG !== undefined) throw error
    logger.warn(`Going on without the cluster, by what the runtime and directories say: ${messageOf(error)}`)
    return null
  }
}
