import { pickedKey } from '../../domain/annotation-keys.ts'
import { multiIpPreferencesKey } from '../pods/multi-ip-preferences.ts'
import { networkStatusKey } from '../pods/network-status.ts'
import type { PickedDecision } from './picked-decision.ts'
import { decisionIn, pickedValue } from './picked-value.ts'
import type { PodSandbox } from './pod-sandbox.ts'

type Annotations = Readonly<Record<string, string>>

/** The annotations that are written here, and no others. */
export const ownKeys = [networkStatusKey, multiIpPreferencesKey, pickedKey] as const

/** Whether the pod's annotations do not tell of the sandbox's decision yet, so that it has to be looked up. */
export function shouldTellPick({ decision }: Pick<PodSandbox, 'decision'>, current: Annotations): boolean {
  return decision !== null && decisionIn(current[pickedKey]) !== decision
}

/**
 * What the annotations of ours are to say of a sandbox. What they say already of its decision is left as it is: the
 * decision itself may not be kept as long as the pod runs. So is what a delegate has written. `picked` is null if there is nothing new to tell.
 */
export function desiredAnnotations(
  sandbox: Pick<PodSandbox, 'annotations' | 'decision' | 'isToldByDelegate'>,
  current: Annotations,
  picked: PickedDecision | null,
): Annotations {
  const told = shouldTellPick(sandbox, current) || sandbox.decision === null ? undefined : current[pickedKey]
  const value = picked === null ? told : pickedValue(picked)
  return {
    ...(sandbox.isToldByDelegate ? attachmentsIn(current) : sandbox.annotations),
    ...(value !== undefined && { [pickedKey]: value }),
  }
}

/** What the annotations say already of what the pod is attached to. */
function attachmentsIn(current: Annotations): Annotations {
  const keys = [networkStatusKey, multiIpPreferencesKey]
  return Object.fromEntries(Object.entries(current).filter(([key]) => keys.includes(key)))
}

/** The merge patch from what the annotations say to what they are to say; null if it is the same. */
export function annotationChanges(
  current: Annotations,
  desired: Annotations,
): Readonly<Record<string, string | null>> | null {
  const changes = ownKeys
    .filter((key) => current[key] !== desired[key])
    .map((key) => [key, desired[key] ?? null] as const)
  return changes.length === 0 ? null : Object.fromEntries(changes)
}
