import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { Shipper } from '../store/ship/shipper.ts'
import type { Stores } from '../store/stores.ts'
import type { Cluster } from './cluster/cluster.ts'
import type { AgentConfig } from './config.ts'

/** What an agent is made of; all of it is opened and closed by the caller. */
export interface AgentParts {
  readonly config: AgentConfig
  readonly stores: Stores
  /** Null where nothing is shipped to a database of the cluster. */
  readonly shipper: Shipper | null
  /** Null on a machine without an API server. */
  readonly cluster: Cluster | null
  readonly clock: Clock
  readonly logger: Logger
}
