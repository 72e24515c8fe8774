import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, objectAt } from '../objects/json-object.ts'
import { isIntOrString, itemSchema, type Schema } from './schema.ts'

/** What structural schemas say at the outside only, not within `anyOf` and its like. */
const outer = [
  'type',
  'default',
  'description',
  'title',
  'nullable',
  'additionalProperties',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
]

/** Why what is within `anyOf`, `oneOf`, `allOf` and `not` cannot be there. */
export function junctorFaults(schema: Schema, structure: Schema, path: string): FieldError[] {
  const lists = ['anyOf', 'oneOf', 'allOf'].flatMap((word) =>
    listAt(schema, word).map((each, index) => [each, `${path}.${word}[${index}]`] as const),
  )
  const all = 'not' in schema ? [...lists, [schema['not'], `${path}.not`] as const] : lists
  return all.flatMap(([each, at]) => (isJsonObject(each) ? nestedFaults(each, structure, at) : []))
}

function nestedFaults(nested: Schema, structure: Schema, path: string): FieldError[] {
  const isAlternative = isIntOrString(structure) && ['integer', 'string'].includes(String(nested['type']))
  const errors = outer
    .filter((word) => word in nested && !(word === 'type' && isAlternative))
    .map((word) => fieldError.forbidden(`${path}.${word}`, 'must be empty to be structural'))
  for (const [name, member] of Object.entries(objectAt(nested, 'properties'))) {
    const own = objectAt(structure, 'properties')[name]
    const at = `${path}.properties[${name}]`
    if (!isJsonObject(own)) {
      const where = path.replace(/\.(anyOf|oneOf|allOf|not).*$/, '')
      errors.push(fieldError.required(`${where}.properties[${name}]`, `because it is defined in ${at}`))
    } else if (isJsonObject(member)) errors.push(...nestedFaults(member, own, at))
  }
  if (isJsonObject(nested['items']))
    errors.push(...nestedFaults(nested['items'], itemSchema(structure), `${path}.items`))
  return [...errors, ...junctorFaults(nested, structure, path)]
}
