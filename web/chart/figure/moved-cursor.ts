/** How many places a chart has, beside and below each other. */
export interface CursorGrid {
  readonly columns: number
  readonly rows: number
}

/** What Page Up and Page Down leap over. */
const leap = 10

/**
 * Where a key takes the cursor of a chart, counted row by row: null where it leaves the chart (Escape), undefined if the
 * key is none of the chart's, so that the page scrolls as ever.
 */
export function movedCursor(at: number | null, key: string, grid: CursorGrid): number | null | undefined {
  const count = grid.columns * grid.rows
  if (count === 0) return undefined
  if (key === 'Escape') return at === null ? undefined : null
  const move = movesOf(grid)[key]
  if (move === undefined) return undefined
  if (move === 'first') return 0
  if (move === 'last') return count - 1
  if (at === null) return move < 0 ? count - 1 : 0
  return staysInLine(at, move, grid) ? Math.min(count - 1, Math.max(0, at + move)) : at
}

function movesOf({ columns, rows }: CursorGrid): Partial<Record<string, number | 'first' | 'last'>> {
  const along = columns > 1 ? leap : leap * columns
  return {
    Home: 'first',
    End: 'last',
    ...(columns > 1 && { ArrowLeft: -1, ArrowRight: 1 }),
    ...(rows > 1 && { ArrowUp: -columns, ArrowDown: columns }),
    ...(Math.min(columns, rows) === 1 && { PageUp: -along, PageDown: along }),
  }
}

/** Left and right stop at the edges, and up and down do not change the column. */
function staysInLine(at: number, move: number, { columns, rows }: CursorGrid): boolean {
  if (rows === 1 || columns === 1) return true
  const to = at + move
  if (to < 0 || to >= columns * rows) return false
  return Math.abs(move) === columns || Math.floor(at / columns) === Math.floor(to / columns)
}
