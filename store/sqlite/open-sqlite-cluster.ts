import type { OwnerUse } from '../../domain/owner-use.ts'
import { systemClock, type Clock } from '../../service-kit/clock.ts'
import { toldPodsMs } from '../usage-store.ts'
import type { ClusterStore } from '../cluster-store.ts'
import { openSqliteStores } from './open-sqlite-stores.ts'

/**
 * Opens the file of one node's agent to read it as a cluster of that node alone. It is opened as one that ships, so that
 * what the agent has in its outbox stays there.
 * @throws {Error} one sentence, as `openSqliteStores` does
 */
export async function openSqliteCluster(
  path: string,
  node: string,
  clock: Clock = systemClock,
): Promise<ClusterStore> {
  const stores = await openSqliteStores(path, { isShipping: true, isReader: true })
  const close = () => stores.close()
  return {
    async nodes() {
      const latest = await stores.samples.latest()
      return latest.length === 0 ? [] : [{ name: node, seenAt: Math.max(...latest.map(({ at }) => at)) }]
    },
    samplesOf: () => stores.samples,
    async latestOf(nodes, sinceMs) {
      if (!nodes.includes(node)) return []
      const latest = await stores.samples.latest()
      return latest.filter(({ at }) => at >= sinceMs).map((sample) => ({ node, sample }))
    },
    networksOf: async (nodes) => new Map(nodes.includes(node) ? [[node, await stores.networks.all()]] : []),
    decisionsOf: () => stores.decisions,
    intents: stores.intents,
    usage: {
      owners: async () => (await stores.usage.owners()).map((use) => withPodsOf(use, clock.nowMs())),
      volumes: (month) => stores.usage.volumes(month),
    },
    historyOfAll: (query) => stores.samples.history(query),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Without its pods where its agent has not counted them of late; one that has none is not counted again. */
function withPodsOf({ pods, ...use }: OwnerUse, nowMs: number): OwnerUse {
  const isKnown = pods === 0 || Math.abs(nowMs - use.updatedAt) < toldPodsMs
  return pods !== undefined && isKnown ? { ...use, pods } : use
}
