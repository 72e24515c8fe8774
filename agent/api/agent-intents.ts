import type { IntentAccess } from '../../selector/intents/intent-access.ts'
import type { IntentManifests } from '../../selector/intents/intent-manifests.ts'
import { storeIntents } from '../../selector/intents/store-intents.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { IntentStore } from '../../store/intent-store.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { AgentConfig } from '../config.ts'
import type { ManifestSource } from '../manifests/manifest-source.ts'

/** What operators can change through an agent. */
export interface AgentIntentParts {
  readonly config: Pick<AgentConfig, 'GENIE_ACCESS'>
  readonly cluster: Pick<Cluster, 'client'> | null
  readonly intents: IntentStore
  /** What has to be read again after a write. */
  readonly stored: IntentManifests
  /** Definitions of files; null where there are none. */
  readonly directory: Pick<ManifestSource, 'all'> | null
  readonly clock: Clock
}

/** The kinds that an agent without a cluster reads from its store. */
export const storedKinds: readonly string[] = ['SelectionProfile', 'Network']

/** Intents of this agent: objects of its cluster, or without one rows of its store. */
export async function agentIntents(parts: AgentIntentParts): Promise<IntentAccess> {
  const { config, cluster, intents, stored, directory, clock } = parts
  if (cluster === null)
    return storeIntents({
      intents,
      declared: () => directory?.all() ?? [],
      onWritten: () => stored.refresh(),
      clock,
    })
  const { clusterIntents } = await import('../../selector/intents/cluster-intents.ts')
  const isSignedIn = config.GENIE_ACCESS === 'cluster'
  return clusterIntents({ client: cluster.client, isSignedIn, trail: intents, clock })
}
