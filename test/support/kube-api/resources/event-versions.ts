import type { ApiObject } from '../objects/api-object.ts'

/** Members of a core Event and what events.k8s.io/v1 calls them. */
const names = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
] as const

/** A core Event as it is stored. */
export const coreToStored = (object: ApiObject): ApiObject =>
  renamed(object, 'events.k8s.io/v1', new Map<string, string>(names))

/** A stored Event as core/v1 shows it. */
export const coreFromStored = (object: ApiObject): ApiObject =>
  renamed(object, 'v1', new Map<string, string>(names.map(([core, stored]) => [stored, core])))

function renamed(object: ApiObject, apiVersion: string, map: ReadonlyMap<string, string>): ApiObject {
  const entries = Object.entries(object).map(([name, value]) => [map.get(name) ?? name, value] as const)
  return { ...(Object.fromEntries(entries) as ApiObject), apiVersion }
}
