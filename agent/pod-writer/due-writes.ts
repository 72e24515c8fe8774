import type { JournalReader } from '../../collector/journal/journal-reader.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { shouldTellPick } from './desired-annotations.ts'
import type { PickedDecision } from './picked-decision.ts'
import { podInApi, type ApiPod, type ApiPods } from './pod-in-api.ts'
import { podSandboxes, type LifeSigns, type PodSandbox } from './pod-sandbox.ts'
import { desiredWrite, type PodWrite } from './pod-write.ts'
import type { RecentPicks } from './recent-picks.ts'

/** Where what is and what is to be are read. */
export interface WriteSources {
  readonly journal: Pick<JournalReader, 'dated'>
  readonly pods: ApiPods
  readonly picks: Pick<RecentPicks, 'find' | 'wasObserved'>
  /** Whether pods of the namespace are only watched; into them nothing is written. */
  readonly isObserved: (namespace: string) => boolean
  readonly signs: LifeSigns
}

/** What the pods of this node lack now. */
export interface DueWrites {
  readonly writes: readonly PodWrite[]
  /** UIDs of all pods that the journal and the API know. */
  readonly uids: ReadonlySet<string>
  /** Why some decisions could not be looked up; their pods get all else meanwhile. Null if all could. */
  readonly fault: string | null
}

/**
 * Compares what the journal says with what the API says. A pod that the API does not tell of (yet) is left out; one
 * that was made anew under the same name is another.
 * @throws {Error} if the journal cannot be read
 */
export async function dueWrites({
  journal,
  pods,
  picks,
  isObserved,
  signs,
}: WriteSources): Promise<DueWrites> {
  const writes: PodWrite[] = []
  const uids = new Set<string>()
  let fault: string | null = null
  const orFault = async <T>(asked: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      fault = messageOf(error)
      return otherwise
    }
  }
  const find = async (sandbox: PodSandbox, pod: ApiPod): Promise<PickedDecision | null> => {
    if (sandbox.decision === null || !shouldTellPick(sandbox, pod.annotations)) return null
    return orFault(picks.find(sandbox.decision, sandbox.attachments[0]?.network ?? ''), null)
  }
  for (const sandbox of podSandboxes(await journal.dated(), signs)) {
    const pod = podInApi(sandbox, pods)
    if (pod === undefined || isObserved(pod.namespace)) continue
    uids.add(pod.uid)
    const picked = await find(sandbox, pod)
    const write = picked?.isObserved === true ? null : desiredWrite(sandbox, pod, picked)
    if (write === null) continue
    const isFallback = write.event?.reason === 'NetworkFallback'
    const wasObserved = isFallback && (await orFault(picks.wasObserved(sandbox.uid, sandbox.ifname), true))
    writes.push(wasObserved ? { ...write, event: null } : write)
  }
  return { writes, uids, fault }
}
