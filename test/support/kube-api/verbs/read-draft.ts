import { isJsonObject, objectAt, textAt } from '../objects/json-object.ts'
import type { ObjectDraft } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import { pruneBuiltIn } from '../resources/built-in-schema.ts'
import { apiVersionOf } from '../resources/resource-type.ts'
import type { WriteRequest } from './write-request.ts'

/** Takes a body as an object of the request's type, and refuses one of another kind, name or namespace. */
export function readDraft(body: unknown, request: WriteRequest): ObjectDraft {
  if (!isJsonObject(body)) throw refusal.badRequest('the body of the request has to be an object')
  const { type, namespace, name } = request
  const apiVersion = textAt(body, 'apiVersion') || apiVersionOf(type)
  const kind = textAt(body, 'kind') || type.kind
  if (apiVersion !== apiVersionOf(type) || kind !== type.kind)
    throw refusal.badRequest(
      `${kind} in version "${apiVersion}" cannot be handled as a ${type.kind}: the API version in the data (${apiVersion}) does not match the expected API version (${apiVersionOf(type)})`,
    )
  const metadata = { ...objectAt(body, 'metadata') }
  checkTypes(metadata)
  const inBody = textAt(metadata, 'namespace')
  if (inBody !== '' && inBody !== namespace)
    throw refusal.badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  if (namespace !== '') metadata['namespace'] = namespace
  if (name !== '' && textAt(metadata, 'name') !== name)
    throw refusal.badRequest(
      `the name of the object (${textAt(metadata, 'name')}) does not match the name on the URL (${name})`,
    )
  const draft = { ...body, apiVersion, kind, metadata }
  if (!type.isCustom) dropUnknown(draft, request)
  return draft
}

/** What Kubernetes' own types do not know is dropped, or refused where the client wants it strict. */
function dropUnknown(draft: ObjectDraft, { type, isStrict, warn }: WriteRequest): void {
  const { unknown, unreadable } = pruneBuiltIn(draft, apiVersionOf(type), type.kind)
  if (unreadable.length > 0)
    throw refusal.badRequest(
      `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: json: cannot unmarshal ${unreadable.join(', ')}`,
    )
  const told = unknown.map((path) => `unknown field "${path}"`)
  if (isStrict && told.length > 0) throw refusal.badRequest(`strict decoding error: ${told.join(', ')}`)
  for (const each of told) warn(each)
}

const texts = ['name', 'namespace', 'generateName', 'uid', 'resourceVersion']
const maps = ['labels', 'annotations']

/** A real server cannot even read metadata of wrong types. */
function checkTypes(metadata: Record<string, unknown>): void {
  for (const member of texts) {
    const value = metadata[member]
    if (value === null) Reflect.deleteProperty(metadata, member)
    else if (value !== undefined && typeof value !== 'string') throw cannotRead(member, 'string')
  }
  for (const member of maps) {
    const map = metadata[member]
    if (map === undefined || map === null) Reflect.deleteProperty(metadata, member)
    else if (!isJsonObject(map)) throw cannotRead(member, 'map[string]string')
    else if (Object.values(map).some((value) => typeof value !== 'string')) throw cannotRead(member, 'string')
  }
}

const cannotRead = (member: string, type: string) =>
  refusal.badRequest(
    `the object provided is unrecognized: json: cannot unmarshal into Go struct field ObjectMeta.metadata.${member} of type ${type}`,
  )
