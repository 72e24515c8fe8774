import { createRequire } from 'node:module'

/** A member of a built-in type: its name in JSON, and what it is, as `Array<V1Container>`. */
interface ModelMember {
  readonly baseName: string
  readonly type: string
}

const require = createRequire(import.meta.url)
const known = new Map<string, ReadonlyMap<string, string> | null>()

/**
 * The members of one of Kubernetes' own types, from the models of the client library, which are generated from the
 * API's own description; null if it is no such type.
 */
export function membersOf(model: string): ReadonlyMap<string, string> | null {
  const found = known.get(model)
  if (found !== undefined) return found
  const loaded = load(model)
  known.set(model, loaded)
  return loaded
}

function load(model: string): ReadonlyMap<string, string> | null {
  if (!/^[A-Z]\w+$/.test(model)) return null
  try {
    const path = `@kubernetes/client-node/dist/gen/models/${model}.js`
    const exported = require(path) as Record<string, { getAttributeTypeMap?(): readonly ModelMember[] }>
    const members = exported[model]?.getAttributeTypeMap?.()
    return members === undefined ? null : new Map(members.map(({ baseName, type }) => [baseName, type]))
  } catch {
    return null
  }
}
