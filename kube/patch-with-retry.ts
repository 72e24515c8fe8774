import { backOffMs } from './back-off.ts'
import type { Delay } from './delay.ts'
import { isPassing } from './is-passing.ts'
import type { KubeClient } from './kube-client.ts'
import { KubeError } from './kube-error.ts'
import type { KubeKind, KubeObject, ObjectMeta, ObjectRef } from './kube-object.ts'

/** A JSON merge patch (RFC 7396). */
export interface MergePatch {
  readonly metadata?: Omit<Partial<ObjectMeta>, 'annotations'> & {
    readonly annotations?: Readonly<Record<string, string | null>>
  }
  readonly [member: string]: unknown
}

/** What to change, and in which object. */
export interface PatchPlan {
  readonly kind: KubeKind
  readonly ref: ObjectRef
  /** Only this very object: one that was made anew under the same name is left alone. */
  readonly uid?: string
  readonly subresource?: 'status'
  /**
   * The change, as a merge patch: fixed, or made of the object as it is now, and then applied to that version only;
   * null if nothing is to be changed any more.
   */
  readonly change: MergePatch | ((current: KubeObject) => MergePatch | null)
  readonly signal: AbortSignal
}

/** What retries are made with. */
export interface RetryParts {
  readonly client: KubeClient
  readonly delay: Delay
  /** From 0 to 1. */
  readonly random: () => number
  /** Tries in all; 5 if left out. */
  readonly tries?: number
}

/** The object is not the one that was meant: it was deleted, and made anew under its name. */
export class ObjectReplaced extends KubeError {
  constructor({ plural }: KubeKind, { namespace, name }: ObjectRef, uid: string) {
    super(
      `Cannot patch ${plural} ${namespace ? `${namespace}/` : ''}${name} as the one of UID ${uid} is there no more`,
      { status: 409, reason: 'Replaced' },
    )
    this.name = 'ObjectReplaced'
  }
}

const usualTries = 5
const figures = { firstMs: 200, mostMs: 5_000 }

/**
 * Patches one object, trying again after conflicts and passing faults with growing pauses. Returns the object, or null
 * if there was nothing to change.
 * @throws {ObjectReplaced} if it is another object by now
 * @throws {KubeError} for a refusal, at once, and for the last fault when all tries are used up
 */
export async function patchWithRetry(parts: RetryParts, plan: PatchPlan): Promise<KubeObject | null> {
  const { delay, random, tries = usualTries } = parts
  for (let failures = 1; ; failures += 1) {
    try {
      return await patchOnce(parts.client, plan)
    } catch (error) {
      if (failures >= tries || error instanceof ObjectReplaced || !isPassing(error)) throw error
      const { retryAfterMs = 0 } = error as KubeError
      await delay(Math.max(retryAfterMs, backOffMs(figures, failures, random())), plan.signal)
    }
  }
}

async function patchOnce(client: KubeClient, plan: PatchPlan): Promise<KubeObject | null> {
  const { kind, ref, uid, subresource, change, signal } = plan
  const current = typeof change === 'function' ? await client.get(kind, ref, { signal }) : null
  if (current !== null && uid !== undefined && current.metadata.uid !== uid)
    throw new ObjectReplaced(kind, ref, uid)
  const patch = typeof change === 'function' ? current && change(current) : change
  if (patch === null) return null
  const version = current?.metadata.resourceVersion
  const expected = {
    ...(uid !== undefined && { uid }),
    ...(version !== undefined && { resourceVersion: version }),
  }
  const body = { ...patch, metadata: { ...patch.metadata, ...expected } }
  try {
    return await client.patch(kind, ref, body, {
      type: 'merge',
      ...(subresource !== undefined && { subresource }),
      signal,
    })
  } catch (error) {
    if (uid !== undefined && (await isReplaced(client, plan, error))) throw new ObjectReplaced(kind, ref, uid)
    throw error
  }
}

/** A wrong UID is refused as an immutable field (422), as a conflict with a precondition (409) on some paths. */
async function isReplaced(client: KubeClient, { kind, ref, uid, signal }: PatchPlan, error: unknown) {
  if (!(error instanceof KubeError) || (error.status !== 422 && error.status !== 409)) return false
  try {
    return (await client.get(kind, ref, { signal })).metadata.uid !== uid
  } catch (fault) {
    return fault instanceof KubeError && fault.status === 404
  }
}
