import { createHash } from 'node:crypto'
import { resourceGroup } from '../../domain/resources/resource-group.ts'
import type { KubeObject } from '../kube-object.ts'
import { microTime } from '../micro-time.ts'
import { cutToBytes } from './cut-to-bytes.ts'
import type { EventNote } from './event-note.ts'

/** Who tells. */
export interface EventSource {
  /** As in `genie-agent`. */
  readonly program: string
  /** The node's or the pod's name. */
  readonly instance: string
}

const longestName = 253
const longestWord = 128

/** The Event of a note, as events.k8s.io/v1 takes it. `distinct` tells apart those that have no name of their own. */
export function makeEvent(note: EventNote, source: EventSource, nowMs: number, distinct: string): KubeObject {
  const { regarding, type, reason, action, once } = note
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: {
      // Those of cluster objects live there by convention
      namespace: regarding.namespace ?? 'default',
      name: eventName(
        regarding.name,
        once === undefined ? distinct : hashOf(`${note.regarding.uid ?? ''} ${once}`),
      ),
    },
    eventTime: microTime(nowMs),
    reportingController: `${resourceGroup}/${source.program}`,
    reportingInstance: cutToBytes(source.instance, longestWord),
    type,
    reason: cutToBytes(reason, longestWord),
    action: cutToBytes(action, longestWord),
    note: cutToBytes(note.note, 1_024),
    regarding,
  }
}

/** `<object>.<hex>` as client-go names them; a cut must not leave a dot or a dash at the end of a label. */
function eventName(object: string, suffix: string): string {
  const room = longestName - suffix.length - 1
  return `${object.slice(0, room).replace(/[.-]+$/, '')}.${suffix}`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
