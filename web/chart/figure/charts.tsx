import { createContext, type ComponentChildren } from 'preact'
import { useContext, useMemo } from 'preact/hooks'

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

const Surroundings = createContext<ChartSurroundings>({
  words: { asTable: 'As a table', byKeys: 'Move along with the arrow keys' },
  announce: () => undefined,
})

/** Once around the page: the words of its charts, and who speaks for all of them. */
export function Charts({ words, announce, children }: ChartSurroundings & { children: ComponentChildren }) {
  const surroundings = useMemo(() => ({ words, announce }), [words, announce])
  return <Surroundings.Provider value={surroundings}>{children}</Surroundings.Provider>
}

/** What the page around a chart offers. */
export const useChartSurroundings = (): ChartSurroundings => useContext(Surroundings)
