import type { Move } from '../../../domain/what-if.ts'

/** One field: how many decisions went from the network of its row to that of its column. */
export interface MoveField {
  readonly decisions: number
  /** `same` did not change; `none` no network could have taken. */
  readonly kind: 'same' | 'moved' | 'none'
  /** 0 to 5, by its share of the greatest number among those that changed; 0 is none at all. */
  readonly level: number
}

/** From where to where, with sums. `null` among the names stands for what is merged. */
export interface MoveMatrix {
  readonly from: readonly (string | null)[]
  readonly to: readonly (string | null)[]
  /** Whether the last column is for pods that no network could have taken. */
  readonly hasNone: boolean
  readonly rows: readonly {
    readonly fields: readonly MoveField[]
    readonly total: number
    readonly left: number
  }[]
  readonly totals: readonly number[]
  readonly total: number
  readonly changed: number
}

const levels = 5
/** The column of those that no network could have taken; an object, as every text may be a network's name. */
const none = { isNone: true } as const
type Place = string | null | typeof none

/** Sums moves up; the networks with the most decisions come first, and those after the `most` are merged. */
export function moveMatrix(moves: readonly Move[], most = 12): MoveMatrix {
  const volumes = new Map<string, number>()
  for (const { from, to, decisions } of moves)
    for (const name of new Set([from, to]))
      if (name !== null) volumes.set(name, (volumes.get(name) ?? 0) + decisions)
  const names = [...volumes].sort(([, one], [, other]) => other - one).map(([name]) => name)
  const shown = names.slice(0, names.length > most + 1 ? most : names.length)
  const isMerging = shown.length < names.length
  const placeOf = (name: string) => (shown.includes(name) ? name : null)
  const hasNone = moves.some(({ to }) => to === null)
  const from = [...shown, ...(isMerging ? [null] : [])].filter((place) =>
    moves.some((move) => placeOf(move.from) === place),
  )
  const to = [...shown, ...(isMerging ? [null] : [])]
  const places: Place[] = [...to, ...(hasNone ? [none] : [])]
  const counts = from.map((row) => places.map((column) => countOf(moves, placeOf, row, column)))
  return { ...summed(counts, from, places), from, hasNone, to }
}

interface Count {
  readonly moved: number
  readonly same: number
}

function countOf(
  moves: readonly Move[],
  placeOf: (name: string) => string | null,
  row: string | null,
  column: Place,
): Count {
  const here = moves.filter(
    ({ from, to }) => placeOf(from) === row && (to === null ? none : placeOf(to)) === column,
  )
  const sum = (some: readonly Move[]) => some.reduce((total, { decisions }) => total + decisions, 0)
  return {
    moved: sum(here.filter(({ from, to }) => from !== to)),
    same: sum(here.filter(({ from, to }) => from === to)),
  }
}

function summed(counts: readonly (readonly Count[])[], from: readonly Place[], places: readonly Place[]) {
  const highest = Math.max(1, ...counts.flat().map(({ moved }) => moved))
  const rows = counts.map((row, index) => {
    const fields = row.map(({ moved, same }, column): MoveField => ({
      decisions: moved + same,
      kind:
        places[column] === none ? 'none' : places[column] === from[index] && moved === 0 ? 'same' : 'moved',
      level: Math.ceil((moved / highest) * levels),
    }))
    const sum = (each: (count: Count) => number) => row.reduce((total, count) => total + each(count), 0)
    return { fields, total: sum(({ moved, same }) => moved + same), left: sum(({ moved }) => moved) }
  })
  const totals = places.map((_, column) =>
    rows.reduce((total, { fields }) => total + (fields[column]?.decisions ?? 0), 0),
  )
  const all = (each: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + each(row), 0)
  return { rows, totals, total: all(({ total }) => total), changed: all(({ left }) => left) }
}
