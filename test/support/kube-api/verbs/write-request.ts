import type { ResourceCall } from '../http/call.ts'
import { isSet } from '../http/call.ts'
import type { UserInfo } from '../access/user-info.ts'
import type { ResourceType, WriteContext } from '../resources/resource-type.ts'

/** A write, whoever asked for it. */
export interface WriteRequest {
  readonly type: ResourceType
  readonly namespace: string
  /** Empty where the body names it. */
  readonly name: string
  readonly subresource: string
  readonly user: UserInfo
  /** Everything is checked, nothing is stored. */
  readonly isDryRun: boolean
  readonly isStrict: boolean
  /** Who owns the fields that are written. */
  readonly fieldManager: string
  readonly warn: (text: string) => void
}

/** Reads a write from a call's query and headers. */
export function readWriteRequest(call: ResourceCall): WriteRequest {
  const { info, request, type, user, warnings } = call
  const agent = (request.headers['user-agent'] ?? 'unknown').split('/')[0] ?? 'unknown'
  return {
    type,
    user,
    namespace: info.namespace,
    name: info.name,
    subresource: info.subresource,
    isDryRun: isSet(info.query, 'dryRun'),
    isStrict: info.query.get('fieldValidation') === 'Strict',
    fieldManager: info.query.get('fieldManager') ?? agent,
    warn: (text) => void warnings.push(text),
  }
}

/** What those who complete and check an object have to know of a write. */
export const contextOf = (
  request: WriteRequest,
  operation: WriteContext['operation'],
  now: Date,
): WriteContext => ({
  operation,
  now,
  subresource: request.subresource,
  isStrict: request.isStrict,
  warn: request.warn,
})
