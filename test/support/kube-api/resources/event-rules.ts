import { isDeepStrictEqual } from 'node:util'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { textAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { WriteContext } from './resource-type.ts'
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

/** What events.k8s.io/v1 asks of an Event (kubernetes, pkg/apis/core/validation/events.go). */
export function validateEvent(
  object: ApiObject,
  old: ApiObject | undefined,
  { operation }: WriteContext,
): FieldError[] {
  const errors = [...limitErrors(object), ...namespaceErrors(object)]
  if (operation === 'UPDATE' && old !== undefined)
    for (const member of fixed)
      if (!isDeepStrictEqual(old[member], object[member]))
        errors.push(fieldError.invalid(member, object[member], 'field is immutable'))
  return errors
}

function limitErrors(object: ApiObject): FieldError[] {
  const errors: FieldError[] = []
  const time = object['eventTime']
  if (time === undefined || time === null) errors.push(fieldError.required('eventTime'))
  else if (!isMicroTime(time)) errors.push(fieldError.invalid('eventTime', time, 'must be a time'))
  const controller = textAt(object, 'reportingController')
  if (controller === '') errors.push(fieldError.required('reportingController'))
  else if (!qualified.test(controller))
    errors.push(fieldError.invalid('reportingController', controller, 'a qualified name is needed'))
  for (const [member, max] of [
    ['reportingInstance', 128],
    ['action', 128],
    ['reason', 128],
  ] as const) {
    const text = textAt(object, member)
    if (text === '') errors.push(fieldError.required(member))
    else if (text.length > max)
      errors.push(fieldError.invalid(member, '', `can have at most ${max} characters`))
  }
  if (Buffer.byteLength(textAt(object, 'note')) > 1_024)
    errors.push(fieldError.invalid('note', '', 'can have at most 1024 characters'))
  if (!['Normal', 'Warning'].includes(textAt(object, 'type')))
    errors.push(fieldError.invalid('type', textAt(object, 'type'), 'has invalid value: '))
  const count = valueAt(object, 'series', 'count')
  if (count !== undefined && !(Number(count) >= 2))
    errors.push(fieldError.invalid('series.count', '', 'should be at least 2'))
  return errors
}

/** An event lives in the namespace of what it is about; of an object of the cluster in `default`. */
function namespaceErrors(object: ApiObject): FieldError[] {
  const about = textAt(object, 'regarding', 'namespace')
  const own = object.metadata.namespace ?? ''
  if (about === '' ? own === 'default' || own === 'kube-system' : about === own) return []
  return [fieldError.invalid('involvedObject.namespace', about, 'does not match event.namespace')]
}
