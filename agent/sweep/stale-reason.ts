import type { AttachmentRecord } from '../../domain/attachment-record.ts'

/**
 * Why nobody can need the attachment any more, as words that follow it; null if somebody may. `isNamespace` tells
 * whether a path leads to a network namespace. An empty boot id, ours or the record's, tells nothing.
 */
export function staleReason(
  { bootId: bootIdThen, netns }: AttachmentRecord,
  bootId: string,
  isNamespace: (path: string) => boolean,
): string | null {
  if (bootIdThen !== '' && bootId !== '' && bootIdThen !== bootId) return 'is of an earlier boot'
  if (netns !== '' && !isNamespace(netns)) return 'has lost its namespace'
  return null
}
