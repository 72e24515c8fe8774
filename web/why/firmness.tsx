import type { Decision } from '../../domain/decision.ts'
import type { ReplayReport } from '../../domain/replay-report.ts'
import type { DecisionSensitivity } from '../../domain/what-if.ts'
import { replayDecision } from '../api/decisions.ts'
import { useAnswer, type Answered } from '../api/use-answer.ts'
import { sensitivityOf } from '../api/what-if.ts'
import { pageWords } from '../catalogue/page.ts'
import { terms } from '../catalogue/terms.ts'
import { whyWords } from '../catalogue/why.ts'
import { formatNumber } from '../format/number.ts'
import { formatScorePart } from '../format/score.ts'
import { FaultText } from '../parts/fault-text.tsx'
import { usePage } from '../page/page-parts.ts'

/** How firm a decision stands: the smallest change that makes another network win, and whether it comes out again. */
export function Firmness({ decision: { id } }: { decision: Decision }) {
  const { client } = usePage()
  const words = whyWords.value
  const sensitivity = useAnswer((signal) => sensitivityOf(client, id, signal), [client, id])
  const replay = useAnswer((signal) => replayDecision(client, id, signal), [client, id])
  return (
    <section>
      <h3 class="why__step">{words.firmness}</h3>
      <ul class="why__firmness">
        <li>
          <Told answer={sensitivity} say={smallestChange} />
        </li>
        <li>
          <Told answer={replay} say={madeAgain} />
        </li>
      </ul>
    </section>
  )
}

/** A sentence for an answer, for the wait for it, and for what the server says instead. */
function Told<Value>({ answer, say }: { answer: Answered<Value>; say: (value: Value) => string }) {
  const { value, fault, isLoading } = answer
  if (value !== undefined) return <>{say(value)}</>
  return (
    <span class="why__aside">
      {isLoading ? `${pageWords.value.loading} …` : fault && <FaultText fault={fault} />}
    </span>
  )
}

function smallestChange({ lead, smallest, chosen }: DecisionSensitivity): string {
  const words = whyWords.value
  if (lead === null) return words.onlyOne(chosen)
  if (smallest === null) return words.noWeightFlips(formatScorePart(lead))
  const { kpi, from, to, network } = smallest
  return words.flip(terms.value.kpi[kpi].name, formatNumber(from), formatNumber(to), network)
}

function madeAgain({ isSame, chosenAgain, differs }: ReplayReport): string {
  const words = whyWords.value
  return isSame ? words.sameAgain : words.otherAgain(chosenAgain ?? words.noNetwork, differs.length)
}
