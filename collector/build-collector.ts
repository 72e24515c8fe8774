import { isCronExpression, Schedule } from '../service-kit/schedule.ts'
import type { CollectorOptions } from './collector-options.ts'
import { RoundMeter } from './round-meter.ts'
import type { Round } from './round.ts'
import type { SourceState } from './sources/source-state.ts'

/** Measures the node's networks by the clock, or when asked. */
export interface Collector {
  start(): void
  /**
   * Measures now, or waits for the round that is under way: there is never more than one.
   * @throws {Error} after `stop()`, and where networks or settings cannot be told
   */
  collectOnce(): Promise<Round>
  /** How the sources fare. */
  sources(): readonly SourceState[]
  /** No round begins any more; the one under way is waited for. */
  stop(): Promise<void>
}

/**
 * Wires a collector; measures nothing yet.
 * @throws {Error} if the schedule is no cron expression
 */
export function buildCollector(options: CollectorOptions): Collector {
  const { schedule: expression = '*/10 * * * * *', clock, logger, onRound } = options
  if (!isCronExpression(expression))
    throw new Error(
      `Cannot measure on the schedule ${expression} as it is no cron expression: set GENIE_POLL to one, such as */10 * * * * *`,
    )
  const meter = new RoundMeter(options)

  const runRound = async (): Promise<Round> => {
    const round = await meter.measure()
    await onRound(round).catch((error: unknown) =>
      logger.error({ err: error }, 'Cannot hand on a round of samples: the next one is measured in its time'),
    )
    return round
  }

  let underWay: Promise<Round> | null = null
  let isStopped = false
  const collectOnce = async (): Promise<Round> => {
    if (isStopped) throw new Error('Cannot measure as the collector was stopped: build another')
    return (underWay ??= runRound().finally(() => {
      underWay = null
    }))
  }

  const work = () =>
    collectOnce().catch((error: unknown) => logger.error({ err: error }, 'Cannot measure the networks'))
  const schedule = new Schedule({ expression, work, clock })
  return {
    start: () => schedule.start(),
    collectOnce,
    sources: () => meter.states(),
    async stop() {
      isStopped = true
      schedule.stop()
      // What it failed in was told to whoever asked for it.
      await underWay?.catch(() => undefined)
      await meter.close()
    },
  }
}
