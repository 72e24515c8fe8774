import { toldNetworks } from '../selector/live/told-networks.ts'
import type { Selectable } from '../selector/selector.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { NetworkStore } from '../store/network-store.ts'

/** What telling others of this node's networks takes. */
export interface NetworkTellingParts {
  readonly networks: () => readonly Selectable[]
  readonly store: Pick<NetworkStore, 'save'>
  readonly logger: Pick<Logger, 'error'>
}

/**
 * Keeps for those who have no confs which networks this node has, and nothing secret of them. To be called with every
 * round: the store writes only what has changed, and one that began anew is told again. Never throws.
 */
export function createNetworkTelling({ networks, store, logger }: NetworkTellingParts): () => Promise<void> {
  let hasFailed = false
  return async () => {
    try {
      await store.save(toldNetworks(networks()))
      hasFailed = false
    } catch (error) {
      if (!hasFailed)
        logger.error({ err: error }, 'Cannot store which networks there are: others know them as they were')
      hasFailed = true
    }
  }
}
