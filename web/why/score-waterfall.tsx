import { useSignal } from '@preact/signals'
import type { Candidate, Decision } from '../../domain/decision.ts'
import { whyWords } from '../catalogue/why.ts'
import { Waterfall } from '../chart/waterfall/waterfall.tsx'
import { SelectField } from '../form/select-field.tsx'
import { formatScorePart, formatSignedPart } from '../format/score.ts'
import { runnerUpOf, waterfallRows } from './waterfall-rows.ts'

const fromZero = ''

/** What made the network win, KPI by KPI: against the runner-up, any other one, or from 0 on. */
export function ScoreWaterfall({ decision }: { decision: Decision }) {
  const { candidates, chosen, picks = [chosen] } = decision
  const words = whyWords.value
  const against = useSignal(runnerUpOf(candidates, picks)?.network ?? fromZero)
  const network = candidates.find((candidate) => candidate.network === chosen)
  const other = candidates.find((candidate) => candidate.network === against.value)
  if (network === undefined) return null
  return (
    <section class="why__waterfall">
      <SelectField
        pointer="/against"
        label={words.compareWith}
        value={against}
        options={optionsOf(candidates, chosen)}
      />
      <Waterfall
        caption={other ? words.leadOver(chosen, other.network) : words.scoreOf(chosen)}
        note={other ? words.leadNote : words.scoreNote}
        rows={waterfallRows(network, other)}
        start={other ? { name: other.network, score: other.score } : { name: words.zero, score: 0 }}
        end={{ name: chosen }}
        formatScore={formatScorePart}
        formatPart={formatSignedPart}
        words={words.waterfall}
      />
    </section>
  )
}

const optionsOf = (candidates: readonly Candidate[], chosen: string) => [
  ...candidates
    .filter(({ network }) => network !== chosen)
    .map(({ network, excluded }) => ({
      value: network,
      label: excluded === null ? network : `${network} (${whyWords.value.excluded})`,
    })),
  { value: fromZero, label: whyWords.value.nobody },
]
