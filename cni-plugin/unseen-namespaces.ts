import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { staleReason } from '../journal/stale-reason.ts'
import type { Platform } from './platform/platform.ts'

/** So many namespaces do not all go in one boot without a DEL. */
const several = 3

/**
 * The records of this boot whose namespaces are most likely there and cannot be seen from here: none of all can, and
 * they are several, or the directory is missing too that the namespace stands in. So it looks from a container, or from
 * any mount namespace of its own; taken for gone, every pod of the node would lose its network.
 */
export function unseenNamespaces(
  records: readonly AttachmentRecord[],
  boot: string,
  platform: Pick<Platform, 'isNamespace' | 'exists'>,
): readonly AttachmentRecord[] {
  const expected = records.filter(
    (record) => record.netns !== '' && staleReason(record, boot, () => true) === null,
  )
  if (expected.some(({ netns }) => platform.isNamespace(netns))) return []
  if (expected.length >= several) return expected
  return expected.filter(({ netns }) => !isOfProcess(netns) && !platform.exists(directoryOf(netns)))
}

/** Such a directory goes with its process. */
const isOfProcess = (netns: string) => netns.startsWith('/proc/')

const directoryOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')))
