import { useChartSurroundings } from './charts.tsx'
import type { ChartCursor } from './use-cursor.ts'

/** Tells by which keys the chart is read. */
export function CursorHelp({ cursor }: { cursor: ChartCursor }) {
  const { words } = useChartSurroundings()
  return (
    <span id={cursor.helpId} class="sr-only">
      {words.byKeys}
    </span>
  )
}
