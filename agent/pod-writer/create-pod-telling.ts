import type { JournalReader } from '../../collector/journal/journal-reader.ts'
import type { Decision } from '../../domain/decision.ts'
import type { PlanError, PlanRequest } from '../../domain/plan-protocol.ts'
import { EventRecorder } from '../../kube/events/event-recorder.ts'
import { realDelay } from '../../kube/delay.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { AgentConfig } from '../config.ts'
import type { AgentMetrics } from '../metrics.ts'
import { bootId } from '../sweep/boot-id.ts'
import { isNamespace } from '../sweep/is-namespace.ts'
import { KubePodEvents } from './kube-pod-events.ts'
import { PodWriter } from './pod-writer.ts'
import { RecentPicks } from './recent-picks.ts'
import { tellRefusal } from './tell-refusal.ts'

/** What pods are told from, and by which way. */
export interface PodTellingOptions {
  readonly cluster: Pick<Cluster, 'client' | 'pods'> | null
  readonly config: Pick<AgentConfig, 'NODE_NAME'>
  readonly journal: Pick<JournalReader, 'dated'>
  readonly decisions: Pick<DecisionStore, 'find' | 'findForPod'>
  readonly isObserved: (namespace: string) => boolean
  readonly metrics: Pick<AgentMetrics, 'podWrites' | 'podEvents'>
  readonly clock: Clock
  readonly logger: Logger
}

/** Tells the pods of a cluster, in annotations and Events, what became of them. Nothing of it is on their way to start. */
export interface PodTelling extends AsyncDisposable {
  /** How many pods do not say yet what they are attached to. */
  pending(): number
  start(): void
  /** Something may have changed: a report of the plugin, a pod of the API, a round of measuring. */
  wake(): void
  /** A decision was made. */
  decided(decision: Decision): void
  refused(request: PlanRequest, refusal: PlanError): void
}

/** Wires it; starts nothing. Null where there is no cluster whose pods could be told. */
export function createPodTelling(options: PodTellingOptions): PodTelling | null {
  const { cluster, config, decisions, metrics, clock } = options
  if (cluster === null || cluster.pods === null) return null
  const { client, pods } = cluster
  const picks = new RecentPicks(decisions)
  const source = { program: 'genie-agent', instance: config.NODE_NAME }
  const events = new KubePodEvents({ client, source, metrics, clock })
  const timing = { clock, delay: realDelay, random: Math.random }
  const recorder = new EventRecorder({ client, source, ...timing, logger: options.logger })
  const writer = new PodWriter({
    ...options,
    client,
    pods: pods.cache,
    events,
    picks,
    signs: { bootId: bootId(), isNamespace },
    ...timing,
  })
  pods.source.onChange(() => writer.wake())
  return {
    pending: () => writer.pending,
    start: () => writer.start(),
    wake: () => writer.wake(),
    decided: (decision) => picks.note(decision),
    refused: (request, refusal) => tellRefusal(request, refusal, { pods: pods.cache, recorder, metrics }),
    async [Symbol.asyncDispose]() {
      await recorder[Symbol.asyncDispose]()
      await writer.stop()
    },
  }
}
