import { boardWords } from '../../catalogue/board.ts'
import { terms } from '../../catalogue/terms.ts'
import { StateMark } from '../../chart/state-mark.tsx'
import type { ShownState } from '../../model/shown-state.ts'
import type { ClusterLines } from './cluster-lines.ts'

/** How many networks of all nodes are in which state. */
export function ClusterCounts({ lines }: { lines: ClusterLines }) {
  const counts = lines.counts.value
  const states = (Object.keys(terms.value.state) as ShownState[]).filter((state) => counts.has(state))
  return (
    <ul class="counts" aria-label={boardWords.value.byState}>
      {states.map((state) => (
        <li key={state} class="counts__one">
          <span class="counts__number">{counts.get(state)}</span>
          <StateMark state={state} />
        </li>
      ))}
    </ul>
  )
}
