import { useId, useState } from 'preact/hooks'
import { useChartSurroundings } from './charts.tsx'
import { movedCursor, type CursorGrid } from './moved-cursor.ts'

/** Where a reader stands in a chart, by key or pointer. */
export interface ChartCursor {
  /** Counted row by row; null while nobody is in the chart. */
  readonly at: number | null
  /** For the pointer: shows a place without saying it aloud. */
  readonly point: (at: number | null) => void
  /** For the element that takes the focus. */
  readonly keys: {
    readonly tabIndex: number
    readonly 'aria-describedby': string
    readonly onKeyDown: (event: KeyboardEvent) => void
    readonly onBlur: () => void
  }
  /** The id of the element that tells how to move; `CursorHelp` is one. */
  readonly helpId: string
}

/** A cursor over a chart: arrow keys, Home, End and Escape move it, and what `say` has of the place is announced. */
export function useCursor(grid: CursorGrid, say: (at: number) => string): ChartCursor {
  const { announce } = useChartSurroundings()
  const [at, setAt] = useState<number | null>(null)
  const helpId = useId()
  const count = grid.columns * grid.rows
  const shown = at !== null && at < count ? at : null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = movedCursor(shown, event.key, grid)
    if (next === undefined) return
    event.preventDefault()
    setAt(next)
    if (next !== null) announce(say(next))
  }
  const keys = { tabIndex: 0, 'aria-describedby': helpId, onKeyDown, onBlur: () => setAt(null) }
  return { at: shown, point: setAt, keys, helpId }
}
