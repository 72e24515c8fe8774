import type { KpiScore } from '../../../domain/decision.ts'
import type { NetworkStanding } from '../../../domain/network-board.ts'
import { boardWords } from '../../catalogue/board.ts'
import { terms } from '../../catalogue/terms.ts'
import { KpiSwatch } from '../../chart/kpi-legend.tsx'
import { StateMark } from '../../chart/state-mark.tsx'
import { formatReading } from '../../format/reading.ts'
import { formatScorePart } from '../../format/score.ts'
import { shownState } from '../../model/shown-state.ts'
import { betterOf, comparedKpis } from './better-of.ts'
import './comparison.css'

/** Two networks side by side, figure by figure; the better one is marked by a word. */
export function Comparison({ one, other }: { one: NetworkStanding; other: NetworkStanding }) {
  const words = boardWords.value
  const pair = [one, other] as const
  return (
    <section class="section" aria-labelledby="compared-title">
      <div class="section__head">
        <h2 id="compared-title" class="section__title">
          {words.compared}
        </h2>
      </div>
      <div class="sideways">
        <table class="table comparison" aria-label={words.compared}>
          <thead>
            <tr>
              <th scope="col">{words.parts.kpi}</th>
              {pair.map(({ name }) => (
                <th key={name} scope="col" class="comparison__name">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words.state}</th>
              {pair.map((network) => (
                <td key={network.name}>
                  <StateMark state={shownState(network)} />
                </td>
              ))}
            </tr>
            <FigureRow
              title={words.columns.score}
              texts={[formatScorePart(one.standing.score), formatScorePart(other.standing.score)]}
              better={betterOf(one.standing.score, other.standing.score)}
            />
            {comparedKpis(one, other).map(({ kpi, first, second }) => (
              <FigureRow
                key={kpi}
                title={
                  <>
                    <KpiSwatch kpi={kpi} /> {terms.value.kpi[kpi].name}
                  </>
                }
                texts={[readingOf(first), readingOf(second)]}
                better={betterOf(first?.value, second?.value)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const readingOf = (score: KpiScore | undefined) =>
  score === undefined || score.reading === null
    ? boardWords.value.unknown
    : formatReading(score.kpi, score.reading)

function FigureRow(props: {
  title: preact.ComponentChildren
  texts: readonly [string, string]
  better: 0 | 1 | undefined
}) {
  const { title, texts, better } = props
  return (
    <tr>
      <th scope="row">{title}</th>
      {texts.map((text, place) => (
        <td key={place} class={place === better ? 'comparison__better' : ''}>
          {text}
          {place === better && <span class="comparison__word">{boardWords.value.better}</span>}
        </td>
      ))}
    </tr>
  )
}
