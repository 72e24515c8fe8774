/** A field of a spec that is another one after a change; undefined is a field that is not there. */
export interface ChangedField {
  /** The names from the spec down to the field. */
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

/** What differs between two specs, field by field, in the order of the newer one; lists are fields as a whole. */
export function changedFields(before: unknown, after: unknown): readonly ChangedField[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)]
  const keys = new Set([...to.keys(), ...from.keys()])
  return [...keys].flatMap((key) => {
    const [old, now] = [from.get(key), to.get(key)]
    const isSame = JSON.stringify(old?.value) === JSON.stringify(now?.value)
    const path = (now ?? old)?.path ?? []
    return isSame ? [] : [{ path, before: old?.value, after: now?.value }]
  })
}

interface Field {
  readonly path: readonly string[]
  readonly value: unknown
}

function fieldsOf(spec: unknown, path: readonly string[] = []): Map<string, Field> {
  if (!isParent(spec)) return new Map()
  const fields = Object.entries(spec).flatMap(([key, value]: [string, unknown]): [string, Field][] => {
    const own = [...path, key]
    return isParent(value) ? [...fieldsOf(value, own)] : [[JSON.stringify(own), { path: own, value }]]
  })
  return new Map(fields)
}

function isParent(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
