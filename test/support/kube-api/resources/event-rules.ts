import { isDeepStrictEqual } from 'node:util'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { textAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { coreToStored } from './event-versions.ts'
import { isMicroTime } from './lease-rules.ts'

const qualified = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/

/** What never changes of an event once it is there; only its series and metadata may. */
const fixed = [
  'regarding',
  'related',
  'reason',
  'reportingController',
  'reportingInstance',
  'action',
  'type',
  'note',
  'eventTime',
] as const

/** What core/v1 asks of an Event, and events.k8s.io/v1 too (kubernetes, pkg/apis/core/validation/events.go). */
export function validateCoreEvent(object: ApiObject): FieldError[] {
  const event = object['involvedObject'] === undefined ? object : coreToStored(object)
  const about = textAt(event, 'regarding', 'namespace')
  const own = object.metadata.namespace ?? ''
  const elsewhere = fieldError.invalid('involvedObject.namespace', about, 'does not match event.namespace')
  if (!isThere(event['eventTime']))
    return (about === '' ? own === 'default' : about === own) ? [] : [elsewhere]
  const isOfCluster = about === '' && own !== 'default' && own !== 'kube-system'
  return [...(isOfCluster ? [elsewhere] : []), ...textErrors(event)]
}

/** What events.k8s.io/v1 asks beyond that. */
export function validateEvent(object: ApiObject, old: ApiObject | undefined): FieldError[] {
  return [
    ...validateCoreEvent(object),
    ...(old === undefined ? newErrors(object) : changeErrors(object, old)),
  ]
}

const isThere = (value: unknown) => value !== undefined && value !== null

function changeErrors(object: ApiObject, old: ApiObject): FieldError[] {
  const errors = isDeepStrictEqual(object['series'], old['series']) ? [] : seriesErrors(object)
  for (const member of fixed)
    if (!isDeepStrictEqual(old[member], object[member]))
      errors.push(fieldError.invalid(member, object[member], 'field is immutable'))
  return errors
}

function newErrors(object: ApiObject): FieldError[] {
  const errors = seriesErrors(object)
  const time = object['eventTime']
  if (!isThere(time)) errors.push(fieldError.required('eventTime'))
  else if (!isMicroTime(time)) errors.push(fieldError.invalid('eventTime', time, 'must be a time'))
  if (!['Normal', 'Warning'].includes(textAt(object, 'type')))
    errors.push(fieldError.invalid('type', '', `has invalid value: ${textAt(object, 'type')}`))
  for (const member of ['deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedCount'])
    if (isThere(object[member])) errors.push(fieldError.invalid(member, '', 'needs to be unset'))
  return errors
}

function seriesErrors({ series }: ApiObject): FieldError[] {
  if (!isThere(series)) return []
  const errors: FieldError[] = []
  if (!(Number(valueAt(series, 'count')) >= 2))
    errors.push(fieldError.invalid('series.count', '', 'should be at least 2'))
  if (!isThere(valueAt(series, 'lastObservedTime')))
    errors.push(fieldError.required('series.lastObservedTime'))
  return errors
}

function textErrors(event: ApiObject): FieldError[] {
  const errors: FieldError[] = []
  const controller = textAt(event, 'reportingController')
  if (controller === '') errors.push(fieldError.required('reportingController'))
  if (!qualified.test(controller))
    errors.push(fieldError.invalid('reportingController', controller, 'name part must be a qualified name'))
  for (const member of ['reportingInstance', 'action', 'reason']) {
    const length = Buffer.byteLength(textAt(event, member))
    if (length === 0) errors.push(fieldError.required(member))
    if (length > 128) errors.push(fieldError.invalid(member, '', 'can have at most 128 characters'))
  }
  if (Buffer.byteLength(textAt(event, 'note')) > 1_024)
    errors.push(fieldError.invalid('message', '', 'can have at most 1024 characters'))
  return errors
}
