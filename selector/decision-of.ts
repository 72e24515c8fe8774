import type { Decision, SelectRequest, Tried } from '../domain/decision.ts'
import type { ExpectedUse } from '../domain/expected-cost.ts'
import type { Kpi } from '../domain/kpi.ts'
import type { Profile } from '../domain/profile.ts'
import { NoNetworkError } from './no-network-error.ts'
import type { Judgement } from './pipeline/decide.ts'
import { algorithm } from './pipeline/replay/inputs-of.ts'

/** What a decision was made by, beside its candidates. */
export interface Made {
  readonly id: string
  readonly at: number
  readonly request: SelectRequest
  readonly profile: Profile
  readonly demandBitsPerSecond: number
  readonly measures: readonly Kpi[]
  /** Of its draw, where several decide. */
  readonly seed: string | null
  readonly use: ExpectedUse | null
  readonly tried: readonly Tried[]
}

/**
 * The decision that a verdict comes to, with all that it takes to make it again.
 * @throws {NoNetworkError} if no network can take the pod
 */
export function decisionOf(made: Made, verdict: Judgement): Decision {
  const { id, at, request, profile, demandBitsPerSecond, measures, seed, use, tried } = made
  const { pod, ifname, devices, picks: wantedPicks = 1 } = request
  const { candidates, picks, isDegraded } = verdict
  const [chosen] = picks
  const reason = verdict.reasonOf()
  if (chosen === undefined) throw new NoNetworkError(`Cannot choose a network: ${reason}`)
  return {
    id,
    at,
    pod,
    ifname,
    profile,
    demandBitsPerSecond,
    candidates: [...candidates],
    chosen,
    ...(wantedPicks > 1 && { picks: [...picks], wantedPicks }),
    measures: [...measures],
    ...(devices !== undefined && { devices }),
    ...(seed !== null && { seed }),
    ...(use !== null && candidates.some(({ cost }) => cost !== undefined) && { use }),
    ...(tried.length > 0 && { tried: [...tried] }),
    reason,
    ...(isDegraded && { degraded: true }),
    outcome: 'planned',
    error: null,
    algorithm,
  }
}
