/** A field that two people changed to different values; undefined is a field that is not there. */
export interface FieldConflict {
  readonly pointer: string
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** What two edits of one spec come to, field by field, by JSON pointer. */
export interface MergedEdits {
  readonly conflicts: readonly FieldConflict[]
  /** Fields that only I changed. */
  readonly mineOnly: readonly string[]
  /** Fields that only the other one changed. */
  readonly theirsOnly: readonly string[]
}

/** Compares my edit and theirs with the spec both began from; the same change on both sides is none. */
export function mergeEdits(base: object, mine: object, theirs: object): MergedEdits {
  const [from, my, their] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)]
  const pointers = [...new Set([...from.keys(), ...my.keys(), ...their.keys()])].sort()
  const rows = pointers.map((pointer) => ({
    pointer,
    base: from.get(pointer),
    mine: my.get(pointer),
    theirs: their.get(pointer),
  }))
  const differing = rows.filter((row) => !isSame(row.mine, row.theirs))
  const isMine = (row: FieldConflict) => isSame(row.theirs, row.base)
  const isTheirs = (row: FieldConflict) => isSame(row.mine, row.base)
  return {
    conflicts: differing.filter((row) => !isMine(row) && !isTheirs(row)),
    mineOnly: differing.filter(isMine).map(({ pointer }) => pointer),
    theirsOnly: differing.filter(isTheirs).map(({ pointer }) => pointer),
  }
}

function fieldsOf(value: object, prefix = ''): Map<string, unknown> {
  const fields = Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const pointer = `${prefix}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return isParent(member) ? [...fieldsOf(member, pointer)] : [[pointer, member] as const]
  })
  return new Map(fields)
}

function isParent(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
