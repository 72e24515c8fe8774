import { isObject } from '../cni/is-object.ts'
import type { AttachmentRecord, RecordedAttachment } from '../domain/attachment-record.ts'

const texts = [
  'containerId',
  'ifname',
  'netns',
  'bootId',
  'cniArgs',
  'cniPath',
  'podNamespace',
  'podName',
  'podUid',
] as const satisfies readonly (keyof AttachmentRecord)[]

/**
 * Whether it has every member of a record, each of its type; the plugin cannot carry the schema's own check. A record
 * of a release to come, left by a downgrade, serves as far as it has all of these.
 */
export function isRecord(value: unknown): value is AttachmentRecord {
  if (!isObject(value)) return false
  const { version, state, decision, agent, attachments } = value
  return (
    typeof version === 'number' &&
    version >= 2 &&
    (state === 'pending' || state === 'done') &&
    texts.every((name) => typeof value[name] === 'string') &&
    isTextOrNull(decision) &&
    (version > 2 || agent === undefined || agent === 'away' || agent === 'gone') &&
    Array.isArray(attachments) &&
    attachments.every(isAttachment)
  )
}

function isAttachment(value: unknown): value is RecordedAttachment {
  if (!isObject(value)) return false
  const { network, ifname, nad, conflist, runtimeConfig, cniArgs, result } = value
  return (
    [network, ifname, conflist].every((member) => typeof member === 'string') &&
    [nad, runtimeConfig, cniArgs, result].every(isTextOrNull)
  )
}

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string'
