import { textAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { eventColumns } from '../present/built-in-columns.ts'
import { builtInType } from './built-in-type.ts'
import { coreFromStored, coreToStored } from './event-versions.ts'
import { validateCoreEvent, validateEvent } from './event-rules.ts'
import type { ResourceType } from './resource-type.ts'

type Fields = ResourceType['fields']
const read =
  (...path: readonly string[]) =>
  (object: ApiObject) =>
    textAt(object, ...path)

const aboutObject = (member: string): Fields =>
  Object.fromEntries(
    ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((part) => [
      `${member}.${part}`,
      read('regarding', part),
    ]),
  )

const shared: Fields = { reason: read('reason'), type: read('type') }

/** What events can be selected by, under each of their two names; they are stored as events.k8s.io has them. */
export const eventFields = {
  core: {
    ...shared,
    ...aboutObject('involvedObject'),
    reportingComponent: read('reportingController'),
    source: (object: ApiObject) =>
      textAt(object, 'deprecatedSource', 'component') || textAt(object, 'reportingController'),
  },
  new: { ...shared, ...aboutObject('regarding'), reportingController: read('reportingController') },
} as const satisfies Record<string, Fields>

/** Events of either group: the same objects under two names. */
export function eventType(group: '' | 'events.k8s.io', version: string, fields: Fields): ResourceType {
  const isCore = group === ''
  return builtInType(group, version, 'Event', 'events', {
    shortNames: ['ev'],
    storageKey: 'events.k8s.io/events',
    allowsCreateOnUpdate: true,
    fields,
    columns: eventColumns,
    validate: isCore ? validateCoreEvent : validateEvent,
    ...(isCore && { toStored: coreToStored, fromStored: coreFromStored }),
  })
}
