import type { NetworkState } from '../../../domain/network-board.ts'

/** How a network was from `at` on, until the next one. */
export interface StateSince {
  /** Unix time in ms. */
  readonly at: number
  readonly state: NetworkState
  /** Why, in a sentence; left out where nobody said. */
  readonly cause?: string
}

/** A span of time by the worst that was in it. */
export interface Beat {
  readonly fromMs: number
  readonly untilMs: number
  readonly state: NetworkState
  readonly cause: string | undefined
  /** When that state began, which may be before this beat. */
  readonly sinceMs: number
}

/** The worst last. What nobody measured hides nothing that somebody did. */
const severity: readonly NetworkState[] = [
  'unmeasured',
  'healthy',
  'stale',
  'congested',
  'closed',
  'exhausted',
]

/** Cuts a time into equal beats, oldest first; before the first known state it is unmeasured. */
export function beatsOf(
  states: readonly StateSince[],
  { fromMs, untilMs, count }: { fromMs: number; untilMs: number; count: number },
): Beat[] {
  const sorted = states.toSorted((one, other) => one.at - other.at)
  const length = (untilMs - fromMs) / count
  return Array.from({ length: count }, (_, index) => {
    const span = { fromMs: fromMs + index * length, untilMs: fromMs + (index + 1) * length }
    const within = sorted.filter(({ at }, place) => {
      const end = sorted[place + 1]?.at ?? Infinity
      return at < span.untilMs && end > span.fromMs
    })
    const worst = within.reduce<StateSince | undefined>(
      (bad, each) =>
        bad === undefined || severity.indexOf(each.state) >= severity.indexOf(bad.state) ? each : bad,
      undefined,
    )
    return {
      ...span,
      state: worst?.state ?? 'unmeasured',
      cause: worst?.cause,
      sinceMs: worst?.at ?? span.fromMs,
    }
  })
}

/** How much of the time each state had, the longest first; states that did not occur are left out. */
export function sharesOfStates(
  states: readonly StateSince[],
  fromMs: number,
  untilMs: number,
): { readonly state: NetworkState; readonly share: number }[] {
  const sorted = states.toSorted((one, other) => one.at - other.at)
  const spans = [{ at: -Infinity, state: 'unmeasured' as NetworkState }, ...sorted]
  const lengths = new Map<NetworkState, number>()
  spans.forEach(({ at, state }, place) => {
    const length = Math.min(untilMs, spans[place + 1]?.at ?? Infinity) - Math.max(fromMs, at)
    if (length > 0) lengths.set(state, (lengths.get(state) ?? 0) + length)
  })
  return [...lengths]
    .map(([state, length]) => ({ state, share: length / (untilMs - fromMs) }))
    .sort((one, other) => other.share - one.share)
}
