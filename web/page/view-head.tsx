import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { pageWords } from '../catalogue/page.ts'
import { usePage } from './page-parts.ts'

/** By which the frame finds the heading that it moves the focus to. */
export const viewTitleId = 'view-title'

/** The head of a view: its name, which is the window's title too, one sentence, and what can be done to all of it. */
export function ViewHead(props: { title: string; lead?: ComponentChildren; actions?: ComponentChildren }) {
  const { title, lead, actions } = props
  const node = usePage().model.board.value?.node
  useEffect(() => {
    document.title = [title, node, pageWords.value.product].filter(Boolean).join(' · ')
  }, [title, node])
  return (
    <header class="head">
      <div>
        <h1 id={viewTitleId} class="head__title" tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p class="head__lead">{lead}</p>}
      </div>
      {actions !== undefined && <div class="head__actions">{actions}</div>}
    </header>
  )
}
