import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, objectAt, textAt } from '../objects/json-object.ts'
import { junctorFaults } from './junctor-faults.ts'
import { keywordFaults } from './keyword-faults.ts'
import { ruleFaults } from './rule-faults.ts'
import { isIntOrString, itemSchema, keepsUnknown, type Schema } from './schema.ts'

interface Place {
  readonly path: string
  readonly of: 'root' | 'field' | 'item'
  /** Whether an entry can be found again after an update. */
  readonly isCorrelatable: boolean
}

/** Why a schema is not structural, or cannot be taken for another reason (apiextensions-apiserver, pkg/apiserver/schema). */
export function structuralErrors(schema: Schema, place: Place): FieldError[] {
  const { path } = place
  return [
    ...typeFaults(schema, place),
    ...keywordFaults(schema, path),
    ...junctorFaults(schema, schema, path),
    ...ruleFaults(schema, path, place.of === 'root', place.isCorrelatable),
    ...memberFaults(schema, place),
  ]
}

const types = ['object', 'array', 'string', 'integer', 'number', 'boolean']

function typeFaults(schema: Schema, { path, of }: Place): FieldError[] {
  const type = schema['type']
  const at = `${path}.type`
  if (of === 'root') {
    if (type === undefined || type === '') return [fieldError.required(at, 'must not be empty at the root')]
    return type === 'object' ? [] : [fieldError.invalid(at, type, 'must be object at the root')]
  }
  if (type === undefined || type === '') {
    if (isIntOrString(schema) || keepsUnknown(schema)) return []
    const what = of === 'item' ? 'array items' : 'object fields'
    return [fieldError.required(at, `must not be empty for specified ${what}`)]
  }
  if (isIntOrString(schema))
    return [fieldError.invalid(at, type, 'must be empty if x-kubernetes-int-or-string is true')]
  return types.some((each) => each === type) ? [] : [fieldError.unsupported(at, type, types)]
}

function memberFaults(schema: Schema, { path, of, isCorrelatable }: Place): FieldError[] {
  const others = schema['additionalProperties']
  const errors: FieldError[] = []
  if (others !== undefined && 'properties' in schema)
    errors.push(
      fieldError.forbidden(
        `${path}.additionalProperties`,
        'additionalProperties and properties are mutual exclusive',
      ),
    )
  if (others === false)
    errors.push(
      fieldError.forbidden(`${path}.additionalProperties`, 'additionalProperties cannot be set to false'),
    )
  if (others !== undefined && of === 'root')
    errors.push(fieldError.forbidden(`${path}.additionalProperties`, 'must not be used at the root'))
  for (const [name, member] of Object.entries(objectAt(schema, 'properties')))
    errors.push(
      ...structuralErrors(asSchema(member), {
        path: `${path}.properties[${name}]`,
        of: 'field',
        isCorrelatable,
      }),
    )
  if (isJsonObject(others))
    errors.push(
      ...structuralErrors(others, { path: `${path}.additionalProperties`, of: 'field', isCorrelatable }),
    )
  return [
    ...errors,
    ...itemFaults(schema, path, isCorrelatable),
    ...(of === 'root' ? metadataFaults(schema, path) : []),
  ]
}

const asSchema = (value: unknown): Schema => (isJsonObject(value) ? value : {})

function itemFaults(schema: Schema, path: string, isCorrelatable: boolean): FieldError[] {
  const { items } = schema
  if (Array.isArray(items))
    return [fieldError.forbidden(`${path}.items`, 'items must be a schema object and not an array')]
  if (items === undefined)
    return textAt(schema, 'type') === 'array'
      ? [fieldError.required(`${path}.items`, 'must be specified')]
      : []
  const isMap = schema['x-kubernetes-list-type'] === 'map'
  return structuralErrors(itemSchema(schema), {
    path: `${path}.items`,
    of: 'item',
    isCorrelatable: isCorrelatable && isMap,
  })
}

/** Of metadata a schema may say no more than what names are allowed. */
function metadataFaults(schema: Schema, path: string): FieldError[] {
  const named = Object.keys(objectAt(schema, 'properties', 'metadata', 'properties'))
  const isGood = named.every((name) => ['name', 'generateName'].includes(name))
  const required = listAt(schema, 'properties', 'metadata', 'required')
  if (isGood && required.length === 0) return []
  return [
    fieldError.forbidden(
      `${path}.properties[metadata]`,
      'must not specify anything other than name and generateName, but metadata is implicitly specified',
    ),
  ]
}
