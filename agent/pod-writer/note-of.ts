import type { EventNote } from '../../kube/events/event-note.ts'
import type { PodEvent } from './pod-event.ts'

const actions = {
  NetworkPicked: 'PickNetwork',
  NetworkFallback: 'AttachPod',
  NetworkRefused: 'AttachPod',
  NetworkStatusFailed: 'AnnotatePod',
} as const satisfies Readonly<Record<PodEvent['reason'], string>>

/**
 * What is told of a pod in the words of `kube/`, on one line. A refusal is counted each time the runtime tries again; all
 * else exists once, however often it is told.
 */
export function noteOf({ pod, type, reason, note, about }: PodEvent): EventNote {
  const { namespace, name, uid } = pod
  return {
    regarding: { apiVersion: 'v1', kind: 'Pod', namespace, name, uid },
    type,
    reason,
    action: actions[reason],
    note: note.replace(/[\p{Cc}\p{Cs}]+/gu, ' '),
    ...(reason !== 'NetworkRefused' && { once: `${reason} ${about}` }),
  }
}
