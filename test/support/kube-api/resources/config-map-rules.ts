import { fieldError, type FieldError } from '../objects/field-error.ts'
import { objectAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'

const limit = 1_048_576

/** What the API asks of a ConfigMap and of a Secret: names of keys, a mebibyte at most, and `immutable`. */
export function validateConfigMap(object: ApiObject, old: ApiObject | undefined): FieldError[] {
  const errors: FieldError[] = []
  let bytes = 0
  for (const member of ['data', 'binaryData'])
    for (const [key, value] of Object.entries(objectAt(object, member))) {
      if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key) || key === '.' || key === '..')
        errors.push(
          fieldError.invalid(
            `${member}[${key}]`,
            key,
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
          ),
        )
      bytes += typeof value === 'string' ? Buffer.byteLength(value) : 0
    }
  if (bytes > limit) errors.push(fieldError.tooLong('', limit))
  if (old?.['immutable'] === true && JSON.stringify(old['data']) !== JSON.stringify(object['data']))
    errors.push(fieldError.forbidden('data', 'field is immutable when `immutable` is set'))
  return errors
}
