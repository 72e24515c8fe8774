import { StatusError } from '../objects/status-error.ts'
import type { ApiObject } from '../objects/api-object.ts'

/** What etcd takes in one request by default. */
const limit = 1.5 * 1_024 * 1_024

/** Refuses an object that etcd would not take. */
export function checkSize(object: ApiObject): void {
  if (JSON.stringify(object).length > limit)
    throw new StatusError(413, 'RequestEntityTooLarge', 'etcdserver: request is too large')
}
