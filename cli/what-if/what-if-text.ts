import { kpiContracts } from '../../domain/kpi.ts'
import type { WhatIfReport } from '../../domain/what-if.ts'
import { ageText, countText, figureText, shareText } from '../terminal/figures.ts'
import { renderTable, type Cell } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { WhatIfDocument } from './what-if-document.ts'

const right = (title: string) => ({ title, align: 'right' as const })
const shownDecisions = 5

/** A look back for people: one sentence, where pods would have gone, figures, cost, some decisions, and what is not known. */
export function whatIfText(report: WhatIfDocument, terminal: Terminal): string {
  const { compared, changed, refused, nodes, oldestAt, newestAt, unknown } = report
  const { paint } = terminal
  const span = oldestAt === null || newestAt === null ? '' : `, made within ${ageText(newestAt - oldestAt)}`
  const of = `${countText(compared, 'decision')} on ${countText(nodes.length, 'node')}${span}`
  const none = refused > 0 ? `; ${refused} would have found no network` : ''
  const head =
    compared === 0
      ? 'No decision can be made again'
      : `${changed} of ${of} (${shareText(changed / compared)}) would have gone elsewhere${none}`
  return [
    `${paint('strong', head)}\n`,
    ...(changed > 0 ? [movesTable(report, terminal)] : []),
    ...(report.figures.length > 0 ? [figuresTable(report, terminal)] : []),
    ...(report.cost.length > 0 ? [costTable(report, terminal)] : []),
    ...(report.sample.length > 0 ? [sampleText(report, terminal)] : []),
    ...(unknown.length > 0 ? [unknown.map((sentence) => `${paint('dim', sentence)}\n`).join('')] : []),
  ].join('\n')
}

/** From (rows) to (columns), those who stay among them. */
function movesTable({ moves }: WhatIfReport, terminal: Terminal): string {
  const from = [...new Set(moves.map((move) => move.from))].sort()
  const to = [...new Set(moves.map((move) => move.to ?? 'none'))].sort()
  const rows = from.map((row): Cell[] => [
    { text: row, tone: 'strong' },
    ...to.map((column) => {
      const move = moves.find((each) => each.from === row && (each.to ?? 'none') === column)
      const text = move === undefined ? '-' : String(move.decisions)
      return { text, tone: row === column || move === undefined ? ('dim' as const) : ('plain' as const) }
    }),
  ])
  return renderTable([{ title: 'FROM \\ TO' }, ...to.map(right)], rows, terminal)
}

function figuresTable({ figures, congested, degraded }: WhatIfReport, terminal: Terminal): string {
  const rows = figures.map(({ kpi, decisions, before, after }): Cell[] => [
    kpiContracts[kpi].label,
    figureText(kpi, before),
    figureText(kpi, after),
    String(decisions),
  ])
  const counts = [
    [
      'on a congested network',
      String(congested.before),
      String(congested.after),
      String(congested.decisions),
    ],
    ['below their SLA', String(degraded.before), String(degraded.after), ''],
  ]
  return renderTable(
    [{ title: 'MEAN' }, right('BEFORE'), right('AFTER'), right('DECISIONS')],
    [...rows, ...counts],
    terminal,
  )
}

function costTable({ cost }: WhatIfReport, terminal: Terminal): string {
  return renderTable(
    [{ title: 'COST A MONTH' }, right('BEFORE'), right('AFTER'), right('UNMOVED'), right('PODS')],
    cost.map(({ currency, decisions, before, after, unmoved }) => [
      currency,
      before.toFixed(2),
      after.toFixed(2),
      unmoved.toFixed(2),
      String(decisions),
    ]),
    terminal,
  )
}

function sampleText({ sample }: WhatIfReport, terminal: Terminal): string {
  return renderTable(
    [{ title: 'POD' }, { title: 'FROM' }, { title: 'TO' }, { title: 'WHY' }],
    sample
      .slice(0, shownDecisions)
      .map(({ pod, from, to, reason }) => [`${pod.namespace}/${pod.name}`, from, to ?? 'none', reason]),
    terminal,
  )
}
