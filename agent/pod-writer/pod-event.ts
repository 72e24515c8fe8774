import type { ApiPod } from './pod-in-api.ts'

/** What is told of a pod, for people who ask about it. */
export interface PodEvent {
  readonly pod: Pick<ApiPod, 'namespace' | 'name' | 'uid'>
  readonly type: 'Normal' | 'Warning'
  readonly reason: 'NetworkPicked' | 'NetworkFallback' | 'NetworkRefused' | 'NetworkStatusFailed'
  readonly note: string
  /** What it is about: the same of the same pod is one Event, over restarts too. */
  readonly about: string
}
