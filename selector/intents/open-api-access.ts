import type { KubeClient } from '../../kube/kube-client.ts'
import type { Access } from '../../service-kit/access/access.ts'
import type { AccessSettings } from '../../service-kit/access/access-settings.ts'
import type { AccessOptions } from '../../service-kit/access/local-access.ts'
import { openAccess } from '../../service-kit/access/open-access.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'

/** What says who may call. */
export interface ApiAccessParts {
  readonly settings: AccessSettings
  /** Whether in `local` everybody may read where nothing else is set. */
  readonly isLocalOpen: boolean
  /** Null where there is no API server. */
  readonly client: Pick<KubeClient, 'create'> | null
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Who may call an API of ours. What asks a cluster is loaded only where it is asked.
 * @throws {Error} one sentence if the settings want what is not there
 */
export async function openApiAccess(parts: ApiAccessParts): Promise<Access> {
  const { settings, isLocalOpen, client, clock, logger } = parts
  const common = { settings, isLocalOpen, logger }
  if (client === null || settings.GENIE_ACCESS !== 'cluster')
    return openAccess({ ...common, ofCluster: null })
  const { clusterAccess } = await import('../../kube/access/cluster-access.ts')
  const ofCluster = (options: AccessOptions) => clusterAccess({ ...options, client, clock, logger })
  return openAccess({ ...common, ofCluster })
}
