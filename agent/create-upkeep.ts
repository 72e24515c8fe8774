import type { JournalReader } from '../collector/journal/journal-reader.ts'
import type { Selector } from '../selector/selector.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { Stores } from '../store/stores.ts'
import type { AgentConfig } from './config.ts'
import { LastGood, type KnownGood } from './last-good/last-good.ts'
import { timeSinceBoot } from './last-good/time-since-boot.ts'
import type { AgentMetrics } from './metrics.ts'
import { HeldDecisions } from './repair/held-decisions.ts'
import { Repair } from './repair/repair.ts'
import type { StatusWatch } from './status/status-watch.ts'
import { bootId } from './sweep/boot-id.ts'
import { SweepWish } from './sweep/sweep-wish.ts'
import { Sweeper } from './sweep/sweeper.ts'
import { sweepingPlugin } from './sweep/sweeping-plugin.ts'
import { usualBinDirs } from './sweep/usual-bin-dirs.ts'

/** What the upkeep works on. */
export interface UpkeepOptions {
  readonly config: AgentConfig
  readonly stores: Stores
  readonly selector: Selector
  readonly journal: JournalReader
  /** What a plugin without an agent is to go by now. */
  readonly knownGood: () => KnownGood
  /** Null where no plugin may be run. */
  readonly statuses: StatusWatch | null
  readonly metrics: AgentMetrics
  readonly clock: Clock
  readonly logger: Logger
}

/** What the agent does beside answering: decisions are repaired, stale attachments swept, the order kept, plugins asked. */
export interface Upkeep {
  /** The decisions that plugins are at work on. */
  readonly held: HeldDecisions
  /** Begins to sweep, now and by the clock. */
  start(): void
  stop(): Promise<void>
  /** To be called after every round of measuring. Never throws. */
  afterRound(): Promise<void>
  /** To be called when a plugin has gone without a report, with the decision it had. Never throws. */
  afterLoss(decision: string | undefined): Promise<void>
}

/** A measuring schedule may be slower than what the plugin takes for fresh. */
const keepMs = 30_000

/** Wires the upkeep; starts nothing. */
export function createUpkeep(options: UpkeepOptions): Upkeep {
  const { config, stores, selector, journal, knownGood, statuses, clock, logger } = options
  const held = new HeldDecisions()
  const repair = new Repair({ decisions: stores.decisions, selector, journal, held, clock, logger })
  const lastGood = new LastGood(config.GENIE_STATE_DIR, clock, logger, timeSinceBoot)
  const sweeper = createSweeper(options)
  let timer: NodeJS.Timeout | undefined
  return {
    held,
    start() {
      sweeper?.start()
      timer = setInterval(() => void lastGood.keep(knownGood()), keepMs)
    },
    async stop() {
      clearInterval(timer)
      await statuses?.stop()
      await sweeper?.stop()
    },
    async afterRound() {
      void statuses?.refresh()
      await lastGood.keep(knownGood())
      await repair.run()
    },
    async afterLoss(decision) {
      if (decision !== undefined) await repair.settleLost(decision)
      await sweeper?.run()
    },
  }
}

function createSweeper(options: UpkeepOptions): Sweeper | SweepWish | null {
  const { config, journal, metrics, clock, logger } = options
  const { GENIE_BIN_DIR, GENIE_CONF_DIR, GENIE_SOCKET, GENIE_STATE_DIR, GENIE_SWEEP, PATH } = config
  const isInCluster = config.KUBERNETES_SERVICE_HOST !== undefined
  const plugin = sweepingPlugin(config.GENIE_PLUGIN, isInCluster)
  const seen = { bootId: bootId(), journal, schedule: GENIE_SWEEP, metrics, clock, logger }
  if (plugin === null && isInCluster && config.GENIE_PLUGIN === undefined)
    return new SweepWish({ ...seen, stateDir: GENIE_STATE_DIR })
  if (plugin === null) {
    logger.info('Sweeping nothing: for attachments whose namespace is gone, set GENIE_PLUGIN to the plugin')
    return null
  }
  return new Sweeper({
    ...seen,
    plugin,
    env: { CNI_PATH: GENIE_BIN_DIR ?? usualBinDirs, PATH },
    genie: { socket: GENIE_SOCKET, stateDir: GENIE_STATE_DIR, confDir: GENIE_CONF_DIR },
  })
}
