import { useEffect, useRef } from 'preact/hooks'
import type { Decision } from '../../domain/decision.ts'
import { pageWords } from '../catalogue/page.ts'
import { whyWords } from '../catalogue/why.ts'
import type { OpenedDecision, PageModel } from '../model/page-model.ts'
import { usePage } from '../page/page-parts.ts'
import { decisionHref } from '../page/route.ts'
import { FaultNote } from '../parts/fault-note.tsx'
import { DecisionWhy } from './decision-why.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import './why.css'
import './printed.css'

/** The decision that the URL opens, over the page; closing it goes back to the page's own URL. */
export function DecisionSheet() {
  const { model, route } = usePage()
  const words = whyWords.value
  const opened = model.opened.value
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (opened && !dialog.current?.open) {
      dialog.current?.showModal()
      // The sheet itself rather than its first button, so that the arrow keys scroll it.
      dialog.current?.focus()
    }
    if (!opened) dialog.current?.close()
  }, [opened?.id])
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-label={words.title}
      onClose={() => route.closeDecision()}
      closedby="any"
      tabIndex={-1}
    >
      {opened && (
        <>
          <div class="sheet__bar">
            <Neighbours id={opened.id} decisions={model.decisions.value ?? []} />
            <span class="sheet__tools">
              <button type="button" class="button" onClick={() => window.print()}>
                {words.print}
              </button>
              <button type="button" class="button" onClick={() => dialog.current?.close()}>
                {pageWords.value.close}
              </button>
            </span>
          </div>
          <Content opened={opened} model={model} />
        </>
      )}
    </dialog>
  )
}

function Content({ opened, model }: { opened: OpenedDecision; model: PageModel }) {
  if (opened.decision) return <DecisionWhy key={opened.id} decision={opened.decision} now={model.now} />
  if (opened.fault === undefined) return <p class="sheet__wait">{whyWords.value.fetching}</p>
  return (
    <FaultNote title={whyWords.value.cannotShow}>
      <FaultText fault={opened.fault} />
    </FaultNote>
  )
}

/** The decisions before and after this one, as far as the list knows them. */
function Neighbours({ id, decisions }: { id: string; decisions: readonly Decision[] }) {
  const place = decisions.findIndex((decision) => decision.id === id)
  const newer = place < 0 ? undefined : decisions[place - 1]
  const older = place < 0 ? undefined : decisions[place + 1]
  return (
    <nav class="sheet__neighbours" aria-label={whyWords.value.others}>
      <Neighbour decision={newer} label={whyWords.value.newer} />
      <Neighbour decision={older} label={whyWords.value.older} />
    </nav>
  )
}

function Neighbour({ decision, label }: { decision: Decision | undefined; label: string }) {
  return (
    <a class="button" {...(decision ? { href: decisionHref(decision.id) } : { 'aria-disabled': 'true' })}>
      {label}
    </a>
  )
}
