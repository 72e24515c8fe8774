import { kinds } from '../../kube/kinds.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import { faultKind } from './fault-kind.ts'
import type { PodEvents } from './pod-events.ts'
import type { PodWrite } from './pod-write.ts'

/** Whom it is written to. */
export interface PodTargets {
  readonly client: Pick<KubeClient, 'patch' | 'get'>
  readonly events: PodEvents
}

/** What became of a write; a refusal or fault with its reason. */
export type WriteOutcome =
  { readonly kind: 'written' } | { readonly kind: 'away' | 'repeated' | 'refused'; readonly error: unknown }

/** What owns the fields that are written. */
export const fieldManager = 'genie-agent'

/** So many faults that are the Event's own, and the pod is written without it. */
const eventTries = 5

/**
 * Tells the Event, then writes all in one merge patch that holds for this pod only, not for one made anew under its name.
 * Never throws. `faults` is how often that has failed before.
 */
export async function writePod(
  write: PodWrite,
  { client, events }: PodTargets,
  faults: number,
  signal: AbortSignal,
): Promise<WriteOutcome> {
  const { uid, namespace, name } = write.pod
  try {
    if (write.event !== null) await tell(write.event, events, faults, signal)
    await client.patch(
      kinds.pod,
      { namespace, name },
      { metadata: { uid, annotations: write.changes } },
      { type: 'merge', subresource: 'status', fieldManager, signal },
    )
    return { kind: 'written' }
  } catch (error) {
    return { kind: faultKind(error), error }
  }
}

/** An Event is worth less than what it tells of: what only it is refused for does not keep the pod from being written. */
async function tell(
  event: NonNullable<PodWrite['event']>,
  events: PodEvents,
  faults: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await events.tell(event, signal)
  } catch (error) {
    const kind = faultKind(error)
    if (kind === 'away' || (kind === 'repeated' && faults < eventTries)) throw error
  }
}
