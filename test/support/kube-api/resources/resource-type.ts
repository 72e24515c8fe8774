import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import type { FieldError } from '../objects/field-error.ts'
import type { JsonObject } from '../objects/json-object.ts'

/** A column of the table that `kubectl get` shows. */
export interface PrinterColumn {
  readonly name: string
  readonly type: string
  readonly format?: string
  readonly description?: string
  /** 0: always; above: with `-o wide`. */
  readonly priority?: number
  readonly cellOf: (object: ApiObject, now: Date) => unknown
}

/** A write, as far as those who complete and check an object have to know it. */
export interface WriteContext {
  readonly operation: 'CREATE' | 'UPDATE'
  /** Empty for the object itself. */
  readonly subresource: string
  readonly now: Date
  /** `fieldValidation=Strict`: unknown fields are refused instead of dropped. */
  readonly isStrict: boolean
  /** Told to the client as `Warning` headers. */
  readonly warn: (text: string) => void
}

/** A resource as one version of a group serves it. */
export interface ResourceType {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly plural: string
  readonly singular: string
  readonly isNamespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  /** Resources with the same key show the same objects. */
  readonly storageKey: string
  readonly isCustom: boolean
  readonly hasStatus: boolean
  /** Whether the server counts `metadata.generation`. */
  readonly hasGeneration: boolean
  /** Whether a PUT without a resourceVersion replaces whatever there is. */
  readonly allowsUnconditionalUpdate: boolean
  /** Whether a PUT may create. */
  readonly allowsCreateOnUpdate: boolean
  /** Further than `status`, as `pods/eviction`; only for discovery and rules. */
  readonly subresources: readonly string[]
  /** Beyond `metadata.name` and `metadata.namespace`. */
  readonly fields: Readonly<Record<string, (object: ApiObject) => string>>
  readonly columns: readonly PrinterColumn[]
  readonly nameRule: 'subdomain' | 'label' | 'path-segment'
  /** Completes a draft in place: defaults, pruning. Throws a StatusError if it cannot be read at all. */
  readonly complete?: (draft: ObjectDraft, context: WriteContext) => void
  readonly validate?: (object: ApiObject, old: ApiObject | undefined, context: WriteContext) => FieldError[]
  /** From what this version shows to what is stored, and back. */
  readonly toStored?: (object: ApiObject) => ApiObject
  readonly fromStored?: (object: ApiObject) => ApiObject
  /** Keys by which a list at a path is merged under server-side apply; null for a list that is one value. */
  readonly listKeys: (path: readonly string[]) => ListKeys | null
  /** The schema of a custom resource, for OpenAPI. */
  readonly schema?: JsonObject
}

/** How entries of a list are told apart: by members, or (`set`) by their value. */
export type ListKeys = readonly string[] | 'set'

/** `apiVersion` of a type's objects. */
export const apiVersionOf = (type: Pick<ResourceType, 'group' | 'version'>) =>
  type.group === '' ? type.version : `${type.group}/${type.version}`
