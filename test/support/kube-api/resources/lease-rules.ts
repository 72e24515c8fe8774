import { fieldError, type FieldError } from '../objects/field-error.ts'
import { valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'

/** What coordination.k8s.io/v1 asks of a Lease; one that is given back names an empty holder. */
export function validateLease(object: ApiObject): FieldError[] {
  const errors: FieldError[] = []
  const positive = ['leaseDurationSeconds', 'leaseTransitions'] as const
  for (const [index, member] of positive.entries()) {
    const value = valueAt(object, 'spec', member)
    if (value === undefined || value === null) continue
    const isGood = Number.isInteger(value) && Number(value) >= (index === 0 ? 1 : 0)
    const why = index === 0 ? 'must be greater than 0' : 'must be greater than or equal to 0'
    if (!isGood) errors.push(fieldError.invalid(`spec.${member}`, value, why))
  }
  for (const member of ['acquireTime', 'renewTime'] as const)
    if (!isMicroTime(valueAt(object, 'spec', member)))
      errors.push(fieldError.invalid(`spec.${member}`, valueAt(object, 'spec', member), 'must be a time'))
  return errors
}

const microTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Whether a value is a MicroTime as a real server reads it (RFC 3339), or not there. */
export const isMicroTime = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && microTime.test(value))
