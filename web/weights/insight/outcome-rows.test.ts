import { expect, test } from 'vitest'
import { kpis, moreIsBetter } from '../../../domain/kpi.ts'
import type { WhatIfReport } from '../../../domain/what-if.ts'
import { outcomeRows } from './outcome-rows.ts'

const report: WhatIfReport = {
  decisions: 10,
  compared: 9,
  skipped: [],
  oldestAt: 1,
  newestAt: 2,
  changed: 3,
  refused: 0,
  moves: [],
  networks: [],
  figures: [],
  congested: { decisions: 8, before: 4, after: 2 },
  degraded: { before: 1, after: 1 },
  cost: [],
  sample: [],
  unknown: [],
}

test('outcomeRows() has congestion and cost first, each with whether it is to the better', () => {
  const rows = outcomeRows({
    ...report,
    figures: [
      { kpi: 'latency', decisions: 7, before: 2, after: 3 },
      { kpi: 'utilization', decisions: 8, before: 0.6, after: 0.4 },
    ],
    cost: [{ currency: 'EUR', decisions: 5, before: 0.3, after: 0.1 + 0.2, unmoved: 0.3 }],
  })
  expect(rows.map(({ subject, verdict, decisions }) => [subject, verdict, decisions])).toEqual([
    [{ of: 'reading', kpi: 'utilization' }, 'better', 8],
    [{ of: 'congested' }, 'better', 8],
    [{ of: 'cost', currency: 'EUR' }, 'same', 5],
    [{ of: 'degraded' }, 'same', 9],
    [{ of: 'reading', kpi: 'latency' }, 'worse', 7],
  ])
})

test('outcomeRows() knows of every KPI whether more of it is better', () => {
  const figures = kpis.map((kpi) => ({ kpi, decisions: 1, before: 1, after: 2 }))
  const better = outcomeRows({ ...report, figures }).flatMap(({ subject, verdict }) =>
    subject.of === 'reading' && verdict === 'better' ? [subject.kpi] : [],
  )
  expect(better).toEqual(kpis.filter(moreIsBetter))
})

test('outcomeRows() leaves out the congestion that nobody knows', () => {
  const rows = outcomeRows({ ...report, congested: { decisions: 0, before: 0, after: 0 } })
  expect(rows.map(({ subject }) => subject.of)).toEqual(['degraded'])
})
