import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { Shipper } from '../../store/ship/shipper.ts'
import type { Stores } from '../../store/stores.ts'
import type { AgentConfig } from '../config.ts'

/** What shipping is set up from. */
export interface ShipperParts {
  readonly config: Pick<AgentConfig, 'GENIE_CLUSTER_DB' | 'GENIE_SHIP_SECONDS' | 'NODE_NAME'>
  readonly stores: Pick<Stores, 'outbox'>
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * What takes this node's rows to the cluster's database, not yet started; null where none is named, and then nothing of
 * it is loaded.
 * @throws {Error} if the setting is no URL of PostgreSQL; the setting itself is never in a message
 */
export async function openShipper({ config, stores, clock, logger }: ShipperParts): Promise<Shipper | null> {
  const { GENIE_CLUSTER_DB: url, NODE_NAME: node } = config
  if (url === undefined || stores.outbox === null) return null
  const { checkPostgresUrl } = await import('../../store/postgres/database-name.ts')
  checkPostgresUrl(url, 'GENIE_CLUSTER_DB')
  const { usualPace } = await import('../../store/ship/ship-pace.ts')
  const { Shipper } = await import('../../store/ship/shipper.ts')
  const { PostgresTarget } = await import('../../store/postgres/postgres-target.ts')
  return new Shipper({
    outbox: stores.outbox,
    target: new PostgresTarget(url, { node }),
    clock,
    random: Math.random,
    pace: { ...usualPace, periodMs: config.GENIE_SHIP_SECONDS * 1_000 },
    onFault: ({ sentence, isOfBatch }) =>
      isOfBatch
        ? logger.error(`${sentence}. One entry is left out`)
        : logger.warn(`${sentence}. What is measured waits here until then`),
    onEnd: () => logger.info("The cluster's database takes this node's rows again"),
  })
}
