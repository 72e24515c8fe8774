import { isJsonObject, listAt, objectAt, textAt, textsAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { builtInType } from '../resources/built-in-type.ts'
import type { ResourceType } from '../resources/resource-type.ts'
import { customColumns } from './custom-columns.ts'

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
    listKeys: () => null,
  }
}

function selectableFields(version: unknown): ResourceType['fields'] {
  return Object.fromEntries(
    listAt(version, 'selectableFields').map((field) => {
      const path = textAt(field, 'jsonPath').replace(/^\./, '')
      return [path, (object: ApiObject) => String(valueAt(object, ...path.split('.')) ?? '')]
    }),
  )
}
