import type { Candidate, Decision } from '../../../domain/decision.ts'
import { decide, type Verdict } from '../decide.ts'
import { inputsOf } from './inputs-of.ts'

/** A stored decision made again. */
export interface Replay {
  /** Whether every bit of it came out as it is stored. */
  readonly isSame: boolean
  /** What did not, by JSON pointers into the decision. */
  readonly differs: readonly string[]
  /** As this code decides it. */
  readonly verdict: Verdict
}

/**
 * Makes a decision again from its stored inputs, and compares.
 * @throws {NotReplayableError} if it was stored without them
 */
export function replay(decision: Decision): Replay {
  const verdict = decide(inputsOf(decision))
  const again = { ...verdict, candidates: toldAs(decision.candidates, verdict.candidates) }
  const differs = [...differences(stored(decision), madeAgain(decision, again), '')]
  return { isSame: differs.length === 0, differs, verdict }
}

/** The part of a decision that the pipeline makes. */
type Made = Pick<Decision, 'candidates' | 'chosen' | 'picks' | 'reason' | 'degraded'>

function stored({ candidates, chosen, picks, reason, degraded }: Decision): Made {
  return { candidates, chosen, ...(picks && { picks }), reason, ...(degraded === true && { degraded }) }
}

function madeAgain({ wantedPicks = 1 }: Decision, { candidates, picks, reason, isDegraded }: Verdict): Made {
  return {
    candidates: [...candidates],
    chosen: picks[0] ?? '',
    ...(wantedPicks > 1 && { picks: [...picks] }),
    reason,
    ...(isDegraded && { degraded: true }),
  }
}

/**
 * Candidates without the figures of their sentences where the stored ones have none: a version before these figures made
 * it, and decided the same.
 */
function toldAs(stored: readonly Candidate[], made: readonly Candidate[]): readonly Candidate[] {
  return made.map((candidate, place) => {
    const { slaMisses, ...others } = candidate
    const { excluded } = candidate
    const was = stored[place]
    return {
      ...(slaMisses !== undefined && was?.slaMisses === undefined ? others : candidate),
      excluded:
        excluded !== null && was?.excluded?.parameters === undefined
          ? { code: excluded.code, detail: excluded.detail }
          : excluded,
    }
  })
}

/** Where two values are not the same JSON; -0 and 0 are. */
function* differences(one: unknown, other: unknown, pointer: string): Generator<string> {
  if (JSON.stringify(one) === JSON.stringify(other)) return
  if (!isBranch(one) || !isBranch(other)) {
    yield pointer
    return
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
    yield* differences(one[key], other[key], `${pointer}/${key}`)
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
