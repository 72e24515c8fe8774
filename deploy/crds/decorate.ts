import type { StructuralSchema } from './structural-schema.ts'

/**
 * What a CustomResourceDefinition says of a part beyond its type, by the part's path: `prices` is a member, `prices[]`
 * its items, and the empty path the whole.
 */
export type Decorations = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** A rule in CEL; `message` is all that a user gets to read. */
export interface Rule {
  readonly rule: string
  readonly message?: string
  readonly messageExpression?: string
  readonly fieldPath?: string
}

/** Rules as a decoration. */
export const rules = (...all: readonly Rule[]) => ({ 'x-kubernetes-validations': all })

/** @throws {Error} for a path that is not there */
export function decorate(schema: StructuralSchema, decorations: Decorations): StructuralSchema {
  return Object.entries(decorations).reduce(
    (decorated, [path, members]) => at(decorated, path.match(/\w+|\[\]/g) ?? [], members, path),
    schema,
  )
}

function at(
  schema: StructuralSchema,
  [step, ...rest]: readonly string[],
  members: Readonly<Record<string, unknown>>,
  path: string,
): StructuralSchema {
  if (step === undefined) return { ...schema, ...members }
  const child = step === '[]' ? schema.items : schema.properties?.[step]
  if (child === undefined) throw new Error(`Cannot decorate ${path} as there is no ${step}`)
  const changed = at(child, rest, members, path)
  return step === '[]'
    ? { ...schema, items: changed }
    : { ...schema, properties: { ...schema.properties, [step]: changed } }
}
