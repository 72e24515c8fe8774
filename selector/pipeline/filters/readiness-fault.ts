import type { Exclusion } from '../../../domain/exclusion.ts'
import type { NetworkFacts } from '../../../domain/network-facts.ts'

type Readiness = Pick<NetworkFacts, 'missingPlugin' | 'notReady' | 'coolingDown'>

/** Why a network can take no pod at all just now: its plugin is missing, says it is not ready, or has just failed. */
export function readinessFault(facts: Readiness, nowMs: number): Exclusion | null {
  const { missingPlugin, notReady, coolingDown } = facts
  if (missingPlugin !== null)
    return {
      code: 'plugin-missing',
      detail: `its plugin ${missingPlugin} is not installed`,
      parameters: { names: [missingPlugin] },
    }
  if (notReady !== undefined)
    return {
      code: 'not-ready',
      detail: `its plugin is not ready: ${notReady}`,
      parameters: { why: notReady },
    }
  if (coolingDown === undefined || nowMs >= coolingDown.untilMs) return null
  const seconds = Math.ceil((coolingDown.untilMs - nowMs) / 1_000)
  return {
    code: 'cooling-down',
    detail: `it has just failed (${coolingDown.why}) and is left alone for ${seconds} s`,
    parameters: { why: coolingDown.why, seconds },
  }
}
