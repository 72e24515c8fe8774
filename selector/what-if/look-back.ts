import type { Decision } from '../../domain/decision.ts'
import type { WhatIfReport, WhatIfRequest, LookBack } from '../../domain/what-if.ts'
import type { DecisionQuery, DecisionStore } from '../../store/decision-store.ts'
import { scanDecisions } from '../../store/scan-decisions.ts'
import { judge } from '../pipeline/decide.ts'
import type { DecisionInputs } from '../pipeline/inputs.ts'
import { inputsOf } from '../pipeline/replay/inputs-of.ts'
import { NotReplayableError } from '../pipeline/replay/not-replayable-error.ts'
import { Tally } from './tally.ts'
import { changingBy, type Understanding } from './with-change.ts'

const usualLast = 1_000
const usualSample = 10

/**
 * How the last decisions would have gone. It takes as many turns as it needs, each of some milliseconds.
 * @throws {ApiFault} 400 if the change makes no sense
 */
export async function lookBack(
  decisions: Pick<DecisionStore, 'page'>,
  request: WhatIfRequest,
  understanding: Understanding,
): Promise<WhatIfReport> {
  const changed = changingBy(request, understanding)
  const tally = new Tally(request.sample ?? usualSample)
  for await (const decision of scanDecisions(decisions, queryOf(request))) {
    const inputs = inputsIn(decision)
    if (inputs === null) tally.skip(decision)
    else tally.add(decision, judge(changed(inputs, decision)))
  }
  const report = tally.report()
  return { ...report, unknown: unknownIn(report, request) }
}

/** What a decision was made from; null if it was stored without. */
export function inputsIn(decision: Decision): DecisionInputs | null {
  try {
    return inputsOf(decision)
  } catch (error) {
    if (error instanceof NotReplayableError) return null
    throw error
  }
}

/** The query of the decisions that are looked at. */
export function queryOf({
  last = usualLast,
  namespace,
  pod,
  network,
  outcome,
  from,
  to,
}: LookBack): DecisionQuery {
  return {
    limit: last,
    ...(namespace !== undefined && { namespace }),
    ...(pod !== undefined && { pod }),
    ...(network !== undefined && { network }),
    ...(outcome !== undefined && { outcome }),
    ...(from !== undefined && { fromMs: from }),
    ...(to !== undefined && { toMs: to }),
  }
}

function unknownIn(report: Omit<WhatIfReport, 'unknown'>, { last = usualLast }: LookBack): string[] {
  const { decisions, compared, cost, refused, skipped } = report
  const priced = cost.reduce((sum, each) => sum + each.decisions, 0)
  const sentences: string[] = []
  if (decisions < last) sentences.push(`Asked for ${last} decisions, and ${decisions} are remembered`)
  for (const { algorithm, decisions: left } of skipped)
    sentences.push(`Left out ${left} decisions that algorithm ${algorithm} made: they cannot be made again`)
  if (compared > 0)
    sentences.push(
      'Figures are of the moment of each decision: what moved pods would have added to their new networks is not in them',
    )
  if (priced < compared - refused)
    sentences.push(`The cost of ${compared - refused - priced} pods is not known, before or after`)
  return sentences
}
