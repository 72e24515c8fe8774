import { kpiContracts } from '../../domain/kpi.ts'
import type { NetworkInputs } from '../pipeline/inputs.ts'
import { prior } from '../pipeline/score-candidate.ts'
import type { Known } from './readings/known.ts'
import { promisedShare } from './readings/traffic-readings.ts'

/**
 * What congestion is taken to be worth where its reading is not believed: that of any network, and less by what is promised
 * on this one. How busy a link is may be unknown; that pods were put on it is not. So a collector that says nothing, or
 * has not begun, does not send them all to one network.
 */
export function loadPrior(known: Known, usual = prior): NetworkInputs['priors'] {
  const share = promisedShare(known)
  if (share === null || share === 0) return {}
  const { good, bad } = known.settings.anchors?.utilization ?? kpiContracts.utilization
  // Anchors that stand upside down count nothing; the pipeline takes those of the KPI too.
  const span = bad > good ? bad - good : kpiContracts.utilization.bad - kpiContracts.utilization.good
  return { utilization: Math.max(0, usual - share / span) }
}
