import { makeEvent, type EventSource } from '../../kube/events/make-event.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { AgentMetrics } from '../metrics.ts'
import { noteOf } from './note-of.ts'
import type { PodEvent } from './pod-event.ts'
import type { PodEvents } from './pod-events.ts'

/** Where Events are told, and by whom. */
export interface KubePodEventsOptions {
  readonly client: Pick<KubeClient, 'create'>
  readonly source: EventSource
  readonly metrics: Pick<AgentMetrics, 'podEvents'>
  readonly clock: Clock
}

/**
 * Events that exist once, by names made of what they are about. Tries once: who asks has a time of its own for trying
 * again.
 */
export class KubePodEvents implements PodEvents {
  readonly #options: KubePodEventsOptions

  constructor(options: KubePodEventsOptions) {
    this.#options = options
  }

  async tell(event: PodEvent, signal: AbortSignal): Promise<void> {
    const { client, source, metrics, clock } = this.#options
    const { reason } = event
    try {
      await client.create(kinds.event, makeEvent(noteOf(event), source, clock.nowMs(), ''), { signal })
      metrics.podEvents.inc({ reason, outcome: 'done' })
    } catch (error) {
      if (error instanceof KubeError && error.reason === 'AlreadyExists') return
      if (!signal.aborted) metrics.podEvents.inc({ reason, outcome: 'failed' })
      throw error
    }
  }
}
