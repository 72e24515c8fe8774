import type { ApiObject } from '../objects/api-object.ts'
import type { JsonObject } from '../objects/json-object.ts'
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts'
import { tableOf } from './table.ts'

/** How a client wants objects: whole, their metadata alone, or as a table. */
export interface Presenter {
  readonly one: (object: ApiObject) => JsonObject
  /** Of a watch: tables name their columns at the first event only. */
  readonly event: (object: ApiObject) => JsonObject
  readonly list: (objects: readonly ApiObject[], metadata: JsonObject) => JsonObject
}

const metaVersion = 'meta.k8s.io/v1'

/** Reads `Accept`. */
export function presenterFor(
  accept: string,
  type: ResourceType,
  now: Date,
  includeObject: string,
): Presenter {
  if (/as=Table\b/.test(accept)) return tablePresenter(type, now, includeObject)
  return /as=PartialObjectMetadata/.test(accept) ? metadataPresenter : wholePresenter(type)
}

const wholePresenter = (type: ResourceType): Presenter => ({
  one: (object) => object,
  event: (object) => object,
  list: (items, metadata) => ({
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type),
    metadata,
    items: type.isCustom ? items : items.map(({ kind: _kind, apiVersion: _version, ...rest }) => rest),
  }),
})

const metadataOf = ({ metadata }: ApiObject): JsonObject => ({
  kind: 'PartialObjectMetadata',
  apiVersion: metaVersion,
  metadata,
})

const metadataPresenter: Presenter = {
  one: metadataOf,
  event: metadataOf,
  list: (items, metadata) => ({
    kind: 'PartialObjectMetadataList',
    apiVersion: metaVersion,
    metadata,
    items: items.map(metadataOf),
  }),
}

function tablePresenter(type: ResourceType, now: Date, includeObject: string): Presenter {
  let hasHeader = false
  const rowObject = (object: ApiObject) => {
    if (includeObject === 'None') return undefined
    return includeObject === 'Object' ? object : metadataOf(object)
  }
  const table = (objects: readonly ApiObject[], metadata: JsonObject, withColumns: boolean) =>
    tableOf(type, objects, { metadata, now, rowObject, withColumns })
  return {
    one: (object) => table([object], { resourceVersion: object.metadata.resourceVersion }, true),
    list: (objects, metadata) => table(objects, metadata, true),
    event: (object) => {
      const withColumns = !hasHeader
      hasHeader = true
      return table([object], { resourceVersion: object.metadata.resourceVersion }, withColumns)
    },
  }
}
