import { isJsonObject, textAt, valueAt } from '../objects/json-object.ts'
import { ageColumn, ageOf } from '../present/age-column.ts'
import type { PrinterColumn } from '../resources/resource-type.ts'
import { readJsonPath } from './json-path.ts'

/** The columns that a CRD asks for; the age alone if it asks for none. */
export function customColumns(columns: readonly unknown[]): readonly PrinterColumn[] {
  if (columns.length === 0) return [ageColumn]
  return columns.filter(isJsonObject).map((column) => {
    const type = textAt(column, 'type')
    const path = textAt(column, 'jsonPath')
    return {
      name: textAt(column, 'name'),
      type,
      format: textAt(column, 'format'),
      description: textAt(column, 'description'),
      priority: Number(valueAt(column, 'priority') ?? 0),
      cellOf: (object, now) => cellOf(readJsonPath(object, path), type, now),
    } satisfies PrinterColumn
  })
}

function cellOf(found: readonly unknown[], type: string, now: Date): unknown {
  const [first] = found
  if (found.length === 0 || first === undefined) return null
  if (type === 'date') return typeof first === 'string' ? ageOf(first, now) : '<unknown>'
  if (type === 'integer' || type === 'number') return typeof first === 'number' ? first : null
  if (type === 'boolean') return typeof first === 'boolean' ? first : null
  const texts = found.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  return texts.join(',')
}
