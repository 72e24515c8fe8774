import type { ComponentChildren } from 'preact'
import { insightWords } from '../../catalogue/weight-insight.ts'

/** A part of the insight with its title, and the button that looks again: it does not follow each new decision. */
export function InsightPanel(props: {
  id: string
  title: string
  onAgain: () => void
  isAsking: boolean
  children: ComponentChildren
}) {
  const { id, title, onAgain, isAsking, children } = props
  return (
    <section class="panel stack" aria-labelledby={`${id}-title`}>
      <header class="insight__head">
        <h2 id={`${id}-title`} class="section__title">
          {title}
        </h2>
        <button
          type="button"
          class="button"
          aria-describedby={`${id}-title`}
          disabled={isAsking}
          onClick={onAgain}
        >
          {insightWords.value.again}
        </button>
      </header>
      {children}
    </section>
  )
}
