import type { ApiObject } from '../objects/api-object.ts'
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts'

/** A stored object as a version of its resource shows it. */
export const shownAs = (type: ResourceType, stored: ApiObject): ApiObject =>
  type.fromStored?.(stored) ??
  (stored.apiVersion === apiVersionOf(type) ? stored : { ...stored, apiVersion: apiVersionOf(type) })

/** An object of some version as it is stored. */
export const storedFrom = (type: ResourceType, shown: ApiObject): ApiObject => type.toStored?.(shown) ?? shown
