import type { Round } from '../collector/round.ts'
import type { EventFeed } from '../selector/live/event-feed.ts'
import type { Selector } from '../selector/selector.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { Stores } from '../store/stores.ts'
import type { AgentMetrics } from './metrics.ts'

/** What a round of measuring goes to. */
export interface RoundSinkOptions {
  readonly stores: Stores
  readonly selector: Selector
  readonly feed: EventFeed
  readonly metrics: AgentMetrics
  readonly clock: Clock
  readonly logger: Logger
}

/** Where rounds of measuring go: to the selector and the pages at once, then to the store. */
export interface RoundSink {
  take(round: Round): Promise<void>
  /** Gives the selector what the store still has of the last minutes, so that a restart forgets nothing. */
  recall(networks: readonly string[]): Promise<void>
  rounds(): number
  /** Why the store could not take the last round, in a sentence, or null. */
  storeFault(): string | null
}

const recallMs = 600_000
const recallSamples = 120
/** A sink that never throws: a store that fails costs history, not the next decision. */
export function createRoundSink({
  stores,
  selector,
  feed,
  metrics,
  clock,
  logger,
}: RoundSinkOptions): RoundSink {
  let rounds = 0
  let storeFault: string | null = null
  return {
    async take(round) {
      rounds += 1
      metrics.rounds.inc()
      selector.observe(round.networks, round.attachments)
      feed.publish({ type: 'board', data: selector.board() })
      try {
        await stores.samples.append(round.networks, round.attachments)
        await stores.maintain(clock.nowMs())
        storeFault = null
      } catch (error) {
        storeFault = `Cannot store a round of samples, so decisions go on from memory: ${messageOf(error)}`
        logger.error({ err: error }, 'Cannot store a round of samples: decisions go on from memory')
      }
    },
    async recall(networks) {
      for (const network of networks)
        selector.observe(await stores.samples.recent(network, clock.nowMs() - recallMs, recallSamples), [])
    },
    rounds: () => rounds,
    storeFault: () => storeFault,
  }
}
