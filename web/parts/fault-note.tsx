import type { ComponentChildren } from 'preact'
import { pageWords } from '../catalogue/page.ts'

/** What went wrong, and the button to try again where that can help. */
export function FaultNote(props: { title?: string; children: ComponentChildren; onRetry?: () => void }) {
  const { title = pageWords.value.noAnswer, children, onRetry } = props
  return (
    <div class="fault" role="alert">
      <p>
        <b>{title}</b> {children}
      </p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {pageWords.value.tryAgain}
        </button>
      )}
    </div>
  )
}
