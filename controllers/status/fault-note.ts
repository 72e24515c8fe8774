import type { Condition } from '../../domain/resources/condition.ts'
import type { EventNote } from '../../kube/events/event-note.ts'
import type { KubeKind, ObjectRef } from '../../kube/kube-object.ts'

/** What an Event says of a condition that has become false. */
export function faultNote(
  { group, version, kind }: KubeKind,
  { namespace, name, uid }: ObjectRef & { readonly uid: string },
  { type, reason, message }: Condition,
): EventNote {
  const regarding = { apiVersion: `${group}/${version}`, kind, name, uid }
  return {
    regarding: namespace === undefined ? regarding : { ...regarding, namespace },
    type: 'Warning',
    reason,
    action: `Check${type}`,
    note: message,
  }
}
