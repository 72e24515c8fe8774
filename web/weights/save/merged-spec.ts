import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'

type Fields = Readonly<Record<string, unknown>>

/** Their spec, with those fields, named by JSON pointer, as they are in mine; what mine does not have is taken out. */
export function mergedSpec(
  theirs: SelectionProfileSpec,
  mine: SelectionProfileSpec,
  pointers: readonly string[],
): SelectionProfileSpec {
  return pointers.reduce<Fields>((spec, pointer) => {
    return withField(spec, pathOf(pointer), fieldOf(mine, pointer))
  }, theirs)
}

/** What stands at a JSON pointer; undefined if nothing does. */
export function fieldOf(value: unknown, pointer: string): unknown {
  return pathOf(pointer).reduce<unknown>((at, key) => (isParent(at) ? at[key] : undefined), value)
}

const pathOf = (pointer: string): readonly string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

function withField(parent: Fields, [key = '', ...below]: readonly string[], value: unknown): Fields {
  if (below.length > 0) {
    const child = parent[key]
    return { ...parent, [key]: withField(isParent(child) ? child : {}, below, value) }
  }
  const { [key]: _before, ...others } = parent
  return value === undefined ? others : { ...others, [key]: value }
}

function isParent(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
