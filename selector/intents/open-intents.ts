import type { Manifest } from '../../domain/manifest.ts'
import type { AccessSettings } from '../../service-kit/access/access-settings.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { IntentStore } from '../../store/intent-store.ts'
import type { ClusterIntentParts } from './cluster-intents.ts'
import type { IntentAccess } from './intent-access.ts'
import type { IntentManifests } from './intent-manifests.ts'
import { storeIntents } from './store-intents.ts'

/** What operators can change through an API of ours. */
export interface IntentParts {
  readonly settings: Pick<AccessSettings, 'GENIE_ACCESS'>
  /** Null where there is no API server. */
  readonly client: ClusterIntentParts['client'] | null
  readonly intents: IntentStore
  /** What has to be read again after a write. */
  readonly stored: IntentManifests
  /** Definitions of files. */
  readonly declared: () => readonly Manifest[]
  readonly clock: Clock
}

/** The kinds that are read from a store where there is no cluster. */
export const storedKinds: readonly string[] = ['SelectionProfile', 'Network', 'PriceBook']

/** Objects of the cluster, or without one rows of the store. */
export async function openIntents(parts: IntentParts): Promise<IntentAccess> {
  const { settings, client, intents, stored, declared, clock } = parts
  if (client === null) return storeIntents({ intents, declared, onWritten: () => stored.refresh(), clock })
  const { clusterIntents } = await import('./cluster-intents.ts')
  return clusterIntents({ client, isSignedIn: settings.GENIE_ACCESS === 'cluster', trail: intents, clock })
}
