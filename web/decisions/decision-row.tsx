import type { ReadonlySignal } from '@preact/signals'
import type { Decision } from '../../domain/decision.ts'
import { decisionsWords } from '../catalogue/decisions.ts'
import { OutcomeMark } from '../chart/state-mark.tsx'
import { decisionHref } from '../page/route.ts'
import { Moment } from '../parts/moment.tsx'
import { PickedNames } from '../parts/picked-names.tsx'
import { PodName } from '../parts/pod-name.tsx'
import { DecisionReason } from '../reasons/reason-text.tsx'
import { ServerText } from '../reasons/server-text.tsx'

interface LineProps {
  readonly decision: Decision
  readonly now: ReadonlySignal<number>
  readonly isOpened: boolean
}

/** One decision as an item of a list. */
export const DecisionRow = (props: LineProps) => (
  <li>
    <DecisionLine {...props} />
  </li>
)

/** One decision in a line; the whole line is the link that opens it. */
export function DecisionLine({ decision, now, isOpened }: LineProps) {
  const words = decisionsWords.value
  return (
    <div class="decision">
      <span class="decision__time">
        <Moment at={decision.at} now={now} />
      </span>
      <a class="decision__pod" href={decisionHref(decision.id)} aria-current={isOpened ? 'true' : undefined}>
        <PodName decision={decision} />
      </a>
      <span class="decision__network">
        <span class="decision__arrow" aria-hidden="true">
          →
        </span>
        <span class="sr-only">{decision.outcome === 'observed' ? words.wouldHaveGot : words.got}</span>{' '}
        <PickedNames decision={decision} />
      </span>
      <span class="decision__outcome">
        <OutcomeMark outcome={decision.outcome} />
      </span>
      <span class="decision__reason">
        {decision.error === null ? (
          <DecisionReason decision={decision} />
        ) : (
          <ServerText>{decision.error}</ServerText>
        )}
      </span>
    </div>
  )
}
