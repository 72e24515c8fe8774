import { useRef, useState } from 'preact/hooks'
import type { Decision } from '../../domain/decision.ts'
import { decisionsWords } from '../catalogue/decisions.ts'
import { useHold } from '../live/use-hold.ts'
import { usePage } from '../page/page-parts.ts'
import { WindowList } from '../parts/window-list.tsx'
import { behindFence } from './behind-fence.ts'
import { DecisionLine } from './decision-row.tsx'

/** Thousands of decisions. New ones wait while somebody is at the rows, or has scrolled away from the newest. */
export function DecisionRows(props: {
  decisions: readonly Decision[]
  isWhole: boolean
  onMore: () => void
}) {
  const { model } = usePage()
  const { isHeld, on } = useHold(model.now)
  const [isTop, setTop] = useState(true)
  const fence = useRef<string | undefined>(undefined)
  if (isTop && !isHeld.value) fence.current = props.decisions[0]?.id
  const { shown, waiting } = behindFence(props.decisions, fence.current)
  const openedId = model.opened.value?.id
  return (
    <div {...on}>
      <p class="section__note decisions__waiting" role="status">
        {waiting > 0 && decisionsWords.value.waiting(waiting)}
      </p>
      <WindowList
        label={decisionsWords.value.title}
        count={shown.length}
        total={props.isWhole ? shown.length : -1}
        rowKey={(index) => shown[index]?.id ?? String(index)}
        rowState={(index) => {
          const decision = shown[index]
          return decision?.id === openedId ? openedId : decision
        }}
        row={(index) => {
          const decision = shown[index]
          return (
            decision && (
              <DecisionLine decision={decision} now={model.now} isOpened={decision.id === openedId} />
            )
          )
        }}
        onNearEnd={props.onMore}
        onTop={setTop}
      />
    </div>
  )
}
