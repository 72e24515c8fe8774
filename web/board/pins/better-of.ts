import type { KpiScore } from '../../../domain/decision.ts'
import type { Kpi } from '../../../domain/kpi.ts'
import type { NetworkStanding } from '../../../domain/network-board.ts'

/** Less than this apart is the same. */
const nothing = 1e-6

/** Which of two figures of which more is better; undefined where they are the same, or one is not known. */
export function betterOf(
  one: number | null | undefined,
  other: number | null | undefined,
): 0 | 1 | undefined {
  if (typeof one !== 'number' || typeof other !== 'number' || Math.abs(one - other) < nothing)
    return undefined
  return one > other ? 0 : 1
}

/** The KPIs that somebody has measured on one of them. */
export function comparedKpis(
  one: NetworkStanding,
  other: NetworkStanding,
): readonly {
  readonly kpi: Kpi
  readonly first: KpiScore | undefined
  readonly second: KpiScore | undefined
}[] {
  const of = ({ standing }: NetworkStanding, wanted: Kpi) => standing.kpis.find(({ kpi }) => kpi === wanted)
  const names = new Set([one, other].flatMap(({ standing }) => standing.kpis.map(({ kpi }) => kpi)))
  return [...names]
    .map((kpi) => ({ kpi, first: of(one, kpi), second: of(other, kpi) }))
    .filter(({ first, second }) => [first, second].some((score) => typeof score?.reading === 'number'))
}
