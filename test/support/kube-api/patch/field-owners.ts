import type { ApiObject } from '../objects/api-object.ts'
import type { WriteRequest } from '../verbs/write-request.ts'

/** Gives all fields of a new object to who creates it. */
export function ownAll(object: ApiObject, _request: WriteRequest, _now: Date): ApiObject {
  return object
}

/** Gives the fields that an update changes to who updates. */
export function ownChanged(
  _old: ApiObject,
  object: ApiObject,
  _request: WriteRequest,
  _now: Date,
): ApiObject {
  return object
}
