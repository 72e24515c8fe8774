import { kinds } from '../../kube/kinds.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { Delay } from '../../kube/delay.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { AgentMetrics } from '../metrics.ts'
import { ApiPause } from './api-pause.ts'
import { dueWrites, type WriteSources } from './due-writes.ts'
import { failedEvent } from './failed-event.ts'
import { inTurn } from './in-turn.ts'
import { PodTries } from './pod-tries.ts'
import type { PodWrite } from './pod-write.ts'
import { WakeUp } from './wake-up.ts'
import { writePod, type PodTargets } from './write-pod.ts'

/** What the writer works on. */
export interface PodWriterOptions extends WriteSources, PodTargets {
  readonly metrics: Pick<AgentMetrics, 'podWrites'>
  readonly clock: Clock
  readonly delay: Delay
  /** From 0 to 1. */
  readonly random: () => number
  readonly logger: Logger
}

/** What comes within this time is written in one go. */
const settleMs = 100
const atOnce = 4
/** What could not even be read is read again after so long, or when something is heard. */
const faultPauseMs = 10_000
/** A cache does not say that it hears of the API again if nothing has changed meanwhile. */
const awayLookMs = 2_000

/**
 * Writes into the pods of this node what they are attached to. It keeps no queue: whenever something may have changed it
 * compares the journal with the API, so that nothing is lost over a restart and nothing done twice.
 */
export class PodWriter {
  readonly #options: PodWriterOptions
  readonly #stop = new AbortController()
  readonly #wakeUp: WakeUp
  readonly #tries: PodTries
  readonly #pause: ApiPause
  #running: Promise<void> = Promise.resolve()
  #pending = 0
  #wasAway = false
  #told = ''

  constructor(options: PodWriterOptions) {
    const { clock, random, delay } = options
    this.#options = options
    this.#wakeUp = new WakeUp(clock, delay)
    this.#tries = new PodTries(clock, random)
    this.#pause = new ApiPause(clock, random)
  }

  /** How many pods do not say yet what they are to say. */
  get pending(): number {
    return this.#pending
  }

  /** Begins, with a look at everything. */
  start(): void {
    this.wake()
    this.#running = this.#run()
  }

  /** Something may have changed: a report of the plugin, a pod, a round. Costs nothing and never throws. */
  wake(): void {
    this.#wakeUp.now()
  }

  /** Ends what is under way; the next agent finds what is missing. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    while (await this.#wakeUp.wait(settleMs, signal)) await this.#pass(signal)
  }

  async #pass(signal: AbortSignal): Promise<void> {
    const { pods, clock } = this.#options
    this.#noteReturn()
    if (!pods.state.isSynced || this.#wasAway) this.#wakeUp.by(clock.monotonicMs() + awayLookMs)
    if (!pods.state.isSynced) return
    try {
      const { writes, uids, fault } = await dueWrites(this.#options)
      if (fault !== null) this.#warn(`Cannot look up decisions, so pods are not told theirs yet: ${fault}`)
      this.#tries.keepOnly(uids)
      this.#pending = writes.length
      await this.#write(writes, signal)
      if (fault === null && this.#pending === 0) this.#told = ''
      for (const write of writes) this.#wakeUp.by(Math.max(this.#tries.dueMs(write), this.#pause.untilMs))
    } catch (error) {
      this.#warn(`Cannot tell pods their networks: ${messageOf(error)}`)
      this.#wakeUp.by(clock.monotonicMs() + faultPauseMs)
    }
  }

  /** An API that is heard again need not be waited for. */
  #noteReturn(): void {
    const isAway = this.#options.pods.state.awaySinceMs !== null
    if (this.#wasAway && !isAway) this.#pause.end()
    this.#wasAway = isAway
  }

  async #write(writes: readonly PodWrite[], signal: AbortSignal): Promise<void> {
    const now = this.#options.clock.monotonicMs()
    const due = writes.filter((write) => this.#tries.dueMs(write) <= now)
    const isOver = () => this.#pause.isOn || signal.aborted
    await inTurn(due, atOnce, (write) => this.#writeOne(write, signal), isOver)
  }

  async #writeOne(write: PodWrite, signal: AbortSignal): Promise<void> {
    const { metrics, logger } = this.#options
    const outcome = await writePod(write, this.#options, this.#tries.faults(write), signal)
    if (signal.aborted) return
    metrics.podWrites.inc({ outcome: outcome.kind })
    if (outcome.kind === 'away') {
      this.#pause.begin(outcome.error instanceof KubeError ? outcome.error.retryAfterMs : 0)
      this.#warn(`Cannot tell pods their networks, tried again until it works: ${messageOf(outcome.error)}`)
      return
    }
    this.#pause.end()
    if (outcome.kind === 'repeated') this.#tries.failed(write)
    else if (outcome.kind === 'refused') await this.#giveUp(write, outcome.error, signal)
    else {
      this.#tries.written(write)
      this.#pending -= 1
      logger.debug({ namespace: write.pod.namespace, pod: write.pod.name }, 'Told a pod its networks')
    }
  }

  /** It is said once to the operator, and to the pod's people if there is such a pod. */
  async #giveUp(write: PodWrite, error: unknown, signal: AbortSignal): Promise<void> {
    if (!this.#tries.refused(write)) return
    const { namespace, name, uid } = write.pod
    const { client, events, logger } = this.#options
    logger.warn(`Cannot tell pod ${namespace}/${name} its networks: ${messageOf(error)}`)
    try {
      const pod = await client.get(kinds.pod, { namespace, name }, { signal })
      if (pod.metadata.uid === uid) await events.tell(failedEvent(write, error), signal)
    } catch (fault) {
      logger.debug(`Cannot tell pod ${namespace}/${name} that either: ${messageOf(fault)}`)
    }
  }

  /** What stays the same is said once. */
  #warn(line: string): void {
    if (line !== this.#told) this.#options.logger.warn(line)
    this.#told = line
  }
}
