import { createContext, type ComponentChildren } from 'preact'
import { useContext, useMemo, useRef, useState } from 'preact/hooks'

/** What all charts say; the page hands it in, by its language. */
export interface ChartWords {
  /** Opens the table that says the same as the chart. */
  readonly asTable: string
  /** How to read a chart by keyboard. */
  readonly byKeys: string
}

/** What a chart needs of the page around it. */
export interface ChartSurroundings {
  readonly words: ChartWords
  /** Has screen readers say where the cursor of a chart stands. */
  readonly announce: (text: string) => void
}

/** Who moves on quickly hears only where they stop. */
const settleMs = 150

const Surroundings = createContext<ChartSurroundings>({
  words: { asTable: 'As a table', byKeys: 'Move along with the arrow keys' },
  announce: () => undefined,
})

/** Once around the page: the words of its charts, and the one polite live region that speaks for all of them. */
export function Charts({ words, children }: { words: ChartWords; children: ComponentChildren }) {
  const [spoken, setSpoken] = useState('')
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const surroundings = useMemo(() => {
    const announce = (text: string) => {
      clearTimeout(waiting.current)
      waiting.current = setTimeout(() => setSpoken(text), settleMs)
    }
    return { words, announce }
  }, [words])
  return (
    <Surroundings.Provider value={surroundings}>
      {children}
      <p class="sr-only chart-speaker" role="status" aria-live="polite">
        {spoken}
      </p>
    </Surroundings.Provider>
  )
}

/** What the page around a chart offers. */
export const useChartSurroundings = (): ChartSurroundings => useContext(Surroundings)
