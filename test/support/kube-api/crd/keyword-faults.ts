import { fieldError, type FieldError } from '../objects/field-error.ts'
import { objectAt, textAt, textsAt } from '../objects/json-object.ts'
import { prune } from './prune.ts'
import { schemaErrors } from './schema-errors.ts'
import { isIntOrString, itemSchema, keepsUnknown, type Schema } from './schema.ts'

const unsupported = [
  '$ref',
  'definitions',
  'dependencies',
  'patternProperties',
  'id',
  '$schema',
  'additionalItems',
]

/** What is wrong with single keywords of a schema's node. */
export function keywordFaults(schema: Schema, path: string): FieldError[] {
  const errors = unsupported
    .filter((word) => word in schema)
    .map((word) => fieldError.forbidden(`${path}.${word}`, `${word} is not supported`))
  if (schema['uniqueItems'] === true)
    errors.push(
      fieldError.forbidden(
        `${path}.uniqueItems`,
        'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
      ),
    )
  if (keepsUnknown(schema) && textAt(schema, 'type') !== '' && schema['type'] !== 'object')
    errors.push(
      fieldError.invalid(
        `${path}.type`,
        schema['type'],
        'must be object if x-kubernetes-preserve-unknown-fields is true',
      ),
    )
  return [
    ...errors,
    ...patternFaults(schema, path),
    ...listFaults(schema, path),
    ...defaultFaults(schema, path),
  ]
}

/** Go's RE2 knows no look-around and no back-references. */
function patternFaults(schema: Schema, path: string): FieldError[] {
  const pattern = schema['pattern']
  if (typeof pattern !== 'string') return []
  const why = /\(\?(=|!|<=|<!)/.test(pattern)
    ? 'invalid or unsupported Perl syntax'
    : /\\[1-9]/.test(pattern)
      ? 'invalid escape sequence'
      : compileFault(pattern)
  return why === ''
    ? []
    : [
        fieldError.invalid(
          `${path}.pattern`,
          pattern,
          `must be a valid regular expression, but isn't: error parsing regexp: ${why}`,
        ),
      ]
}

function compileFault(pattern: string): string {
  try {
    new RegExp(pattern, 'u')
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

function listFaults(schema: Schema, path: string): FieldError[] {
  const type = schema['x-kubernetes-list-type']
  const keys = textsAt(schema, 'x-kubernetes-list-map-keys')
  const errors: FieldError[] = []
  if (type === undefined) {
    if (keys.length > 0)
      errors.push(
        fieldError.required(
          `${path}.x-kubernetes-list-type`,
          'must be map if x-kubernetes-list-map-keys is non-empty',
        ),
      )
    return errors
  }
  if (!['atomic', 'set', 'map'].some((each) => each === type))
    errors.push(fieldError.unsupported(`${path}.x-kubernetes-list-type`, type, ['atomic', 'set', 'map']))
  if (schema['type'] !== 'array')
    errors.push(
      fieldError.invalid(
        `${path}.type`,
        schema['type'] ?? '',
        'must be array if x-kubernetes-list-type is specified',
      ),
    )
  return type === 'map' ? [...errors, ...mapKeyFaults(schema, keys, path)] : errors
}

function mapKeyFaults(schema: Schema, keys: readonly string[], path: string): FieldError[] {
  if (keys.length === 0)
    return [
      fieldError.required(
        `${path}.x-kubernetes-list-map-keys`,
        'must not be empty if x-kubernetes-list-type is map',
      ),
    ]
  const items = itemSchema(schema)
  return keys.flatMap((key, index) => {
    const member = objectAt(items, 'properties')[key]
    if (member === undefined)
      return [
        fieldError.invalid(
          `${path}.x-kubernetes-list-map-keys[${index}]`,
          key,
          'entries must all be names of item properties',
        ),
      ]
    const isThere = textsAt(items, 'required').includes(key) || 'default' in (member as Schema)
    return isThere
      ? []
      : [
          fieldError.required(
            `${path}.items.properties[${key}].default`,
            `this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property`,
          ),
        ]
  })
}

function defaultFaults(schema: Schema, path: string): FieldError[] {
  if (!('default' in schema)) return []
  const value = structuredClone(schema['default'])
  const at = `${path}.default`
  if (value === null && schema['nullable'] !== true && !isIntOrString(schema))
    return [fieldError.invalid(at, null, 'must be a valid default: null needs nullable')]
  const unknown = prune(value, schema, '', false)
  if (unknown.length > 0) return [fieldError.invalid(at, schema['default'], 'must not have unknown fields')]
  return schemaErrors(value, schema, at)
}
