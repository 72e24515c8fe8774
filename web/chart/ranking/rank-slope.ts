/** A place in two rankings, 1 is best; null where it has no rank. */
export interface RankShift {
  readonly key: string
  readonly before: number | null
  readonly after: number | null
}

/** What became of a rank. */
export type ShiftKind = 'up' | 'down' | 'same' | 'in' | 'out' | 'none'

/** One line of a slope chart: rows from 0 on, in each of the two lists. */
export interface SlopeLine<Row> {
  readonly row: Row
  readonly kind: ShiftKind
  /** By how many ranks it rises or falls. */
  readonly steps: number
  readonly fromRow: number
  readonly toRow: number
}

/** What became of a rank, and by how many places. */
export function shiftOf({ before, after }: Pick<RankShift, 'before' | 'after'>): {
  readonly kind: ShiftKind
  readonly steps: number
} {
  if (before === null) return { kind: after === null ? 'none' : 'in', steps: 0 }
  if (after === null) return { kind: 'out', steps: 0 }
  const steps = Math.abs(before - after)
  return { kind: after < before ? 'up' : after > before ? 'down' : 'same', steps }
}

/** Both lists in their order, those without a rank last and by name, in the order of the later one. */
export function slopeLines<Row extends RankShift>(rows: readonly Row[]): SlopeLine<Row>[] {
  const order = (rank: (row: Row) => number | null) =>
    rows.toSorted(
      (one, other) =>
        placeOf(rank(one)) - placeOf(rank(other)) || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
    )
  const was = order(({ before }) => before)
  return order(({ after }) => after).map((row, toRow) => ({
    row,
    ...shiftOf(row),
    fromRow: was.indexOf(row),
    toRow,
  }))
}

/** Without a rank one comes after all that have one; a difference of infinities would be no number. */
const placeOf = (rank: number | null): number => rank ?? Number.MAX_SAFE_INTEGER
