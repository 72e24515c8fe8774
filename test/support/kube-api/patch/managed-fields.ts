import { isJsonObject, textAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { pathOf, textOf } from './field-paths.ts'

/** Who owns which leaves of an object. */
export interface Owner {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  /** Empty for the object itself. */
  readonly subresource: string
  readonly time: string
  readonly fields: ReadonlySet<string>
}

/** Reads `metadata.managedFields`. */
export function ownersOf(object: ApiObject | undefined): readonly Owner[] {
  return (object?.metadata.managedFields ?? []).map((entry) => ({
    manager: textAt(entry, 'manager'),
    operation: entry['operation'] === 'Apply' ? 'Apply' : 'Update',
    apiVersion: textAt(entry, 'apiVersion'),
    subresource: textAt(entry, 'subresource'),
    time: textAt(entry, 'time'),
    fields: new Set(fieldsFrom(entry['fieldsV1'], [])),
  }))
}

function fieldsFrom(tree: unknown, path: readonly string[]): string[] {
  if (!isJsonObject(tree)) return []
  const entries = Object.entries(tree)
  if (entries.length === 0) return [textOf(path)]
  return entries.flatMap(([element, below]) =>
    element === '.' ? [textOf(path)] : fieldsFrom(below, [...path, element]),
  )
}

/** The object with these owners; those of nothing are left out. */
export function withOwners(object: ApiObject, owners: readonly Owner[]): ApiObject {
  const managedFields = owners
    .filter(({ fields }) => fields.size > 0)
    .map(({ fields, subresource, ...rest }) => ({
      ...rest,
      fieldsType: 'FieldsV1',
      fieldsV1: treeOf(fields),
      ...(subresource !== '' && { subresource }),
    }))
  const { managedFields: _before, ...metadata } = object.metadata
  return {
    ...object,
    metadata: { ...metadata, ...(managedFields.length > 0 && { managedFields }) },
  }
}

function treeOf(fields: ReadonlySet<string>): JsonObject {
  const root: JsonObject = {}
  for (const field of fields) {
    let node = root
    for (const element of pathOf(field)) node = (node[element] ??= {}) as JsonObject
    if (/^[kv]:/.test(pathOf(field).at(-1) ?? '')) node['.'] = {}
  }
  return trimmed(root)
}

/** `.` stands only where there is more below. */
function trimmed(node: JsonObject): JsonObject {
  const entries = Object.entries(node).filter(([element]) => element !== '.')
  const below = entries.map(([element, each]) => [element, trimmed(each as JsonObject)] as const)
  return Object.fromEntries('.' in node && below.length > 0 ? [['.', {}], ...below] : below)
}

/** Whether two entries are of the same owner. */
export const isSameOwner = (
  one: Pick<Owner, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
  other: Pick<Owner, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
): boolean =>
  one.manager === other.manager &&
  one.operation === other.operation &&
  one.apiVersion === other.apiVersion &&
  one.subresource === other.subresource
