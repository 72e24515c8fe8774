import type { WhatIfReport } from '../../../domain/what-if.ts'
import { terms } from '../../catalogue/terms.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { ChartFigure } from '../../chart/figure/chart-figure.tsx'
import { formatCount } from '../../format/count.ts'
import { formatMoney } from '../../format/money.ts'
import { formatReading } from '../../format/reading.ts'
import { outcomeRows, type OutcomeSubject, type Verdict } from './outcome-rows.ts'

/** Congestion, cost and the other figures before and after a change. */
export function OutcomeTable({ report }: { report: WhatIfReport }) {
  const words = insightWords.value
  return (
    <ChartFigure class="outcomes" caption={words.beforeAfter} note={words.beforeAfterNote}>
      <div class="chart__scroll" role="group" aria-label={words.beforeAfter} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.figure}</th>
              <th scope="col" class="outcomes__figure">
                {words.before}
              </th>
              <th scope="col" class="outcomes__figure">
                {words.after}
              </th>
              <th scope="col">{words.verdict}</th>
              <th scope="col" class="outcomes__figure">
                {words.over}
              </th>
            </tr>
          </thead>
          <tbody>
            {outcomeRows(report).map(({ subject, before, after, verdict, decisions }) => (
              <tr key={nameOf(subject)}>
                <th scope="row">{nameOf(subject)}</th>
                <td class="outcomes__figure">{textOf(subject, before)}</td>
                <td class="outcomes__figure outcomes__after">{textOf(subject, after)}</td>
                <td class={`outcomes__verdict outcomes__verdict--${verdict}`}>
                  <span aria-hidden="true">{signs[verdict]}</span> {words[verdict]}
                </td>
                <td class="outcomes__figure outcomes__over">{formatCount(decisions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFigure>
  )
}

const signs: Readonly<Record<Verdict, string>> = { better: '✓', worse: '▲', same: '=' }

function nameOf(subject: OutcomeSubject): string {
  const words = insightWords.value
  if (subject.of === 'reading') return terms.value.kpi[subject.kpi].name
  return subject.of === 'cost' ? words.costOf(subject.currency) : words[subject.of]
}

function textOf(subject: OutcomeSubject, figure: number): string {
  if (subject.of === 'reading') return formatReading(subject.kpi, figure)
  return subject.of === 'cost' ? formatMoney(figure, subject.currency) : formatCount(figure)
}
