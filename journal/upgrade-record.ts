import { isObject } from '../cni/is-object.ts'

/**
 * Brings a record of version 1 up to today's: it was one JSON object without a line's end and without a checksum, and
 * did not know of boots, CNI_PATH, NetworkAttachmentDefinitions and arguments of single attachments. Undefined for
 * whatever else it is.
 */
export function upgradeRecord(parsed: unknown): unknown {
  if (!isObject(parsed) || parsed['version'] !== 1) return undefined
  const { attachments } = parsed
  return {
    ...parsed,
    version: 2,
    bootId: '',
    cniPath: '',
    attachments: Array.isArray(attachments) ? attachments.map(upgradeAttachment) : attachments,
  }
}

const upgradeAttachment = (attachment: unknown): unknown =>
  isObject(attachment) ? { nad: null, runtimeConfig: null, cniArgs: null, ...attachment } : attachment
