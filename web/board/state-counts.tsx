import type { NetworkState } from '../../domain/network-board.ts'
import { boardWords } from '../catalogue/board.ts'
import { terms } from '../catalogue/terms.ts'
import { StateMark } from '../chart/state-mark.tsx'
import type { PageModel } from '../model/page-model.ts'

/** How many networks are in which state. */
export function StateCounts({ model }: { model: PageModel }) {
  const networks = model.board.value?.networks ?? []
  const counted = (Object.keys(terms.value.state) as NetworkState[])
    .map((state) => ({ state, count: networks.filter((network) => network.state === state).length }))
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
