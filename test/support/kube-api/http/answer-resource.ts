import type { ApiState } from '../api-state.ts'
import { isJsonObject, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import { presenterFor } from '../present/presenter.ts'
import { readSelectors } from '../selectors/read-selectors.ts'
import { createObject } from '../verbs/create-object.ts'
import { deleteObject } from '../verbs/delete-object.ts'
import { applyObject } from '../verbs/apply-object.ts'
import { listObjects } from '../verbs/list-objects.ts'
import { patchObject, patchTypes } from '../verbs/patch-object.ts'
import { readDraft } from '../verbs/read-draft.ts'
import { shownAs } from '../verbs/shown-version.ts'
import { updateObject } from '../verbs/update-object.ts'
import type { WriteParts } from '../verbs/write-parts.ts'
import { readWriteRequest, type WriteRequest } from '../verbs/write-request.ts'
import type { Answer, ResourceCall } from './call.ts'
import { mediaTypeOf } from './read-body.ts'

/** Answers everything about objects but watches. */
export function answerResource(parts: WriteParts, call: ResourceCall): Answer {
  const { state } = parts
  const { verb } = call.info
  if (verb === 'list') return { code: 200, body: listObjects(state, call) }
  if (verb === 'get') return shown(state, call, currentOf(state, call))
  const request = readWriteRequest(call)
  if (verb === 'create') return shown(state, call, createObject(parts, request, call.body), 201)
  if (verb === 'update') return update(parts, call, request)
  if (verb === 'patch') return patch(parts, call, request)
  if (verb === 'delete') return remove(parts, call, request)
  if (verb === 'deletecollection') return removeAll(parts, call, request)
  throw refusal.methodNotAllowed()
}

function shown(state: ApiState, call: ResourceCall, object: ApiObject, code = 200): Answer {
  const { request, type, info } = call
  const accept = request.headers.accept ?? ''
  const presenter = presenterFor(accept, type, state.now(), info.query.get('includeObject') ?? '')
  return { code, body: presenter.one(object) }
}

function findCurrent({ store }: ApiState, { info, type }: ResourceCall): ApiObject | undefined {
  const stored = store.kind(type.storageKey).find(info.namespace, info.name)
  return stored && shownAs(type, stored)
}

function currentOf(state: ApiState, call: ResourceCall): ApiObject {
  const found = findCurrent(state, call)
  if (found === undefined) throw refusal.notFound(call.type, call.info.name)
  return found
}

function update(parts: WriteParts, call: ResourceCall, request: WriteRequest): Answer {
  const current = findCurrent(parts.state, call)
  if (current !== undefined) {
    const draft = readDraft(call.body, request)
    return shown(parts.state, call, updateObject(parts, request, current, draft, 'put'))
  }
  if (!request.type.allowsCreateOnUpdate || request.subresource !== '')
    throw refusal.notFound(request.type, request.name)
  return shown(parts.state, call, createObject(parts, request, call.body), 201)
}

function patch(parts: WriteParts, call: ResourceCall, request: WriteRequest): Answer {
  const mediaType = mediaTypeOf(call.request)
  if (mediaType === patchTypes.apply) {
    const current = findCurrent(parts.state, call)
    const { object, isNew } = applyObject(parts, request, current, call.body, call.info.query)
    return shown(parts.state, call, object, isNew ? 201 : 200)
  }
  const current = currentOf(parts.state, call)
  return shown(parts.state, call, patchObject(parts, request, current, call.body, mediaType))
}

const optionsOf = (call: ResourceCall): JsonObject => {
  const grace = call.info.query.get('gracePeriodSeconds')
  const policy = call.info.query.get('propagationPolicy')
  return {
    ...(grace !== null && { gracePeriodSeconds: Number(grace) }),
    ...(policy !== null && { propagationPolicy: policy }),
    ...(isJsonObject(call.body) && call.body),
  }
}

const isDry = (options: JsonObject) => Array.isArray(options['dryRun']) && options['dryRun'].includes('All')

function remove(parts: WriteParts, call: ResourceCall, request: WriteRequest): Answer {
  const options = optionsOf(call)
  const isDryRun = request.isDryRun || isDry(options)
  const current = currentOf(parts.state, call)
  const { isGone, object } = deleteObject(parts, { ...request, isDryRun }, current, options)
  if (!isGone || call.type.storageKey === '/pods') return shown(parts.state, call, shownAs(call.type, object))
  const { group, plural } = call.type
  const details = { name: object.metadata.name, ...(group !== '' && { group }), kind: plural }
  return {
    code: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { ...details, uid: object.metadata.uid },
    },
  }
}

function removeAll(parts: WriteParts, call: ResourceCall, request: WriteRequest): Answer {
  const { info, type } = call
  const matches = readSelectors(call)
  const options = optionsOf(call)
  const listed = parts.state.store
    .kind(type.storageKey)
    .list(type.isNamespaced ? info.namespace : undefined)
    .map((object) => shownAs(type, object))
    .filter(matches)
  for (const current of listed)
    deleteObject(parts, { ...request, isDryRun: request.isDryRun || isDry(options) }, current, options)
  const presenter = presenterFor('', type, parts.state.now(), '')
  return { code: 200, body: presenter.list(listed, { resourceVersion: String(parts.state.store.revision) }) }
}
