import type { DatedRecord } from '../../collector/journal/journal-reader.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { PodAttachments } from '../../domain/pod-attachments.ts'
import { staleReason } from '../../journal/stale-reason.ts'
import { podsOf } from '../pods/pods-of.ts'

/** The sandbox by which a pod runs, with the decision behind its attachments. */
export interface PodSandbox extends PodAttachments {
  /** Null if the choice was not ours. */
  readonly decision: string | null
  /** CNI_IFNAME of its ADD. */
  readonly ifname: string
  /** Whether one of its delegates writes into the pod what it is attached to, and knows better than we do. */
  readonly isToldByDelegate: boolean
}

/** Multus, by any of its names: what it attaches beside its default network is not in its result. */
const tellingPlugin = /"type"\s*:\s*"multus(-shim)?"/

/** What a sandbox's life is told by. */
export interface LifeSigns {
  readonly bootId: string
  readonly isNamespace: (path: string) => boolean
}

/**
 * The sandbox of every pod that the journal knows, one for each UID: after a restart there may be several for a while,
 * and of these the one counts whose namespace is there, then the newest. Those of an earlier boot are of no pod that
 * runs.
 */
export function podSandboxes(dated: readonly DatedRecord[], signs: LifeSigns): readonly PodSandbox[] {
  const records = dated.filter(
    ({ record }) =>
      record.state === 'done' &&
      record.podUid !== '' &&
      staleReason(record, signs.bootId, () => true) === null,
  )
  const byPod = Map.groupBy(records, ({ record }) => record.podUid)
  return [...byPod.values()].flatMap((all) => sandboxOf(newest(all, signs)))
}

/** The records of the container that counts. */
function newest(all: readonly DatedRecord[], { isNamespace }: LifeSigns): readonly AttachmentRecord[] {
  const [container, ...others] = Map.groupBy(all, ({ record }) => record.containerId).values()
  if (container === undefined) return []
  const isBetter = (one: readonly DatedRecord[], other: readonly DatedRecord[]) =>
    Number(lives(one, isNamespace)) - Number(lives(other, isNamespace)) || writtenMs(one) - writtenMs(other)
  const best = others.reduce((one, other) => (isBetter(other, one) > 0 ? other : one), container)
  return best.map(({ record }) => record)
}

const lives = (container: readonly DatedRecord[], isNamespace: LifeSigns['isNamespace']) =>
  container.some(({ record }) => isNamespace(record.netns))

const writtenMs = (container: readonly DatedRecord[]) => Math.max(...container.map(({ writtenMs: ms }) => ms))

function sandboxOf(records: readonly AttachmentRecord[]): readonly PodSandbox[] {
  const decision = records.find((record) => record.decision !== null)?.decision ?? null
  const ifname = records[0]?.ifname ?? ''
  const isToldByDelegate = records.some(({ attachments }) =>
    attachments.some(({ conflist }) => tellingPlugin.test(conflist)),
  )
  return podsOf(records).map((pod) => ({ ...pod, decision, ifname, isToldByDelegate }))
}
