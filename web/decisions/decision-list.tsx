import { useRef } from 'preact/hooks'
import type { Decision } from '../../domain/decision.ts'
import type { PageModel } from '../model/page-model.ts'
import { useHold } from '../page/use-hold.ts'
import { Waiting } from '../page/waiting.tsx'
import { behindFence } from './behind-fence.ts'
import { DecisionRow } from './decision-row.tsx'

/** The last decisions, newest first. While somebody reads them, new ones wait. */
export function DecisionList({ model }: { model: PageModel }) {
  const decisions = model.decisions.value
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
          Last decisions
        </h2>
        <span class="section__note" role="status">
          {waiting > 0 && `${waiting} new, shown when you are done reading`}
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
        Show older ones
      </button>
      <span class="section__note" role="status">
        {model.fault.value}
      </span>
    </p>
  )
}

function NoDecision() {
  return (
    <p class="empty">
      No pod has asked yet. Start one whose <code>cni</code> annotation is empty (<code>cni: ""</code>) and
      the choice that is made for it appears here.
    </p>
  )
}
