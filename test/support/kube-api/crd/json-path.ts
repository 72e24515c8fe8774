import { isJsonObject } from '../objects/json-object.ts'

type Step = (value: unknown) => readonly unknown[]

const pattern =
  /\.([A-Za-z0-9_$-]+(?:\\\.[A-Za-z0-9_$-]+)*)|\[['"]([^'"]+)['"]\]|\[(\d+|\*)\]|\[\?\(@\.([\w.]+)\s*==\s*['"]([^'"]*)['"]\)\]|\.(\*)/gy

/** What a JSONPath of printer columns finds: members, indexes, `[*]`, and `[?(@.type=="Ready")]`. */
export function readJsonPath(root: unknown, path: string): readonly unknown[] {
  const steps = stepsOf(path) ?? [() => []]
  return steps.reduce<readonly unknown[]>((found, step) => found.flatMap(step), [root])
}

/** Whether a server takes it as a column's path. */
export const isJsonPath = (path: string): boolean => path.startsWith('.') && stepsOf(path) !== null

function stepsOf(path: string): readonly Step[] | null {
  const matches = [...path.matchAll(pattern)]
  if (matches.reduce((length, [text]) => length + text.length, 0) !== path.length) return null
  return matches.map(([, dotted, quoted, index, member, wanted, all]) => {
    const name = dotted?.replaceAll('\\.', '.') ?? quoted
    if (name !== undefined) return (value: unknown) => memberOf(value, name)
    if (member !== undefined) return (value: unknown) => filtered(value, member.split('.'), wanted)
    return (value: unknown) =>
      all === '*' || index === '*'
        ? entriesOf(value)
        : entriesOf(value).slice(Number(index), Number(index) + 1)
  })
}

const memberOf = (value: unknown, name: string): readonly unknown[] =>
  isJsonObject(value) && name in value ? [value[name]] : []

function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[]
  return isJsonObject(value) ? Object.values(value) : []
}

const filtered = (value: unknown, path: readonly string[], wanted: string | undefined) =>
  entriesOf(value).filter((entry) => {
    let found = entry
    for (const name of path) found = isJsonObject(found) ? found[name] : undefined
    return found === wanted
  })
