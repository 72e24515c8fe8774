import { useEffect, useRef, useState } from 'preact/hooks'
import type { Decision } from '../../domain/decision.ts'
import { faultOf, isAbort, type ApiFault } from '../api/api-fault.ts'
import type { Client } from '../api/client.ts'
import { searchDecisions, type DecisionSearch } from '../api/decisions.ts'

/** So many come at a time. */
const pageSize = 200

/** What a search has found so far. */
export interface Found {
  /** Newest first; undefined until the first answer. */
  readonly decisions: readonly Decision[] | undefined
  /** The cursor of the next page; null where there is none. */
  readonly next: string | null
  readonly fault: ApiFault | undefined
  readonly isLoading: boolean
  /** Adds the next page, if there is one and none is on its way. */
  readonly more: () => void
  readonly again: () => void
}

const nothing = { decisions: undefined, next: null, fault: undefined, isLoading: true }

/** Searches page by page; what is looked for no more is aborted. */
export function useFound(client: Client, search: DecisionSearch): Found {
  const [found, setFound] = useState<Omit<Found, 'more' | 'again'>>(nothing)
  const [round, setRound] = useState(0)
  const run = useRef(new AbortController())
  const ask = (before: string | undefined, known: readonly Decision[]) => {
    const { signal } = run.current
    setFound((was) => ({ ...was, isLoading: true }))
    searchDecisions(
      client,
      { ...search, limit: pageSize, ...(before !== undefined && { before }) },
      signal,
    ).then(
      ({ decisions, next }) => {
        if (signal.aborted) return
        setFound({ decisions: [...known, ...decisions], next, fault: undefined, isLoading: false })
      },
      (error: unknown) => {
        if (signal.aborted || isAbort(error)) return
        setFound((was) => ({ ...was, fault: faultOf(error), isLoading: false }))
      },
    )
  }
  useEffect(() => {
    run.current = new AbortController()
    setFound(nothing)
    ask(undefined, [])
    return () => run.current.abort()
  }, [client, JSON.stringify(search), round])
  const more = () => {
    if (found.next !== null && !found.isLoading && !found.fault) ask(found.next, found.decisions ?? [])
  }
  return { ...found, more, again: () => setRound((before) => before + 1) }
}
