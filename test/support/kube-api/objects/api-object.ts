import type { JsonObject } from './json-object.ts'

/** What an object says of itself once it is stored. */
export interface Metadata extends JsonObject {
  name: string
  namespace?: string
  uid: string
  resourceVersion: string
  creationTimestamp: string
  generation?: number
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  finalizers?: string[]
  ownerReferences?: JsonObject[]
  managedFields?: JsonObject[]
}

/** An object as it is stored; never changed in place. */
export interface ApiObject extends JsonObject {
  apiVersion: string
  kind: string
  metadata: Metadata
}

/** What a client sends: the server checks and completes it. */
export interface ObjectDraft extends JsonObject {
  metadata: JsonObject
}
