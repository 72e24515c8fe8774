import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { staleReason } from '../../journal/stale-reason.ts'
import type { Platform } from '../platform/platform.ts'

/**
 * The records of this boot whose namespaces may well be there and cannot be seen from here: none of all can, and at the
 * path stands a file that is no namespace, or not even the directory is there. So it looks from a container, or from
 * any mount namespace of its own; taken for gone, every pod of the node would lose its network. A runtime that ends a
 * namespace removes its file and leaves the directory.
 */
export function unseenNamespaces(
  records: readonly AttachmentRecord[],
  boot: string,
  platform: Pick<Platform, 'isNamespace' | 'exists'>,
): readonly AttachmentRecord[] {
  const expected = records.filter(
    (record) => record.netns !== '' && staleReason(record, boot, () => true) === null,
  )
  // One that is hidden is believed to be there, and shows nothing of the others.
  const isSeen = (netns: string) => platform.exists(netns) && platform.isNamespace(netns)
  if (expected.some(({ netns }) => isSeen(netns))) return []
  return expected.filter(
    ({ netns }) => platform.exists(netns) || (!isOfProcess(netns) && !platform.exists(directoryOf(netns))),
  )
}

/** Such a directory goes with its process. */
const isOfProcess = (netns: string) => netns.startsWith('/proc/')

const directoryOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')))
