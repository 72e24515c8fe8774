import { boardWords } from '../catalogue/board.ts'
import { terms } from '../catalogue/terms.ts'
import { StateMark } from '../chart/state-mark.tsx'
import { shownState, type ShownState } from '../model/shown-state.ts'
import type { PageModel } from '../model/page-model.ts'

/** How many networks are in which state. */
export function StateCounts({ model }: { model: PageModel }) {
  const networks = model.board.value?.networks ?? []
  const counted = (Object.keys(terms.value.state) as ShownState[])
    .map((state) => ({ state, count: networks.filter((network) => shownState(network) === state).length }))
    .filter(({ count }) => count > 0)
  if (counted.length === 0) return null
  return (
    <ul class="counts" aria-label={boardWords.value.byState}>
      {counted.map(({ state, count }) => (
        <li key={state} class="counts__one">
          <span class="counts__number">{count}</span>
          <StateMark state={state} />
        </li>
      ))}
    </ul>
  )
}
