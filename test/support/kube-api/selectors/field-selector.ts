import type { ApiObject } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts'

/** Reads a field selector (`spec.nodeName=a,status.phase!=Failed`); fields that the type has no index of are refused. */
export function parseFieldSelector(text: string, type: ResourceType): (object: ApiObject) => boolean {
  const parts = text === '' ? [] : text.split(',')
  const requirements = parts.map((part) => {
    const [, field = '', operator = '', wanted = ''] = /^\s*([^=!]+?)\s*(==|=|!=)(.*)$/.exec(part) ?? []
    if (field === '') throw refusal.badRequest(`invalid selector: '${part}'; can't understand '${part}'`)
    const read = readerOf(field, type)
    return (object: ApiObject) => (read(object) === wanted.trim()) === (operator !== '!=')
  })
  return (object) => requirements.every((holds) => holds(object))
}

function readerOf(field: string, type: ResourceType): (object: ApiObject) => string {
  if (field === 'metadata.name') return ({ metadata }) => metadata.name
  if (field === 'metadata.namespace' && type.isNamespaced) return ({ metadata }) => metadata.namespace ?? ''
  const read = type.fields[field]
  if (read !== undefined) return read
  throw refusal.badRequest(
    type.isCustom
      ? `field label not supported: ${field}`
      : `Unable to find "${apiVersionOf(type)}, Resource=${type.plural}" that match label selector "", field selector "${field}": field label not supported: ${field}`,
  )
}
