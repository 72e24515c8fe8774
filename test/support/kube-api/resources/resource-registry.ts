import { apiVersionOf, type ResourceType } from './resource-type.ts'

/** Every resource that is served; CRDs come and go. */
export class ResourceRegistry {
  readonly #types = new Map<string, ResourceType>()

  constructor(types: readonly ResourceType[]) {
    for (const type of types) this.add(type)
  }

  add(type: ResourceType): void {
    this.#types.set(`${apiVersionOf(type)}/${type.plural}`, type)
  }

  remove(group: string, plural: string): void {
    for (const [key, type] of this.#types)
      if (type.group === group && type.plural === plural) this.#types.delete(key)
  }

  /** By what a path says. */
  find(group: string, version: string, plural: string): ResourceType | undefined {
    return this.#types.get(`${apiVersionOf({ group, version })}/${plural}`)
  }

  /** By what an object says of itself. */
  ofKind(apiVersion: string, kind: string): ResourceType | undefined {
    return this.all().find((type) => type.kind === kind && apiVersionOf(type) === apiVersion)
  }

  all(): readonly ResourceType[] {
    return [...this.#types.values()]
  }

  /** The versions that a group is served in. */
  groups(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>()
    for (const { group, version } of this.all()) {
      const versions = groups.get(group) ?? []
      if (!versions.includes(version)) versions.push(version)
      groups.set(group, versions)
    }
    return groups
  }
}
