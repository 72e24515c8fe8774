import { decisionsWords } from '../catalogue/decisions.ts'
import { usePage } from '../page/page-parts.ts'
import { FaultNote } from '../parts/fault-note.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { NoDecision } from './decision-list.tsx'
import { DecisionRows } from './decision-rows.tsx'

/** All decisions as they stream in; older ones come when they are scrolled to. */
export function EveryDecision() {
  const { model } = usePage()
  const decisions = model.decisions.value
  const fault = model.fault.value
  return (
    <section class="section" aria-label={decisionsWords.value.title}>
      {fault !== undefined && (
        <FaultNote onRetry={() => model.start()}>
          <FaultText fault={fault} />
        </FaultNote>
      )}
      {decisions === undefined && fault === undefined && <Waiting model={model} rows={6} />}
      {decisions?.length === 0 && <NoDecision />}
      {decisions !== undefined && decisions.length > 0 && (
        <DecisionRows
          decisions={decisions}
          isWhole={model.older.value === null}
          onMore={() => void model.loadOlder()}
        />
      )}
    </section>
  )
}
