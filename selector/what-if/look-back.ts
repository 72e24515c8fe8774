import type { WhatIfReport, WhatIfRequest, LookBack } from '../../domain/what-if.ts'
import type { DecisionQuery, DecisionStore } from '../../store/decision-store.ts'
import { scanDecisions } from '../../store/scan-decisions.ts'
import { judge } from '../pipeline/decide.ts'
import { inputsOf, replayFault } from '../pipeline/replay.ts'
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
    const fault = replayFault(decision)
    if (fault === null) tally.add(decision, judge(changed(inputsOf(decision), decision)))
    else tally.skip(decision, fault)
  }
  const report = tally.report()
  return { ...report, unknown: unknownIn(report, request) }
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
  const { decisions, compared, cost, refused } = report
  const priced = cost.reduce((sum, each) => sum + each.decisions, 0)
  const sentences: string[] = []
  if (decisions < last) sentences.push(`Asked for ${last} decisions, and ${decisions} are remembered`)
  if (compared > 0)
    sentences.push(
      'Figures are of the moment of each decision: what moved pods would have added to their new networks is not in them',
    )
  if (priced < compared - refused)
    sentences.push(`The cost of ${compared - refused - priced} pods is not known, before or after`)
  return sentences
}
