import type { Kpi } from '../../../domain/kpi.ts'
import type { PairwiseAnswer } from '../../../domain/pairwise.ts'
import type { Weights } from '../../../domain/profile.ts'
import { terms } from '../../catalogue/terms.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { KpiSwatch } from '../../chart/kpi-legend.tsx'
import { Meter } from '../../chart/meter.tsx'
import { formatNumber } from '../../format/number.ts'
import { formatScorePart } from '../../format/score.ts'
import { formatShare } from '../../format/share.ts'
import { comparisonOf, mostContradicting, type Leaning, type Leanings, type Pair } from './pairs-of.ts'

interface ResultProps {
  readonly answer: PairwiseAnswer
  readonly pairs: readonly Pair[]
  readonly chosen: Leanings
  readonly titleOf: (group: string) => string
  readonly onTake: (weights: Weights) => void
}

/** Shares and weights that the comparisons come to, and how well they fit together. */
export function PairwiseResult(props: ResultProps) {
  const { answer, titleOf, onTake } = props
  const words = weightsWords.value
  const shares = Object.entries(answer.shares).toSorted(([, one], [, other]) => other - one)
  return (
    <section class="stack" aria-labelledby="pairs-result-title">
      <h3 id="pairs-result-title" class="section__title">
        {words.pairsResult}
      </h3>
      <table class="table shares">
        <thead>
          <tr>
            <th scope="col">{words.group}</th>
            <th scope="col" colSpan={2}>
              {words.groupShare}
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map(([group, share]) => (
            <tr key={group}>
              <th scope="row">{titleOf(group)}</th>
              <td class="table__number">{formatShare(share)}</td>
              <td class="shares__bar">
                <Meter share={share} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul class="weight-list" aria-label={words.kpiWeights}>
        {(Object.keys(answer.weights) as Kpi[])
          .filter((kpi) => answer.weights[kpi] > 0)
          .map((kpi) => (
            <li key={kpi} class="legend__one">
              <KpiSwatch kpi={kpi} /> {terms.value.kpi[kpi].name} <b>{formatNumber(answer.weights[kpi])}</b>
            </li>
          ))}
      </ul>
      <Consistency {...props} />
      <p>
        <button type="button" class="button button--main" onClick={() => onTake(answer.weights)}>
          {words.takePairs}
        </button>
      </p>
    </section>
  )
}

function Consistency({ answer, pairs, chosen, titleOf }: ResultProps) {
  const words = weightsWords.value
  const ratio = formatScorePart(answer.consistencyRatio ?? 0)
  if (answer.consistent) return <p role="status">{words.consistent(ratio)}</p>
  const worst = mostContradicting(pairs, chosen, answer.shares)
  const said = (pair: Pair, leaning: Leaning) => {
    const { group, than, times } = comparisonOf(pair, leaning)
    return words.pairTimes(titleOf(group), titleOf(than), times)
  }
  return (
    <div role="status">
      <p class="field__fault">{words.inconsistent(ratio)}</p>
      {worst && (
        <p class="field__help">
          {words.lookAt(said(worst.pair, chosen[worst.pair.key] ?? 0), said(worst.pair, worst.suggested))}
        </p>
      )}
    </div>
  )
}
