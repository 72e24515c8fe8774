import { messageOf } from '../../service-kit/message-of.ts'
import type { PodEvent } from './pod-event.ts'

/** The Event by which a pod's own people learn that its annotations do not tell its networks. */
export function failedEvent({ pod }: Pick<PodEvent, 'pod'>, error: unknown): PodEvent {
  return {
    pod,
    type: 'Warning',
    reason: 'NetworkStatusFailed',
    note: `Cannot tell the pod's networks in its annotations: ${messageOf(error)}`,
    about: 'annotations',
  }
}
