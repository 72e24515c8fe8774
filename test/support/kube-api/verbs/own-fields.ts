import { isDeepStrictEqual } from 'node:util'
import type { ApiObject } from '../objects/api-object.ts'
import { leavesOf } from '../patch/field-paths.ts'
import { isSameOwner, ownersOf, withOwners, type Owner } from '../patch/managed-fields.ts'
import { apiVersionOf } from '../resources/resource-type.ts'
import type { WriteRequest } from './write-request.ts'

/** Who writes, as an owner of nothing yet. */
export function writerOf(request: WriteRequest, operation: Owner['operation'], now: Date): Owner {
  return {
    manager: request.fieldManager,
    operation,
    apiVersion: apiVersionOf(request.type),
    subresource: request.subresource,
    time: `${now.toISOString().slice(0, 19)}Z`,
    fields: new Set(),
  }
}

/** Gives all fields of a new object to who creates it. */
export function ownAll(object: ApiObject, request: WriteRequest, now: Date): ApiObject {
  const fields = new Set(leavesOf(object, request.type.listKeys).keys())
  return withOwners(object, [{ ...writerOf(request, 'Update', now), fields }])
}

/** Gives the fields that an update changes to who updates, and takes them from everybody else. */
export function ownChanged(old: ApiObject, object: ApiObject, request: WriteRequest, now: Date): ApiObject {
  if (isReset(object)) return withOwners(object, [])
  const before = leavesOf(old, request.type.listKeys)
  const after = leavesOf(object, request.type.listKeys)
  const changed = [...after].filter(([path, value]) => !isDeepStrictEqual(before.get(path), value))
  const taken = new Set(changed.map(([path]) => path))
  const writer = writerOf(request, 'Update', now)
  const owners = ownersOf(old).map((owner) => {
    const isWriter = isSameOwner(owner, writer)
    const kept = [...owner.fields].filter((path) => after.has(path) && (isWriter || !taken.has(path)))
    return { ...owner, fields: new Set(kept) }
  })
  const mine = owners.find((owner) => isSameOwner(owner, writer))
  const others = owners.filter((owner) => owner !== mine)
  const isMore = taken.size > 0
  const fields = new Set([...(mine?.fields ?? []), ...taken])
  const own = { ...writer, fields, ...(mine !== undefined && !isMore && { time: mine.time }) }
  return withOwners(object, [...others, own])
}

/** `managedFields: []` makes a server forget who owns what. */
const isReset = ({ metadata }: ApiObject) =>
  Array.isArray(metadata.managedFields) && metadata.managedFields.length === 0
