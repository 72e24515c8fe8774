import type { Decision } from '../../domain/decision.ts'
import { decide } from '../../selector/pipeline/decide.ts'
import type { DecisionInputs } from '../../selector/pipeline/inputs.ts'
import { algorithm } from '../../selector/pipeline/replay/inputs-of.ts'

/** The decision that a selector would store of these inputs, read back. */
export function decisionOf(inputs: DecisionInputs, changes: Partial<Decision> = {}): Decision {
  const { namespace, profile, measures, picks: wantedPicks, nowMs: at, seed, devices } = inputs
  const { candidates, picks, reason, isDegraded } = decide(inputs)
  const decision = {
    id: 'd1',
    at,
    pod: { namespace, name: 'web', uid: 'u1' },
    ifname: 'eth0',
    profile,
    demandBitsPerSecond: 1e6,
    candidates,
    chosen: picks[0] ?? '',
    ...(wantedPicks > 1 && { picks, wantedPicks }),
    measures,
    ...(seed !== undefined && seed !== null && { seed }),
    ...(devices !== undefined && { devices }),
    reason,
    ...(isDegraded && { degraded: true }),
    outcome: 'planned',
    error: null,
    algorithm,
    ...changes,
  }
  return JSON.parse(JSON.stringify(decision)) as Decision
}
