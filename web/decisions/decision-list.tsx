import { useRef } from 'preact/hooks'
import type { Decision } from '../../domain/decision.ts'
import { decisionsWords } from '../catalogue/decisions.ts'
import { useHold } from '../live/use-hold.ts'
import type { PageModel } from '../model/page-model.ts'
import { Phrase } from '../parts/phrase.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { behindFence } from './behind-fence.ts'
import { DecisionRow } from './decision-row.tsx'
import './decisions.css'

/** The last decisions, newest first. While somebody reads them, new ones wait. */
export function DecisionList({ model }: { model: PageModel }) {
  const decisions = model.decisions.value
  const words = decisionsWords.value
  const { isHeld, on } = useHold(model.now)
  const fence = useRef<string | undefined>(undefined)
  if (!isHeld.value) fence.current = decisions?.[0]?.id
  // The board says why there is nothing; twice would be noise.
  if (decisions === undefined && model.fault.value !== undefined) return null
  const { shown, waiting } = behindFence(decisions ?? [], fence.current)
  return (
    <section class="section" aria-labelledby="decisions-title">
      <div class="section__head">
        <h2 id="decisions-title" class="section__title">
          {words.last}
        </h2>
        <span class="section__note" role="status">
          {waiting > 0 && words.waiting(waiting)}
        </span>
      </div>
      {decisions === undefined && <Waiting model={model} rows={6} />}
      {decisions?.length === 0 && <NoDecision />}
      <div {...on}>
        <Rows decisions={shown} model={model} />
        <Older model={model} />
      </div>
    </section>
  )
}

function Rows({ decisions, model }: { decisions: readonly Decision[]; model: PageModel }) {
  if (decisions.length === 0) return null
  const openedId = model.opened.value?.id
  return (
    <ol class="decisions">
      {decisions.map((decision) => (
        <DecisionRow
          key={decision.id}
          decision={decision}
          now={model.now}
          isOpened={decision.id === openedId}
        />
      ))}
    </ol>
  )
}

function Older({ model }: { model: PageModel }) {
  if (model.older.value === null) return null
  return (
    <p class="older">
      <button type="button" class="button" onClick={() => void model.loadOlder()}>
        {decisionsWords.value.older}
      </button>
      <span class="section__note" role="status">
        {model.fault.value && <FaultText fault={model.fault.value} />}
      </span>
    </p>
  )
}

/** How to have the first decision made. */
export function NoDecision() {
  return (
    <p class="empty">
      <Phrase
        text={decisionsWords.value.empty}
        parts={{ annotation: <code>cni</code>, value: <code>cni: ""</code> }}
      />
    </p>
  )
}
