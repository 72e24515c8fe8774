import { listKeysOfBuiltIn } from '../patch/built-in-list-keys.ts'
import type { ResourceType } from './resource-type.ts'

/** A resource of a real server; what is left out is as it is for most of them. */
export function builtInType(
  group: string,
  version: string,
  kind: string,
  plural: string,
  rest: Partial<ResourceType> = {},
): ResourceType {
  return {
    group,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    isNamespaced: true,
    shortNames: [],
    categories: [],
    storageKey: `${group}/${plural}`,
    isCustom: false,
    hasStatus: false,
    hasGeneration: false,
    allowsUnconditionalUpdate: true,
    allowsCreateOnUpdate: false,
    subresources: [],
    fields: {},
    columns: [],
    nameRule: 'subdomain',
    listKeys: listKeysOfBuiltIn,
    ...rest,
  }
}
