import type { WhatIfReport } from '../../domain/what-if.ts'

/** So many decisions are shown of all nodes together. */
const sampleSize = 10

/** What several nodes say, as if one had said it: counts and costs add up, and means are weighted by their decisions. */
export function sumUpReports(reports: readonly WhatIfReport[]): WhatIfReport {
  const all = <T>(of: (report: WhatIfReport) => readonly T[]) => reports.flatMap(of)
  const total = (of: (report: WhatIfReport) => number) => reports.reduce((sum, each) => sum + of(each), 0)
  const ats = (of: (report: WhatIfReport) => number | null) =>
    reports.map(of).filter((at): at is number => at !== null)
  const oldest = ats(({ oldestAt }) => oldestAt)
  const newest = ats(({ newestAt }) => newestAt)
  return {
    decisions: total(({ decisions }) => decisions),
    compared: total(({ compared }) => compared),
    skipped: summed(
      all(({ skipped }) => skipped),
      ['algorithm'],
      ['decisions'],
    ),
    oldestAt: oldest.length === 0 ? null : Math.min(...oldest),
    newestAt: newest.length === 0 ? null : Math.max(...newest),
    changed: total(({ changed }) => changed),
    refused: total(({ refused }) => refused),
    moves: summed(
      all(({ moves }) => moves),
      ['from', 'to'],
      ['decisions'],
    ).sort((one, other) => other.decisions - one.decisions),
    networks: summed(
      all(({ networks }) => networks),
      ['network'],
      ['before', 'after'],
    ),
    figures: figuresOf(all(({ figures }) => figures)),
    congested: {
      decisions: total(({ congested }) => congested.decisions),
      before: total(({ congested }) => congested.before),
      after: total(({ congested }) => congested.after),
    },
    degraded: {
      before: total(({ degraded }) => degraded.before),
      after: total(({ degraded }) => degraded.after),
    },
    cost: summed(
      all(({ cost }) => cost),
      ['currency'],
      ['decisions', 'before', 'after', 'unmoved'],
    ),
    sample: all(({ sample }) => sample)
      .sort((one, other) => other.at - one.at)
      .slice(0, sampleSize),
    unknown: [...new Set(all(({ unknown }) => unknown))],
  }
}

/** Rows that are the same by these members, with the others added up. */
function summed<T extends object>(
  rows: readonly T[],
  by: readonly (keyof T)[],
  add: readonly (keyof T)[],
): T[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((member) => row[member])))
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const sums = add.map((member) => {
      const value = [first, ...others].reduce((sum, row) => sum + Number(row[member]), 0)
      return [member, value] as const
    })
    return [{ ...first, ...(Object.fromEntries(sums) as Partial<T>) }]
  })
}

function figuresOf(figures: WhatIfReport['figures']): WhatIfReport['figures'] {
  const weighted = figures.map(({ kpi, decisions, before, after }) => ({
    kpi,
    decisions,
    before: before * decisions,
    after: after * decisions,
  }))
  return summed(weighted, ['kpi'], ['decisions', 'before', 'after']).map((sum) => ({
    ...sum,
    before: sum.before / sum.decisions,
    after: sum.after / sum.decisions,
  }))
}
