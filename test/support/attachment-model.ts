/** One call of a runtime for one container, and its answer. */
export interface RuntimeCall {
  readonly command: 'ADD' | 'DEL' | 'CHECK' | 'GC'
  /** Times of one clock. */
  readonly startedAt: number
  readonly endedAt: number
  /** The CNI error's; 0 for a success. */
  readonly code: number
}

type State = 'absent' | 'attached'

/**
 * Whether a container's calls can have been answered by a plugin that does one after the other: there is an order of
 * them, in which no call comes before one that had ended when it started, that leads from an absent container through
 * all these answers. A GC may leave a container alone while another call is at work on it.
 */
export function isPossible(calls: readonly RuntimeCall[]): boolean {
  const failed = new Set<string>()
  const leadsOn = (left: readonly RuntimeCall[], state: State): boolean => {
    if (left.length === 0) return true
    const here = `${left.map((call) => calls.indexOf(call)).join()} ${state}`
    if (failed.has(here)) return false
    const firstEnd = Math.min(...left.map(({ endedAt }) => endedAt))
    const isDone = left
      .filter(({ startedAt }) => startedAt <= firstEnd)
      .some((call) => {
        const others = left.filter((other) => other !== call)
        return statesAfter(call, state, isAlone(call, calls)).some((next) => leadsOn(others, next))
      })
    if (!isDone) failed.add(here)
    return isDone
  }
  return leadsOn(calls, 'absent')
}

const isAlone = (call: RuntimeCall, calls: readonly RuntimeCall[]): boolean =>
  calls.every((other) => other === call || other.endedAt < call.startedAt || call.endedAt < other.startedAt)

/** Where a call with its answer may lead; nowhere if it cannot be answered so. */
function statesAfter({ command, code }: RuntimeCall, state: State, alone: boolean): readonly State[] {
  const isAttached = state === 'attached'
  switch (command) {
    case 'ADD':
      return code === (isAttached ? 102 : 0) ? ['attached'] : []
    case 'CHECK':
      return code === (isAttached ? 0 : 3) ? [state] : []
    case 'DEL':
      return code === 0 ? ['absent'] : []
    case 'GC':
      return code !== 0 ? [] : isAttached && !alone ? ['absent', 'attached'] : ['absent']
  }
}
