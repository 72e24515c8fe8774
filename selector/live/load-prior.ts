import { kpiContracts } from '../../domain/kpi.ts'
import { confidenceOf } from '../pipeline/confidence-of.ts'
import type { NetworkInputs } from '../pipeline/inputs.ts'
import { prior } from '../pipeline/score-candidate.ts'
import { valueOf } from '../pipeline/value-of.ts'
import type { Known } from './readings/known.ts'
import { capacityTrust, promisedShare, usualUtilization } from './readings/traffic-readings.ts'

/** How far the last minutes are believed to go on: wholly would send everyone to one network again while figures are old. */
const pastTrust = 0.5
/** For so long what a network has carried says something of what it carries. */
const usualCountsMs = 900_000

/**
 * What congestion is taken to be worth where its reading is not believed: what it was for the last minutes, and as that
 * gets old, that of any network. What is promised on this one makes it less: how busy a link is may be unknown; that pods
 * were put on it is not. So a collector that says nothing, or has not begun, does not send them all to one network.
 */
export function loadPrior(known: Known, ofAny = prior): NetworkInputs['priors'] {
  const { samples, usual, nowMs, settings } = known
  const share = promisedShare(known) ?? 0
  const used = usual ? usualUtilization(known) : null
  if (share === 0 && used === null) return {}
  const anchors = soundOnes(settings.anchors?.utilization)
  const { good, bad } = anchors
  const unknown = Math.max(0, ofAny - share / (bad - good))
  if (!usual || used === null) return { utilization: unknown }
  const confidence = pastTrust * capacityTrust(samples.at(-1)) * confidenceOf(nowMs - usual.at, usualCountsMs)
  return {
    utilization: confidence * valueOf({ ...anchors, shape: 'linear' }, used) + (1 - confidence) * unknown,
  }
}

/** Anchors that stand upside down count nothing; the pipeline takes those of the KPI too. */
function soundOnes(own: { readonly good: number; readonly bad: number } | undefined) {
  return own !== undefined && own.bad > own.good ? own : kpiContracts.utilization
}
