import { randomInt, randomUUID } from 'node:crypto'
import { textAt } from '../objects/json-object.ts'
import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import { metadataErrors } from '../objects/metadata-rules.ts'
import { refusal } from '../objects/refusal.ts'
import { withOwners, type Owner } from '../patch/managed-fields.ts'
import { checkSize } from './check-size.ts'
import { ownAll } from './own-fields.ts'
import { readDraft } from './read-draft.ts'
import { shownAs, storedFrom } from './shown-version.ts'
import { contextOf, type WriteRequest } from './write-request.ts'
import type { WriteParts } from './write-parts.ts'

/** POST: completes, checks and stores a new object, and gives it back. `owner`: who applies it, if it is applied. */
export function createObject(
  parts: WriteParts,
  request: WriteRequest,
  body: unknown,
  owner?: Owner,
): ApiObject {
  const draft = readDraft(body, request)
  nameIt(draft, request)
  const whole = completed(draft, request, parts.state.now())
  const object = owner === undefined ? ownAll(whole, request, parts.state.now()) : withOwners(whole, [owner])
  const { type, namespace } = request
  const kind = parts.state.store.kind(type.storageKey)
  checkNamespace(parts, request)
  check(object, request, parts)
  parts.admit({ request, operation: 'CREATE', object, oldObject: undefined })
  if (kind.find(namespace, object.metadata.name)) throw refusal.alreadyExists(type, object.metadata.name)
  checkSize(object)
  if (request.isDryRun) return object
  return shownAs(type, parts.state.store.put(type.storageKey, storedFrom(type, object)))
}

const letters = 'bcdfghjklmnpqrstvwxz2456789'

function nameIt(draft: ObjectDraft, { type }: WriteRequest): void {
  const { metadata } = draft
  if (textAt(metadata, 'resourceVersion') !== '')
    throw refusal.badRequest('resourceVersion should not be set on objects to be created')
  const prefix = textAt(metadata, 'generateName')
  if (textAt(metadata, 'name') !== '') return
  if (prefix === '') {
    const errors = metadataErrors(metadata, type)
    throw refusal.invalid(type, '', errors)
  }
  const suffix = Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  metadata['name'] = prefix.slice(0, 58) + suffix
}

function completed(draft: ObjectDraft, request: WriteRequest, now: Date): ApiObject {
  const { type } = request
  if (type.hasStatus) Reflect.deleteProperty(draft, 'status')
  const { managedFields: _managed, deletionTimestamp: _deleted, ...kept } = draft.metadata
  draft.metadata = {
    ...kept,
    uid: randomUUID(),
    creationTimestamp: `${now.toISOString().slice(0, 19)}Z`,
    ...(type.hasGeneration && { generation: 1 }),
  }
  if (!type.hasGeneration) Reflect.deleteProperty(draft.metadata, 'generation')
  type.complete?.(draft, contextOf(request, 'CREATE', now))
  return draft as ApiObject
}

function check(object: ApiObject, request: WriteRequest, { state }: WriteParts): void {
  const { type } = request
  const errors = [
    ...metadataErrors(object.metadata, type),
    ...(type.validate?.(object, undefined, contextOf(request, 'CREATE', state.now())) ?? []),
  ]
  if (errors.length > 0) throw refusal.invalid(type, object.metadata.name, errors)
}

const namespaces = { group: '', plural: 'namespaces', kind: 'Namespace' }

function checkNamespace({ state }: WriteParts, { type, namespace }: WriteRequest): void {
  if (!type.isNamespaced) return
  const found = state.store.kind('/namespaces').find('', namespace)
  if (found === undefined) throw refusal.notFound(namespaces, namespace)
  if (found.metadata.deletionTimestamp === undefined) return
  throw refusal.forbidden(
    type,
    '',
    `unable to create new content in namespace ${namespace} because it is being terminated`,
  )
}
