import { useCallback, useEffect, useState } from 'preact/hooks'
import { faultOf, isAbort, type ApiFault } from './api-fault.ts'

/** What is known of an answer: none yet, one, or why there is none; with both, the one is from before the other. */
export interface Answered<Value> {
  readonly value: Value | undefined
  readonly fault: ApiFault | undefined
  /** Whether one is on its way. */
  readonly isLoading: boolean
  /** Asks anew. What is shown stays until the answer comes. */
  readonly again: () => void
}

interface State<Value> {
  readonly value: Value | undefined
  readonly fault: ApiFault | undefined
  readonly isLoading: boolean
}

/**
 * Asks when it is first shown, and whenever one of `inputs` is another one; what is not wanted any more is aborted. `ask`
 * may depend on `inputs` and nothing else that changes. Undefined asks nothing.
 */
export function useAnswer<Value>(
  ask: ((signal: AbortSignal) => Promise<Value>) | undefined,
  inputs: readonly unknown[],
): Answered<Value> {
  const [state, setState] = useState<State<Value>>({
    value: undefined,
    fault: undefined,
    isLoading: ask !== undefined,
  })
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (ask === undefined) return undefined
    const leaving = new AbortController()
    setState((before) => ({ ...before, isLoading: true }))
    ask(leaving.signal).then(
      (value) => {
        if (!leaving.signal.aborted) setState({ value, fault: undefined, isLoading: false })
      },
      (error: unknown) => {
        if (leaving.signal.aborted || isAbort(error)) return
        setState((before) => ({ value: before.value, fault: faultOf(error), isLoading: false }))
      },
    )
    return () => leaving.abort()
  }, [...inputs, round])
  const again = useCallback(() => setRound((before) => before + 1), [])
  return { ...state, again }
}
