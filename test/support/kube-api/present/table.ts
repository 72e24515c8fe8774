import type { ApiObject } from '../objects/api-object.ts'
import type { JsonObject } from '../objects/json-object.ts'
import type { PrinterColumn, ResourceType } from '../resources/resource-type.ts'
import { ageColumn } from './age-column.ts'

/** What a table is made of beside the objects. */
export interface TableOptions {
  readonly metadata: JsonObject
  readonly now: Date
  readonly rowObject: (object: ApiObject) => JsonObject | undefined
  readonly withColumns: boolean
}

const nameColumn: PrinterColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  cellOf: ({ metadata }) => metadata.name,
}

/** What `kubectl get` prints. */
export function tableOf(
  type: ResourceType,
  objects: readonly ApiObject[],
  options: TableOptions,
): JsonObject {
  const columns = [nameColumn, ...(type.columns.length > 0 ? type.columns : [ageColumn])]
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata,
    columnDefinitions: options.withColumns
      ? columns.map(({ name, type: of, format = '', description = '', priority = 0 }) => ({
          ...{ name, type: of, format, description, priority },
        }))
      : null,
    rows: objects.map((object) => ({
      cells: columns.map(({ cellOf }) => cellOf(object, options.now)),
      object: options.rowObject(object),
    })),
  }
}
