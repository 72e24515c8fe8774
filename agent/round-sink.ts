import type { Round } from '../collector/round.ts'
import type { EventFeed } from '../selector/live/event-feed.ts'
import type { Forecasts } from '../selector/live/forecasts.ts'
import type { Selector } from '../selector/selector.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { Stores } from '../store/stores.ts'
import type { AgentMetrics } from './metrics.ts'
import { RoundWriter } from './round-writer.ts'

/** What a round of measuring goes to. */
export interface RoundSinkOptions {
  readonly stores: Stores
  readonly selector: Selector
  readonly feed: EventFeed
  readonly forecasts: Forecasts
  readonly metrics: AgentMetrics
  /** Stores which networks there are, ahead of the round, so that both are shipped together. Never throws. */
  readonly tellNetworks: () => Promise<void>
  readonly clock: Clock
  readonly logger: Logger
}

/** Where rounds of measuring go: to the selector and the pages at once, then to the store. */
export interface RoundSink {
  take(round: Round): Promise<void>
  /** Gives the selector what the store still has of the last minutes, so that a restart forgets nothing. */
  recall(networks: readonly string[]): Promise<void>
  rounds(): number
  /** How many rounds wait in memory until the store can take them. */
  waiting(): number
  /** Why the store could not take the last round or be maintained, in a sentence, or null. */
  storeFault(): string | null
}

const recallMs = 600_000
const recallSamples = 120
/** Samples that are further ahead were stored while the clock was wrong. */
const aheadMs = 60_000

/** A sink that never throws: a store that fails costs history, not the next decision. */
export function createRoundSink({
  stores,
  selector,
  feed,
  forecasts,
  metrics,
  tellNetworks,
  clock,
  logger,
}: RoundSinkOptions): RoundSink {
  let rounds = 0
  const writer = new RoundWriter(stores.samples, logger)
  let upkeepFault: string | null = null
  const keepUp = async (round: Round) => {
    try {
      await stores.maintain(clock.nowMs())
      await forecasts.refresh(round.networks, clock.nowMs())
      upkeepFault = null
    } catch (error) {
      if (upkeepFault === null) logger.error({ err: error }, 'Cannot sum up and trim what is stored')
      upkeepFault = `Cannot sum up and trim what is stored: ${messageOf(error)}`
    }
  }
  return {
    async take(round) {
      rounds += 1
      metrics.rounds.inc()
      metrics.roundSeconds.observe(round.durationMs / 1_000)
      selector.observe(round.networks, round.attachments)
      feed.publish({ type: 'board', data: selector.board() })
      await tellNetworks()
      await writer.write(round)
      await keepUp(round)
    },
    async recall(networks) {
      const nowMs = clock.nowMs()
      for (const network of networks) {
        const samples = await stores.samples.recent(network, nowMs - recallMs, recallSamples)
        selector.observe(
          samples.filter(({ at }) => at <= nowMs + aheadMs),
          [],
        )
      }
    },
    rounds: () => rounds,
    waiting: () => writer.waiting,
    storeFault: () => writer.fault ?? upkeepFault,
  }
}
