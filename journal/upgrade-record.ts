/**
 * Brings a record of an older release up to today's. Version 1 had no checksum, and did not know of boots, CNI_PATH,
 * NetworkAttachmentDefinitions and arguments of single attachments. Whatever is no such record comes back as it is,
 * and anything of today's version without a checksum as null.
 */
export function upgradeRecord(parsed: unknown, hasChecksum: boolean): unknown {
  if (!isObject(parsed) || parsed['version'] !== 1) return hasChecksum ? parsed : null
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
