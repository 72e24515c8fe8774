import type { Candidate } from '../../domain/decision.ts'
import { kpiContracts, kpis } from '../../domain/kpi.ts'
import { barText, scoreText } from '../terminal/figures.ts'
import { renderTable, type Cell, type ColumnSpec, type TableOptions } from '../terminal/table.ts'

const barColumns = 20

/** Candidates with what each KPI that counts adds to their score; with a bar where a person looks. */
export function rankingTable(
  candidates: readonly Candidate[],
  options: TableOptions & { isTty: boolean },
): string {
  const named = kpis.filter((kpi) =>
    candidates.some((candidate) => candidate.kpis.some((each) => each.kpi === kpi && each.weight > 0)),
  )
  const specs: ColumnSpec[] = [
    { title: 'RANK', align: 'right' },
    { title: 'NETWORK' },
    { title: 'SCORE', align: 'right' },
    ...named.map((kpi) => ({ title: kpiContracts[kpi].label.toUpperCase(), align: 'right' as const })),
    { title: '' },
  ]
  const rows = candidates.map((candidate): Cell[] => [
    candidate.rank === null ? '-' : String(candidate.rank),
    {
      text: candidate.network,
      tone: candidate.rank === 1 ? 'strong' : candidate.rank === null ? 'dim' : 'plain',
    },
    scoreText(candidate.score),
    ...named.map((kpi) => contributionText(candidate, kpi)),
    lastCell(candidate, options.isTty),
  ])
  return renderTable(specs, rows, options)
}

function contributionText({ kpis: scores }: Candidate, kpi: string): string {
  const score = scores.find((each) => each.kpi === kpi)
  // A figure that nobody measured adds what is assumed; the tilde says so.
  return score === undefined ? '-' : `${score.confidence === 0 ? '~' : ''}${scoreText(score.contribution)}`
}

function lastCell({ score, rank, excluded, missesSla }: Candidate, isTty: boolean): Cell {
  if (excluded !== null) return { text: excluded.detail, tone: 'warning' }
  if (missesSla !== undefined) return { text: `misses the SLA: ${missesSla}`, tone: 'warning' }
  return isTty ? { text: barText(score, barColumns) || ' ', tone: rank === 1 ? 'good' : 'dim' } : ' '
}
