import type { DecisionOutcome } from '../../domain/decision.ts'
import type { ShownState } from '../model/shown-state.ts'
import { terms } from '../catalogue/terms.ts'

/** A shape per word, so that colour is never the only sign. Drawn in a box of 12 by 12. */
const shapes = {
  healthy: <circle cx="6" cy="6" r="4.500" />,
  congested: <path d="M6 1 11.500 11H.5z" />,
  exhausted: <path d="M1.500 1.500h9v9h-9z" />,
  closed: <path class="mark--hollow" d="M2 2h8v8h-8z" />,
  coolingDown: <path class="mark--stroke" d="M6 1v10M1.700 3.500l8.600 5M10.300 3.500l-8.600 5" />,
  stale: <circle class="mark--dashed" cx="6" cy="6" r="4.200" />,
  unmeasured: <circle class="mark--hollow" cx="6" cy="6" r="4.200" />,
  planned: <circle class="mark--hollow" cx="6" cy="6" r="4.200" />,
  attached: <path class="mark--stroke" d="M1.800 6.500 4.800 9.500 10.300 2.800" />,
  detached: <path class="mark--stroke" d="M2 6h8" />,
  observed: <path class="mark--stroke" d="M1 6c2.500-4 7.500-4 10 0-2.500 4-7.500 4-10 0zM5 6h2" />,
  failed: <path class="mark--stroke" d="M2.300 2.300l7.400 7.400M9.700 2.300l-7.400 7.400" />,
} satisfies Record<ShownState | DecisionOutcome, unknown>

/** How a network is, by colour, shape and word. */
export function StateMark({ state }: { state: ShownState }) {
  return <Mark kind={state} {...terms.value.state[state]} />
}

/** The shape alone, where a word beside or above it says what it stands for. */
export function StateShape({ state }: { state: ShownState }) {
  return (
    <span class={`mark mark--${state}`}>
      <svg class="mark__shape" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[state]}
      </svg>
      <span class="sr-only">{terms.value.state[state].name}</span>
    </span>
  )
}

/** What became of a decision, by colour, shape and word. */
export function OutcomeMark({ outcome }: { outcome: DecisionOutcome }) {
  return <Mark kind={outcome} {...terms.value.outcome[outcome]} />
}

function Mark({ kind, name, means }: { kind: keyof typeof shapes; name: string; means: string }) {
  return (
    <span class={`mark mark--${kind}`} title={means}>
      <svg class="mark__shape" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[kind]}
      </svg>
      {name}
    </span>
  )
}
