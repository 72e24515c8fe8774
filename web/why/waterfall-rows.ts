import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { terms } from '../catalogue/terms.ts'
import { whyWords } from '../catalogue/why.ts'
import { leadParts, scoreParts } from '../chart/waterfall/lead-parts.ts'
import type { WaterfallRow } from '../chart/waterfall/waterfall.tsx'
import { formatReading } from '../format/reading.ts'
import { formatScorePart } from '../format/score.ts'
import { formatShare } from '../format/share.ts'

/** The network that a decision is held against first: the best by rank that it did not take. */
export function runnerUpOf(
  candidates: readonly Candidate[],
  picks: readonly string[],
): Candidate | undefined {
  return candidates
    .filter(({ network, rank }) => rank !== null && !picks.includes(network))
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0))[0]
}

/** What each KPI adds to a network's score, or to its lead over another one, with the figures behind it as text. */
export function waterfallRows(network: Candidate, against: Candidate | undefined): readonly WaterfallRow[] {
  const parts = against ? leadParts(network.kpis, against.kpis) : scoreParts(network.kpis)
  return parts.map(({ key: kpi, amount }) => {
    const of = network.kpis.find((score) => score.kpi === kpi)
    const other = against?.kpis.find((score) => score.kpi === kpi)
    const both = (say: (score: KpiScore) => string) =>
      [of, ...(against ? [other] : [])].map((score) => (score ? say(score) : '–')).join(whyWords.value.versus)
    const scored = of ?? other
    return {
      kpi,
      name: terms.value.kpi[kpi].name,
      amount,
      reading: both(readingOf),
      anchors: scored ? `${formatReading(kpi, scored.bad)} → ${formatReading(kpi, scored.good)}` : '',
      value: both(({ blended }) => formatScorePart(blended)),
      weight: scored ? formatShare(scored.weight) : '',
    }
  })
}

const readingOf = ({ kpi, reading }: KpiScore) =>
  reading === null ? whyWords.value.notMeasured : formatReading(kpi, reading)
