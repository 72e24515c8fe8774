import { isJsonObject, listAt, objectAt, textAt, textsAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { refusal } from '../objects/refusal.ts'
import { builtInType } from '../resources/built-in-type.ts'
import type { ResourceType, WriteContext } from '../resources/resource-type.ts'
import { customColumns } from './custom-columns.ts'
import { prune } from './prune.ts'
import { RuleBook } from './rule-book.ts'
import { schemaErrors } from './schema-errors.ts'
import { listKeysBySchema } from './schema-list-keys.ts'
import type { Schema } from './schema.ts'
import { setDefaults } from './set-defaults.ts'

/** The resources that a CustomResourceDefinition makes: one for each version that it serves. */
export function customTypes(crd: ApiObject): readonly ResourceType[] {
  return listAt(crd, 'spec', 'versions')
    .filter((version) => valueAt(version, 'served') === true)
    .map((version) => customType(crd, version))
}

function customType(crd: ApiObject, version: unknown): ResourceType {
  const names = objectAt(crd, 'spec', 'names')
  const group = textAt(crd, 'spec', 'group')
  const plural = textAt(names, 'plural')
  const schema = objectAt(version, 'schema', 'openAPIV3Schema')
  const rules = new RuleBook()
  const base = builtInType(group, textAt(version, 'name'), textAt(names, 'kind'), plural)
  return {
    ...base,
    isCustom: true,
    isNamespaced: textAt(crd, 'spec', 'scope') === 'Namespaced',
    singular: textAt(names, 'singular') || textAt(names, 'kind').toLowerCase(),
    shortNames: textsAt(names, 'shortNames'),
    categories: textsAt(names, 'categories'),
    hasStatus: isJsonObject(valueAt(version, 'subresources', 'status')),
    hasGeneration: true,
    allowsUnconditionalUpdate: false,
    columns: customColumns(listAt(version, 'additionalPrinterColumns')),
    fields: selectableFields(version),
    schema,
    complete: (draft, context) => completeCustom(draft, schema, context),
    validate: (object, old) => customErrors(object, schema, rules, old),
    listKeys: (path) => listKeysBySchema(schema, path),
  }
}

/** Rules are not tried on what is not even of the right shape. */
function customErrors(
  object: ApiObject,
  schema: Schema,
  rules: RuleBook,
  old: ApiObject | undefined,
): FieldError[] {
  const errors = schemaErrors(object, schema, '', old)
  const isShapeless = errors.some(
    ({ type, text }) =>
      ['Required value', 'Too long', 'Too many'].includes(type) || text.includes('must be of type'),
  )
  if (!isShapeless) return [...errors, ...rules.errors(object, schema, '', old)]
  const why =
    'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation'
  return [...errors, fieldError.invalid('<nil>', null, why)]
}

/** Drops what the schema does not know (or refuses it), and sets defaults. */
function completeCustom(draft: ObjectDraft, schema: Schema, { isStrict }: WriteContext): void {
  const unknown = prune(draft, schema)
  if (isStrict && unknown.length > 0) {
    const told = unknown.map((path) => `unknown field "${path}"`).join(', ')
    throw refusal.badRequest(`strict decoding error: ${told}`)
  }
  setDefaults(draft, schema)
}

function selectableFields(version: unknown): ResourceType['fields'] {
  return Object.fromEntries(
    listAt(version, 'selectableFields').map((field) => {
      const path = textAt(field, 'jsonPath').replace(/^\./, '')
      return [path, (object: ApiObject) => textOf(valueAt(object, ...path.split('.')))]
    }),
  )
}

const textOf = (value: unknown) =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
