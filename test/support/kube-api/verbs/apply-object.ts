import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, objectAt, textAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import { StatusError } from '../objects/status-error.ts'
import { applyMerge, removeLeaf } from '../patch/apply-merge.ts'
import { leavesOf, sayPath } from '../patch/field-paths.ts'
import { isSameOwner, ownersOf, withOwners, type Owner } from '../patch/managed-fields.ts'
import { createObject } from './create-object.ts'
import { writerOf } from './own-fields.ts'
import { readDraft } from './read-draft.ts'
import { updateObject } from './update-object.ts'
import type { WriteParts } from './write-parts.ts'
import type { WriteRequest } from './write-request.ts'

/** Server-side apply: what a manager no longer says goes, and what others own is not overwritten without `force`. */
export function applyObject(
  parts: WriteParts,
  request: WriteRequest,
  current: ApiObject | undefined,
  body: unknown,
  query: URLSearchParams,
): { object: ApiObject; isNew: boolean } {
  const applied = readApplied(body, request, query)
  const { listKeys } = request.type
  const now = parts.state.now()
  const writer = {
    ...writerOf(request, 'Apply', now),
    fields: new Set(leavesOf(applied, listKeys).keys()),
  }
  if (current === undefined) return { object: createFrom(parts, request, applied, writer), isNew: true }
  const force = query.get('force') === 'true'
  const { others, before } = splitOwners(current, writer)
  const contested = contestedBy(others, current, applied, request)
  if (contested.length > 0 && !force) throw conflictOf(contested)
  const taken = new Set(contested.map(({ path }) => path))
  const left = others.map((owner) => ({ ...owner, fields: owner.fields.difference(taken) }))
  const merged = applyMerge(structuredClone(current), applied, listKeys) as ObjectDraft
  const given = (before?.fields ?? new Set<string>()).difference(writer.fields)
  for (const leaf of [...given].sort((one, other) => one.length - other.length))
    if (!left.some((owner) => holds(owner, leaf))) removeLeaf(merged, leaf, listKeys)
  const draft = readDraft(merged, request)
  const isUnchanged = before !== undefined && isDeepStrictEqual(before.fields, writer.fields)
  const own = isUnchanged ? { ...writer, time: before.time } : writer
  const owned = withOwners(draft as ApiObject, [...left, own])
  return { object: updateObject(parts, request, current, owned, 'apply'), isNew: false }
}

/** An entry of a list stays as long as somebody owns anything in it. */
const holds = ({ fields }: Owner, leaf: string) =>
  fields.has(leaf) || [...fields].some((field) => field.startsWith(`${leaf}\u0001`))

function createFrom(
  parts: WriteParts,
  request: WriteRequest,
  applied: ObjectDraft,
  writer: Owner,
): ApiObject {
  if (request.subresource !== '') throw refusal.notFound(request.type, request.name)
  if (textAt(applied.metadata, 'uid') !== '')
    throw refusal.conflict(
      request.type,
      request.name,
      `uid mismatch: the provided object specified uid ${textAt(applied.metadata, 'uid')}, and no existing object was found`,
    )
  return createObject(parts, request, applied, writer)
}

function readApplied(body: unknown, request: WriteRequest, query: URLSearchParams): ObjectDraft {
  if (!query.has('fieldManager'))
    throw refusal.badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    )
  if (!isJsonObject(body)) throw refusal.badRequest('error decoding YAML: it is no object')
  if (textAt(body, 'apiVersion') === '' || textAt(body, 'kind') === '')
    throw refusal.badRequest('error decoding patch: apiVersion and kind have to be set')
  if (objectAt(body, 'metadata')['managedFields'] !== undefined)
    throw refusal.badRequest('metadata.managedFields must be nil')
  const metadata = { ...objectAt(body, 'metadata') }
  metadata['name'] ??= request.name
  const draft = readDraft({ ...body, metadata }, request)
  const { type, subresource } = request
  if (subresource === '' && type.hasStatus) Reflect.deleteProperty(draft, 'status')
  if (subresource === 'status') Reflect.deleteProperty(draft, 'spec')
  return draft
}

function splitOwners(
  current: ApiObject,
  writer: Owner,
): { others: readonly Owner[]; before: Owner | undefined } {
  const all = ownersOf(current)
  const before = all.find((owner) => isSameOwner(owner, writer))
  return { before, others: all.filter((owner) => owner !== before) }
}

interface Contested {
  readonly owner: Owner
  readonly path: string
}

function contestedBy(
  others: readonly Owner[],
  current: ApiObject,
  applied: JsonObject,
  { type }: WriteRequest,
): readonly Contested[] {
  const live = leavesOf(current, type.listKeys)
  const wanted = [...leavesOf(applied, type.listKeys)].filter(
    ([path, value]) => live.has(path) && !isDeepStrictEqual(live.get(path), value),
  )
  return others.flatMap((owner) =>
    wanted.filter(([path]) => owner.fields.has(path)).map(([path]) => ({ owner, path })),
  )
}

function conflictOf(contested: readonly Contested[]): StatusError {
  const [first] = contested
  const byOwner = Map.groupBy(contested, ({ owner }) => sayOwner(owner))
  const each = [...byOwner].flatMap(([owner, all]) => [
    `conflicts with ${owner}:`,
    ...all.map(({ path }) => `- ${sayPath(path)}`),
  ])
  const isOne = contested.length === 1 && first !== undefined
  const message = isOne
    ? `Apply failed with 1 conflict: conflict with ${sayOwner(first.owner)}: ${sayPath(first.path)}`
    : `Apply failed with ${contested.length} conflicts: ${each.join('\n')}`
  return new StatusError(409, 'Conflict', message, {
    causes: contested.map(({ owner, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${sayOwner(owner)}`,
      field: sayPath(path),
    })),
  })
}

/** As apimachinery has it (pkg/util/managedfields/internal/conflict.go). */
function sayOwner({ manager, subresource, operation, apiVersion, time }: Owner): string {
  const name = subresource === '' ? `"${manager}"` : `"${manager}" with subresource "${subresource}"`
  return operation === 'Apply' ? name : `${name} using ${apiVersion} at ${time}`
}
