import type { ResourceCall } from '../http/call.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { parseFieldSelector } from './field-selector.ts'
import { parseLabelSelector } from './label-selector.ts'

/** What the query and, for a single object, the path select. Fields are those of the stored object. */
export function readSelectors({ info, type }: ResourceCall): (object: ApiObject) => boolean {
  const byLabel = parseLabelSelector(info.query.get('labelSelector') ?? '')
  const byField = parseFieldSelector(info.query.get('fieldSelector') ?? '', type)
  return (object) =>
    (info.name === '' || object.metadata.name === info.name) &&
    byField(type.toStored?.(object) ?? object) &&
    byLabel(object.metadata.labels ?? {})
}
